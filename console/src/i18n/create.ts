import { createI18n } from 'vue-i18n';
import type { MessageTree } from './bilingual.ts';
import type { Locale } from './locale.ts';

/** Texts of both languages; a key without a text is complained of. */
export const createTextsOf = (messages: Readonly<Record<Locale, MessageTree>>, locale: Locale) =>
  createI18n<false>({ legacy: false, locale, fallbackLocale: false, missingWarn: true, messages });
