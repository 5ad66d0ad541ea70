import { DRAW_CHECKS } from '../../../../provenance/evidence/draw/draw-checks.ts';
import { DRAW_STATEMENTS } from '../../../../provenance/evidence/draw/draw-statements.ts';
import { bilingual } from '../bilingual.ts';

type Sentences = Record<string, { readonly what: string; readonly how: string }>;

const sentencesIn = (language: 'zh' | 'en'): Sentences =>
  Object.fromEntries(
    [...DRAW_CHECKS, ...DRAW_STATEMENTS].map(({ name, what, how }) => [name, { what: what[language], how: how[language] }]),
  );

/** What each check of a redone draw is about and how it was verified, by its code; the verifier says its own itself. */
export const drawChecks = bilingual(
  {
    ...sentencesIn('zh'),
    'lot-readable': { what: '文件是一份批次抽样文件', how: '按封闭的结构读取，长度和深度有上限' },
    'own-log-agrees': {
      what: '本机的账本副本对这一批得出同样的结果',
      how: '本机重放了整本账；批号、标注数、根、种子、位置或沉默的一方逐项比较',
    },
  },
  {
    ...sentencesIn('en'),
    'lot-readable': { what: 'The file is a lot file', how: 'Read by a closed schema, bounded in length and depth' },
    'own-log-agrees': {
      what: 'The own copy of the log gives the same outcome for this lot',
      how: 'The whole log was replayed here; lot, number of labels, root, seed and positions or the silent side compared one by one',
    },
  },
);
