import { accessErrors as access } from './errors/access.ts';
import { dataErrors as data } from './errors/data.ts';
import { eventErrors as events } from './errors/events.ts';
import { goldErrors as gold } from './errors/gold.ts';
import { inspectionErrors as inspection } from './errors/inspection.ts';
import { labelingErrors as labeling } from './errors/labeling.ts';
import { lotErrors as lots } from './errors/lots.ts';
import { organisationErrors as organisations } from './errors/organisations.ts';
import { payErrors as pay } from './errors/pay.ts';
import { proofErrors as proofs } from './errors/proofs.ts';
import { requestErrors as requests } from './errors/requests.ts';
import { resultErrors as results } from './errors/results.ts';
import { trustErrors as trust } from './errors/trust.ts';

/** What happened and what to do, by the stable code of a failure; `unknown` for codes without a sentence of their own. */
export const errors = {
  zh: {
    ...access.zh,
    ...requests.zh,
    ...organisations.zh,
    ...trust.zh,
    ...proofs.zh,
    ...events.zh,
    ...data.zh,
    ...lots.zh,
    ...labeling.zh,
    ...inspection.zh,
    ...pay.zh,
    ...gold.zh,
    ...results.zh,
  },
  en: {
    ...access.en,
    ...requests.en,
    ...organisations.en,
    ...trust.en,
    ...proofs.en,
    ...events.en,
    ...data.en,
    ...lots.en,
    ...labeling.en,
    ...inspection.en,
    ...pay.en,
    ...gold.en,
    ...results.en,
  },
};
