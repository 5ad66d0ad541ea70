import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '../common/errors.ts';
import { parseConfiguration } from '../labeling/configuration.ts';
import { parseResult, verifyResult } from '../labeling/result.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { verifyEvidence, type CheckResult, type Shown, type Verdict } from '../provenance/evidence/verifier.ts';
import { parsePolicy } from '../provenance/log/policy.ts';

type Language = 'zh' | 'en';

const USAGE = 'npm run verify -- BUNDLE [--policy FILE] [--json] [--lang zh|en]';
const EXIT = { verified: 0, failed: 1, unanchored: 3 } as const;
const MARK = {
  zh: { passed: '通过', failed: '不通过', 'stated-only': '仅声明', 'not-enabled': '未启用' },
  en: { passed: 'passed', failed: 'FAILED', 'stated-only': 'stated only', 'not-enabled': 'not enabled' },
} as const;

const stopWith = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const read = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return stopWith(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
};

const readPolicy = (file: string) => {
  try {
    return parsePolicy(read(file));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return stopWith(`${file} is not a usable policy: ${error.message}.`);
  }
};

const presentCheck = ({ result, name, how, code, details }: CheckResult, lang: Language): string =>
  `${MARK[lang][result].padEnd(lang === 'zh' ? 4 : 12)} ${name.padEnd(22)} ${how[lang]}${code === undefined ? '' : `\n     ${code} ${JSON.stringify(details)}`}`;

const presentShown = ({ size, witnessedTime, log, witnesses, k, n, f, timeUncertain }: Shown, lang: Language): string[] => {
  const time = new Date(witnessedTime * 1000).toISOString();
  const uncertain =
    timeUncertain.length === 0
      ? []
      : [
          lang === 'zh'
            ? `时间不确定（区间超过 24 小时）：${timeUncertain.join('、')}`
            : `Time uncertain (interval over 24 h): ${timeUncertain.join(', ')}`,
        ];
  const warning =
    f > 0
      ? []
      : [
          lang === 'zh'
            ? '注意：f = 0，一个不诚实的见证方就能使分叉得逞。'
            : 'Warning: f = 0: one dishonest witness is enough for a split view.',
        ];
  return lang === 'zh'
    ? [
        `核验通过：截至账本 ${log} 的第 ${size} 条，见证时间 ${time}，`,
        `见证方 ${witnesses.join('、')}（需 ${n} 方中的 ${k} 方，可容 ${f} 方不诚实）。`,
        ...uncertain,
        ...warning,
      ]
    : [
        `Verified: as of size ${size} of log ${log}, witnessed at ${time},`,
        `under the keys of ${witnesses.join(', ')} (${k} of ${n} needed; safe against ${f} dishonest).`,
        ...uncertain,
        ...warning,
      ];
};

const conclusion = ({ verdict, failed, shown }: Verdict, lang: Language): string[] => {
  if (shown !== undefined) return presentShown(shown, lang);
  if (verdict === 'unanchored')
    return [
      lang === 'zh'
        ? '与自身一致，但没有锚定：请用 --policy 提供来自运营者之外的策略文件。'
        : 'Consistent with itself, not anchored: give a policy file that does not come from the operator by --policy.',
    ];
  return [lang === 'zh' ? `核验不通过：${failed}` : `Not verified: ${failed}`];
};

const presentNotShown = ({ checks }: Verdict, lang: Language): string[] => [
  lang === 'zh' ? '没有证明的：' : 'Not shown:',
  ...checks.filter(({ result }) => result === 'stated-only').map(({ how }) => `  - ${how[lang]}`),
];

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { policy: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' } },
    });
  } catch (error) {
    return stopWith(`${(error as Error).message} ${USAGE}`);
  }
})();
const [file, ...others] = positionals;
const lang: Language = values.lang === 'zh' ? 'zh' : 'en';
if (file === undefined || others.length > 0) stopWith(`One bundle is expected: ${USAGE}`);
else {
  const verdict = verifyEvidence(
    read(file),
    {
      ...(values.policy === undefined ? {} : { policy: readPolicy(values.policy) }),
      delivery: decideDelivery,
      fits: (configuration, text, result) => verifyResult(parseConfiguration(configuration), text, parseResult(result)),
    },
    { now: () => performance.now() },
  );
  if (values.json === true) console.log(JSON.stringify(verdict, null, 2));
  else
    for (const line of [
      ...verdict.checks.filter(({ result }) => result !== 'stated-only').map((check) => presentCheck(check, lang)),
      '',
      ...conclusion(verdict, lang),
      ...presentNotShown(verdict, lang),
    ])
      console.log(line);
  process.exitCode = EXIT[verdict.verdict];
}
