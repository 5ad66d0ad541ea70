import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { DrawVerification } from '../../provenance/evidence/draw/draw-verifier.ts';
import type { Walk } from '../walk/walk.ts';
import { requireThat, type Claim } from './claim.ts';
import { outFile, spoiledCopy } from './files.ts';

/** Redoes the draw as anybody would. */
const redo = (walk: Walk, lot: string): DrawVerification & { readonly exit: number } => {
  const script = path.resolve(import.meta.dirname, '../../scripts/draw.ts');
  const args = [script, lot, '--policy', walk.supervisor.layout.policy, '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return { ...(JSON.parse(stdout) as DrawVerification), exit: status ?? -1 };
};

const swapSample = (text: string): string =>
  text.replace(/"sample":\[(\{[^}]*\}),(\{[^}]*\})/, (_, first: string, second: string) => `"sample":[${second},${first}`);

/** Who draws what of a closed lot is inspected, and what follows from it. */
export const INSPECTION_CLAIMS: readonly Claim[] = [
  {
    name: 'no-reveal-before-the-closing',
    says: {
      zh: '结批经见证之前，质检单位揭示不了自己的数',
      en: 'the inspecting firm’s part of the draw is not revealed before the closing is witnessed',
    },
    after: ['inspecting'],
    sharesWalk: true,
    hold: (walk) => {
      const early = walk.breaks('no-reveal-before-the-closing') ? 'none' : walk.facts.refusals.get('a reveal before the closing');
      return Promise.resolve(requireThat(early === 'draw-reveal-early', `a reveal before the closing: ${early ?? 'not tried'}`));
    },
  },
  {
    name: 'draw-is-redone-offline',
    says: {
      zh: '外人凭一份文件离线重做抽样，得到同一批标注',
      en: 'a stranger redoes the draw offline from one file, and gets the same labels',
    },
    after: ['inspecting'],
    sharesWalk: true,
    hold: (walk) => {
      const lot = walk.breaks('draw-is-redone-offline') ? spoiledCopy(walk, 'lot.json', swapSample) : outFile(walk, 'lot.json');
      const { exit, failed, shown } = redo(walk, lot);
      const size = shown?.outcome.kind === 'drawn' ? shown.outcome.sample.length : 0;
      const isSample = size > 0 && size < 21 && shown?.labels === 21;
      return Promise.resolve(
        requireThat(exit === 0 && isSample, failed === undefined ? `${size} of ${shown?.labels ?? 0} labels drawn` : `${failed} failed`),
      );
    },
  },
  {
    name: 'no-release-before-the-acceptance',
    says: {
      zh: '约定质检的批次，检毕并验收之前，所有方的连接器不交付',
      en: 'of a lot that is inspected the owner’s own connector prepares no release before it is accepted',
    },
    after: ['accepting'],
    sharesWalk: true,
    hold: (walk) => {
      const early = walk.breaks('no-release-before-the-acceptance') ? 'none' : walk.facts.refusals.get('a release before the acceptance');
      return Promise.resolve(requireThat(early === 'release-unaccepted', `a release before the acceptance: ${early ?? 'not tried'}`));
    },
  },
];
