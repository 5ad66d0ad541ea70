import type { CheckResult, Verification } from '../../provenance/evidence/verifier.ts';
import type { Interval } from '../../provenance/evidence/intervals.ts';
import type { Shown } from '../../provenance/evidence/shown.ts';

export type Language = 'zh' | 'en';

const MARKS = {
  zh: { passed: '通过', failed: '不通过', 'stated-only': '仅声明', 'not-enabled': '未启用' },
  en: { passed: 'passed', failed: 'FAILED', 'stated-only': 'stated only', 'not-enabled': 'not enabled' },
} as const;

export const say = (lang: Language, zh: string, en: string): string => (lang === 'zh' ? zh : en);

export const presentCheck = ({ name, result, what, how, code, details, ms }: CheckResult, lang: Language): string[] => [
  `${MARKS[lang][result].padEnd(lang === 'zh' ? 4 : 12)} ${name.padEnd(30)} ${what[lang]}`,
  ...(result === 'failed'
    ? [`    ${code} ${JSON.stringify(details)}`]
    : [`    ${how[lang]}${ms === undefined ? '' : ` (${ms.toFixed(1)} ms)`}`]),
];

const toTime = (ms: number | undefined, lang: Language): string =>
  ms === undefined ? say(lang, '无人见证', 'nobody’s word') : new Date(ms).toISOString();

const presentInterval = ({ after, before }: Interval, lang: Language): string =>
  say(
    lang,
    `标注签署于 ${toTime(after, lang)} 之后、${toTime(before, lang)} 之前`,
    `The label was signed after ${toTime(after, lang)} and before ${toTime(before, lang)}`,
  );

const presentShown = (shown: Shown, lang: Language): string[] => {
  const { release, item, index, size, witnessedTime, keys, k, n, f, signed } = shown;
  const witnesses = keys.witnesses.map(({ name, key }) => `${name} (${key})`).join(say(lang, '、', ', '));
  return [
    say(
      lang,
      `已证明：交付 ${release} 中条目 ${item} 的标注（账本第 ${index} 条）从源行到交付的每一步`,
      `Shown: every step from source row to release for the label of item ${item} in release ${release} (log index ${index})`,
    ),
    ...(signed === undefined ? [] : [presentInterval(signed, lang)]),
    say(
      lang,
      `截至账本长度 ${size}，见证时间 ${toTime(witnessedTime * 1000, lang)}`,
      `As of size ${size} of the log, witnessed at ${toTime(witnessedTime * 1000, lang)}`,
    ),
    say(lang, `账本密钥：${keys.log}`, `Log key: ${keys.log}`),
    say(lang, `见证方：${witnesses}`, `Witnesses: ${witnesses}`),
    ...keys.roots.map(({ org, key }) => say(lang, `单位 ${org} 的根密钥：${key}`, `Root of organisation ${org}: ${key}`)),
    say(
      lang,
      `策略要求 ${n} 个见证方中的 ${k} 个；最多 f = ${f} 个不诚实时仍成立`,
      `The policy asks for ${k} of ${n} witnesses; this holds while at most f = ${f} of them are dishonest`,
    ),
  ];
};

export const concludeUnanchored = (lang: Language): string[] => [
  say(
    lang,
    '与自身一致，但没有锚定：请用 --policy 给出来自运营者之外、写有 #xinbiao 行的策略文件',
    'Consistent with itself, not anchored: give a policy file from outside the operator, with #xinbiao lines, by --policy',
  ),
];

const conclude = ({ verdict, failed, shown }: Verification, lang: Language): string[] => {
  if (verdict === 'failed') return [say(lang, `核验不通过：${failed}`, `Not verified: ${failed} failed`)];
  if (verdict === 'unanchored') return concludeUnanchored(lang);
  return shown === undefined ? [] : [say(lang, '核验通过', 'Verified'), ...presentShown(shown, lang)];
};

/** Lines for a terminal: each check, then what was shown and what was not. */
export const presentVerification = (verification: Verification, lang: Language): string[] => {
  const { checks, warnings, notShown, verdict } = verification;
  return [
    ...checks.flatMap((check) => presentCheck(check, lang)),
    '',
    ...warnings.map((warning) => say(lang, `注意：${warning.zh}`, `Warning: ${warning.en}`)),
    ...conclude(verification, lang),
    ...(verdict === 'verified' ? [say(lang, '没有证明的：', 'Not shown:'), ...notShown.map((sentence) => `  - ${sentence[lang]}`)] : []),
  ];
};
