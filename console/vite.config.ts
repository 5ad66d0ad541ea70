import vue from '@vitejs/plugin-vue';
import * as path from 'node:path';
import { mergeConfig, type InlineConfig, type Plugin } from 'vite';

/** Whatever the environment says: it would change the bytes, and bring the development build of Vue. Vite asks for it behind this hook. */
const PRODUCTION: Plugin = {
  name: 'production',
  config: () => {
    process.env['NODE_ENV'] = 'production';
  },
};

/** Everything the strict content policy needs: no inline script or style, no data: addresses, no polyfill that writes a script. */
export const consoleConfig = (root: string, outDir: string): InlineConfig => ({
  configFile: false,
  envDir: false,
  root,
  base: '/',
  publicDir: path.join(import.meta.dirname, 'public'),
  plugins: [PRODUCTION, vue()],
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

/** The offline verifier: one script and one style in memory, everything else inside them. */
export const verifierConfig = (plugins: readonly Plugin[] = []): InlineConfig =>
  mergeConfig(consoleConfig(import.meta.dirname, path.resolve(import.meta.dirname, '../dist/verifier')), {
    publicDir: false,
    plugins: [...plugins],
    // libsodium would look beside itself; here is no such place.
    define: { 'import.meta.url': '""' },
    build: {
      write: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      cssCodeSplit: false,
      rolldownOptions: {
        input: path.join(import.meta.dirname, 'src/verifier/main.ts'),
        // A slow machine is no fault of the build.
        checks: { bundlerTimings: false },
        output: { codeSplitting: false },
      },
    },
  });

export default consoleConfig(import.meta.dirname, path.resolve(import.meta.dirname, '../dist/console'));
