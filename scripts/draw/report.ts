import type { Anchor } from '../../provenance/evidence/draw/draw-anchor.ts';
import type { DrawVerification, ShownDraw } from '../../provenance/evidence/draw/draw-verifier.ts';
import { presentCheck, say, type Language } from '../verify/report.ts';

const SIDES = { owner: { zh: '所有方', en: 'the owner' }, inspector: { zh: '质检单位', en: 'the inspecting firm' } } as const;
const REASONS = {
  uncommitted: { zh: '结批前没有承诺', en: 'did not commit before the closing' },
  unrevealed: { zh: '到期没有揭示', en: 'did not reveal in time' },
} as const;

const presentOutcome = ({ labels, root, outcome }: ShownDraw, lang: Language): string[] => {
  const over = say(lang, `${labels} 条标注，根 ${root}`, `${labels} labels, root ${root}`);
  if (outcome.kind === 'whole') {
    const who = outcome.cost.map((side) => SIDES[side][lang]).join(say(lang, '、', ' and '));
    const why = `${who}${lang === 'zh' ? '' : ' '}${REASONS[outcome.reason][lang]}`;
    return [over, say(lang, `整批全检，由沉默的一方承担：${why}`, `The whole lot is inspected, at the cost of whoever was silent: ${why}`)];
  }
  const { seed, sample, accept } = outcome;
  return [
    over,
    say(lang, `种子 ${seed}`, `Seed ${seed}`),
    say(
      lang,
      `样本 ${sample.length} 条，最多容许 ${accept} 条缺陷：`,
      `A sample of ${sample.length}, accepted with at most ${accept} defects:`,
    ),
    ...sample.map(({ position, label }) => `  ${String(position).padStart(4)} ${label}`),
  ];
};

const UNANCHORED = {
  zh: '锚定在账本里的：没有。以上各项只与文件自身一致；请用 --policy 给出来自运营者之外、写有 #xinbiao 行的策略文件',
  en: 'Anchored in the log: nothing. All of the above is only consistent with the file itself; give a policy file from outside the operator, with #xinbiao lines, by --policy',
} as const;

/** What of an outcome the log holds. */
const PARTS = {
  drawn: { zh: '开批、承诺、结批与根、揭示、每条标注', en: 'opening, commitments, closing with its root, reveals, each label' },
  whole: {
    zh: '开批、结批与根、每条标注，以及本文件所含的承诺和揭示',
    en: 'opening, closing with its root, each label, and those commitments and reveals that this file holds',
  },
} as const;

const REDONE = {
  drawn: { zh: '由此重算、无须信任任何人的：种子、样本量、位置', en: 'Redone from these, on nobody’s word: seed, size, positions' },
  whole: { zh: '由此重算的：谁沉默、由谁承担；没有抽样', en: 'Redone from these: who was silent, at whose cost; no sample was drawn' },
} as const;

const GROUNDS = {
  drawn: {
    shown: { zh: '揭示按时：见证签名的时间可证', en: 'The reveals were in time: by the times of cosignatures' },
    claimed: {
      zh: '揭示是否按时没有证明：只有署名者自称的时间，和网关的时钟',
      en: 'Whether the reveals were in time is not shown: by their actors’ own times and the gateway’s clock alone',
    },
  },
  whole: {
    shown: {
      zh: '沉默：揭示在账本里，但期限之后的检查点还没有它',
      en: 'The silence: the reveal is in the log, and a checkpoint from after the hours does not hold it',
    },
    claimed: {
      zh: '沉默：只以本文件所含为准；若有揭示被略去，看不出来',
      en: 'The silence: by what this file holds; a reveal left out of it would not show',
    },
  },
} as const;

const presentMisdated = ({ event, type, claimed }: Anchor['misdated'][number], lang: Language): string => {
  const at = new Date(claimed).toISOString();
  return say(
    lang,
    `自称的时间不可信，抽样也不依它：${type} ${event}（${at}）`,
    `Its own time is not credible, and nothing of the draw rests on it: ${type} ${event} (${at})`,
  );
};

const presentAnchor = ({ anchor, outcome: { kind } }: ShownDraw, lang: Language): string[] => {
  if (anchor === undefined) return [UNANCHORED[lang]];
  const { size, witnessedTime, k, n, f, ground, misdated } = anchor;
  const at = new Date(witnessedTime * 1000).toISOString();
  const under = say(
    lang,
    `锚定在账本里的（长度 ${size}，见证时间 ${at}，${n} 个见证方中的 ${k} 个，f = ${f}）：`,
    `Anchored in the log (size ${size}, witnessed at ${at}, ${k} of ${n} witnesses, f = ${f}): `,
  );
  return [
    under + PARTS[kind][lang],
    REDONE[kind][lang],
    GROUNDS[kind][ground === 'shown' ? 'shown' : 'claimed'][lang],
    ...misdated.map((interval) => presentMisdated(interval, lang)),
  ];
};

/** Lines for a terminal: each check, the sample, what is anchored, and what is not shown. */
export const presentDraw = ({ checks, verdict, failed, shown, notShown }: DrawVerification, lang: Language): string[] => [
  ...checks.flatMap((check) => presentCheck(check, lang)),
  '',
  ...(shown === undefined ? [] : [...presentOutcome(shown, lang), ...presentAnchor(shown, lang)]),
  ...(verdict === 'failed'
    ? [say(lang, `重做不成立：${failed}`, `Not redone: ${failed} failed`)]
    : [say(lang, '没有证明的：', 'Not shown:'), ...notShown.map((sentence) => `  - ${sentence[lang]}`)]),
];
