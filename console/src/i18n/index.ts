import { createI18n } from 'vue-i18n';
import { en, zh } from './messages/index.ts';

export type Locale = 'zh-CN' | 'en';

export const createTexts = (locale: Locale) =>
  createI18n({
    legacy: false,
    locale,
    fallbackLocale: false,
    missingWarn: true,
    messages: { 'zh-CN': zh, en },
  });
