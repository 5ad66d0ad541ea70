import { accessErrors as access } from './errors/access.ts';
import { dataErrors as data } from './errors/data.ts';
import { labelingErrors as labeling } from './errors/labeling.ts';
import { trustErrors as trust } from './errors/trust.ts';

/** What happened and what to do, by the stable code of a failure; `unknown` for codes without a sentence of their own. */
export const errors = {
  zh: { ...access.zh, ...trust.zh, ...data.zh, ...labeling.zh },
  en: { ...access.en, ...trust.en, ...data.en, ...labeling.en },
};
