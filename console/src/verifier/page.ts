import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { createTextsOf } from '../i18n/create.ts';
import { usePreferences } from '../state/preferences.ts';
import '../theme/verifier.css';
import { createCarrier } from './carrier.ts';
import { en, zh } from './messages.ts';
import VerifierPage from './VerifierPage.vue';
import { createLoneVerifier } from './verifier.ts';

/** The page of verification alone: no shell, no sign-in, no source of data. */
export const startPage = (): void => {
  const source = globalThis.document.querySelector('script')?.textContent ?? '';
  const app = createApp(VerifierPage, { verifier: createLoneVerifier(createCarrier(source)) });
  app.use(createPinia());
  const preferences = usePreferences();
  const texts = createTextsOf({ 'zh-CN': zh, en }, preferences.locale);
  watch(
    () => preferences.locale,
    (locale) => {
      texts.global.locale.value = locale;
    },
  );
  app.use(texts);
  app.mount('#app');
};
