import { useI18n } from 'vue-i18n';
import type { Localised } from '../data/common.ts';
import { createFigures, type Figures } from '../format/figures.ts';
import type { Locale } from './index.ts';

export type Named = Readonly<Record<string, unknown>>;

export interface Text {
  /** The sentence of this key. */
  readonly t: (key: string, named?: Named) => string;
  /** The sentence for a count; `n` is available in it as written for people. */
  readonly n: (key: string, count: number, named?: Named) => string;
  readonly has: (key: string) => boolean;
  /** The text of the reader's language. */
  readonly pick: (text: Localised) => string;
  readonly locale: () => Locale;
  readonly figures: () => Figures;
}

/** Words and figures in the reader's language; switches at once. */
export const useText = (): Text => {
  const composer = useI18n({ useScope: 'global' });
  const figures = { 'zh-CN': createFigures('zh-CN'), en: createFigures('en') };
  const current = (): Locale => (composer.locale.value === 'en' ? 'en' : 'zh-CN');
  return {
    t: (key, named = {}) => composer.t(key, named),
    n: (key, count, named = {}) => composer.t(key, { ...named, n: figures[current()].exact(count) }, count),
    has: (key) => composer.te(key),
    pick: (text) => (current() === 'en' ? text.en : text.zh),
    locale: current,
    figures: () => figures[current()],
  };
};
