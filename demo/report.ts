import type { Claim } from './claims/claim.ts';

export interface Outcome {
  readonly claim: Claim;
  readonly held: boolean;
  /** What was seen, or what contradicts it. */
  readonly seen: string;
}

/** report.md: a line for each claim. */
export const presentReport = (outcomes: readonly Outcome[]): string =>
  [
    '# 演示报告 Demo report',
    '',
    '| | 名称 claim | 说明 | what | 所见 seen |',
    '|---|---|---|---|---|',
    ...outcomes.map(
      ({ claim: { name, says }, held, seen }) =>
        `| ${held ? '成立 held' : '不成立 NOT held'} | ${name} | ${says.zh} | ${says.en} | ${seen.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`,
    ),
    '',
  ].join('\n');
