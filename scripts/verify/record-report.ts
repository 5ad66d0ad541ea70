import type { InspectionTerms } from '../../provenance/space/inspection-terms.ts';
import type { RecordVerification, ShownLot } from '../../provenance/evidence/lot-record/record-verifier.ts';
import { concludeUnanchored, presentCheck, say, type Language } from './report.ts';

const presentPlan = (plan: InspectionTerms['plan'], lang: Language): string =>
  plan.kind === 'zero-defect'
    ? say(lang, `零缺陷，缺陷率不高于 ${plan.share}‰`, `zero defects, for a share of at most ${plan.share}‰`)
    : say(lang, `GB/T 2828.1，水平 ${plan.level}，AQL ${plan.limit}`, `GB/T 2828.1, level ${plan.level}, AQL ${plan.limit}`);

const presentAnswer = ({ answer }: ShownLot, lang: Language): string => {
  if (answer === undefined) return say(lang, '所有方尚未答复', 'The owner has not answered');
  return answer === 'accepted'
    ? say(lang, '所有方已验收', 'The owner has accepted it')
    : say(lang, '所有方已退回', 'The owner has given it back');
};

const presentAgreement = ({ certificate }: ShownLot, lang: Language): string[] =>
  (certificate?.agreement ?? []).map(({ method, question, items, labels, pairs, value }) =>
    say(
      lang,
      `一致程度，问题 ${question + 1}：${method} = ${value ?? '没有定义'}（${items} 个条目，${labels} 条标注，${pairs} 对）`,
      `Agreement, question ${question + 1}: ${method} = ${value ?? 'not defined'} (${items} items, ${labels} labels, ${pairs} pairs)`,
    ),
  );

const presentCertificate = (shown: ShownLot, lang: Language): string => {
  const { certificate, inspector } = shown;
  if (certificate === undefined) return say(lang, '没有质量证书', 'There is no quality certificate');
  return say(
    lang,
    `质量证书：${inspector}，账本第 ${certificate.index} 条`,
    `Quality certificate by ${inspector}, log index ${certificate.index}`,
  );
};

const presentLot = (shown: ShownLot, lang: Language): string[] => {
  const { lot, owner, labels, range, root, inspected, defects, unseen, accept, plan, anchor } = shown;
  const read = unseen === 0 ? '' : say(lang, `，没有人读得到 ${unseen} 条`, `, ${unseen} that nobody could read`);
  const allowed = accept === undefined ? say(lang, '一方沉默，整批全检', 'the whole lot, as a side was silent') : presentPlan(plan, lang);
  const most = accept === undefined ? '' : say(lang, `，容许 ${accept}`, `, at most ${accept} allowed`);
  return [
    say(lang, `批次 ${lot}，所有方 ${owner}`, `Lot ${lot} of ${owner}`),
    say(
      lang,
      `${labels} 条标注，账本第 ${range.first} 至 ${range.last} 条，根 ${root}`,
      `${labels} labels, log indices ${range.first} to ${range.last}, root ${root}`,
    ),
    say(
      lang,
      `检 ${inspected} 条，缺陷 ${defects} 条${read}${most}（${allowed}）`,
      `${inspected} inspected, ${defects} defects${read}${most} (${allowed})`,
    ),
    presentAnswer(shown, lang),
    presentCertificate(shown, lang),
    ...presentAgreement(shown, lang),
    ...(anchor === undefined
      ? []
      : [
          say(
            lang,
            `截至账本长度 ${anchor.size}，见证时间 ${new Date(anchor.witnessedTime * 1000).toISOString()}；${anchor.n} 个见证方中的 ${anchor.k} 个，f = ${anchor.f}`,
            `As of size ${anchor.size} of the log, witnessed at ${new Date(anchor.witnessedTime * 1000).toISOString()}, ${anchor.k} of ${anchor.n} witnesses, f = ${anchor.f}`,
          ),
        ]),
  ];
};

/** Lines for a terminal: each check, what the lot came to, and what is not shown. */
export const presentRecord = ({ checks, verdict, failed, shown, notShown }: RecordVerification, lang: Language): string[] => [
  ...checks.flatMap((check) => presentCheck(check, lang)),
  '',
  ...(verdict === 'verified' ? [say(lang, '核验通过', 'Verified')] : []),
  ...(shown === undefined ? [] : presentLot(shown, lang)),
  ...(verdict === 'unanchored' ? concludeUnanchored(lang) : []),
  ...(verdict === 'failed'
    ? [say(lang, `核验不通过：${failed}`, `Not verified: ${failed} failed`)]
    : [say(lang, '没有证明的：', 'Not shown:'), ...notShown.map((sentence) => `  - ${sentence[lang]}`)]),
];
