/** Names of columns in English, as systems write them, and the label that says the same. */
const LABELS: readonly (readonly [pattern: RegExp, label: string])[] = [
  [
    /^(?:full|real|user|customer|client|patient|contact|caller|owner|employee|student|person)?[ _-]?name$|^(?:caller|contact|patient|applicant|complainant)$/i,
    '姓名',
  ],
  [/^(?:citizen|national|personal|identity|resident)?[ _-]?id[ _-]?(?:number|no|card|card[ _-]number)$|^id[ _-]?card$/i, '身份证号'],
  [/^(?:home|living|mailing|contact|residential|delivery)?[ _-]?address$/i, '住址'],
  [/^(?:bank|credit|debit)?[ _-]?card(?:[ _-]?(?:number|no))?$|^(?:bank[ _-])?account(?:[ _-]?(?:number|no))?$/i, '银行卡号'],
  [/^(?:home|office|contact)?[ _-]?(?:phone|telephone|tel|landline)(?:[ _-]?(?:number|no))?$/i, '电话'],
];

/** The label that a column's name stands for: a Chinese name is one itself, another that is not known says nothing. */
export const labelOf = (heading: string): string | undefined =>
  LABELS.find(([pattern]) => pattern.test(heading.trim()))?.[1] ?? (/\p{Script=Han}/u.test(heading) ? heading : undefined);
