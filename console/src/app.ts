import { createPinia } from 'pinia';
import { createApp, watch, type App } from 'vue';
import AppRoot from './App.vue';
import { DATA_SOURCE, type DataSource } from './data/source.ts';
import { createTexts } from './i18n/index.ts';
import { createConsoleRouter } from './router.ts';
import { usePreferences } from './state/preferences.ts';
import './theme/index.css';

/** The console over a data source: the gateway in the product, samples in the tests of its pages. */
export const createConsole = (data: DataSource): App => {
  const app = createApp(AppRoot);
  app.use(createPinia());
  const preferences = usePreferences();
  const texts = createTexts(preferences.locale);
  watch(
    () => preferences.locale,
    (locale) => {
      texts.global.locale.value = locale;
    },
  );
  app.provide(DATA_SOURCE, data);
  app.use(texts);
  app.use(createConsoleRouter(data));
  return app;
};
