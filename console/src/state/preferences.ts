import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Keymap } from '../../../labeling/hotkeys.ts';
import type { PersonRole } from '../data/session.ts';
import type { Locale } from '../i18n/index.ts';

const STORAGE_KEY = 'xinbiao.preferences';

/** Sizes of the text that is labeled, px. */
export const BENCH_SIZES = [18, 20, 22, 24, 28, 32] as const;

interface Kept {
  readonly locale?: Locale;
  readonly theme?: 'light' | 'dark';
  readonly largeText?: boolean;
  /** Of the text that is labeled, px; the page's own size where it is absent. */
  readonly benchText?: number;
  readonly role?: PersonRole;
  readonly keys?: Partial<Keymap>;
  readonly singleKeys?: boolean;
  readonly answerSubmits?: boolean;
}

/** What this device kept; nothing that cannot be lost. */
const readKept = (): Kept => {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage.getItem(STORAGE_KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
};

const keep = (kept: Kept): void => {
  try {
    globalThis.localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs the habit, never the work.
  }
};

const systemTheme = (): 'light' | 'dark' => (globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const systemLocale = (): Locale => (globalThis.navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN');

/** The person's habits on this device: language, theme, text size, role last used, keys. */
export const usePreferences = defineStore('preferences', () => {
  const kept = readKept();
  const locale = ref<Locale>(kept.locale ?? systemLocale());
  const theme = ref<'light' | 'dark'>(kept.theme ?? systemTheme());
  const largeText = ref(kept.largeText === true);
  const benchText = ref(BENCH_SIZES.find((size) => size === kept.benchText));
  const role = ref<PersonRole | undefined>(kept.role);
  const keys = ref<Partial<Keymap>>(kept.keys ?? {});
  const singleKeys = ref(kept.singleKeys !== false);
  const answerSubmits = ref(kept.answerSubmits !== false);
  const whole = computed<Kept>(() => ({
    locale: locale.value,
    theme: theme.value,
    largeText: largeText.value,
    ...(benchText.value === undefined ? {} : { benchText: benchText.value }),
    ...(role.value === undefined ? {} : { role: role.value }),
    keys: keys.value,
    singleKeys: singleKeys.value,
    answerSubmits: answerSubmits.value,
  }));
  watch(whole, keep);
  watch(
    [locale, theme, largeText, benchText],
    () => {
      const { documentElement: root } = globalThis.document;
      root.lang = locale.value;
      root.dataset.theme = theme.value;
      root.classList.toggle('dark', theme.value === 'dark');
      root.dataset.text = largeText.value ? 'large' : 'normal';
      if (benchText.value === undefined) root.style.removeProperty('--text-size');
      else root.style.setProperty('--text-size', `${benchText.value}px`);
    },
    { immediate: true },
  );
  return { locale, theme, largeText, benchText, role, keys, singleKeys, answerSubmits };
});
