import vue from '@vitejs/plugin-vue';
import * as path from 'node:path';
import type { InlineConfig } from 'vite';

/** Everything the strict content policy needs: no inline script or style, no data: addresses, no polyfill that writes a script. */
export const consoleConfig = (root: string, outDir: string): InlineConfig => ({
  configFile: false,
  root,
  base: '/',
  publicDir: path.join(import.meta.dirname, 'public'),
  plugins: [vue()],
  logLevel: 'warn',
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});

export default consoleConfig(import.meta.dirname, path.resolve(import.meta.dirname, '../dist/console'));
