import { createTextsOf } from './create.ts';
import type { Locale } from './locale.ts';
import { en, zh } from './messages/index.ts';

export type { Locale } from './locale.ts';

export const createTexts = (locale: Locale) => createTextsOf({ 'zh-CN': zh, en }, locale);
