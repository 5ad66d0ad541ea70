import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseBundle } from '../../provenance/evidence/bundle.ts';
import type { DrawVerification } from '../../provenance/evidence/draw/draw-verifier.ts';
import type { Walk } from '../walk/walk.ts';
import { readDerivative } from '../walk/work-orders/rows.ts';
import { auditorSees, requireThat, type Claim } from './claim.ts';
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
  {
    name: 'sealed-sample-is-read-by-who-inspects',
    says: {
      zh: '密封批次里抽中的条目，质检员读到的与去标识后的原行一致；没抽中的不封给她，标注员拿不到样本',
      en: 'of a sealed lot the reviewer reads the drawn items as they stand in the protected rows, gets no others, and a labeller gets no sample',
    },
    after: ['sealed-inspecting'],
    sharesWalk: true,
    hold: async (walk) => {
      const { refusals, workOrders } = walk.facts;
      const { items } = (await auditorSees(walk, ({ lots }) => lots.get(workOrders.lot)?.opened)).signed.event.body;
      const { inspected } = (await auditorSees(walk, ({ lots }) => lots.get(workOrders.lot)?.inspected)).signed.event.body;
      const rows = await readDerivative(walk, walk.orders);
      const sampled = walk.breaks('sealed-sample-is-read-by-who-inspects') ? workOrders.sampled.slice(1) : workOrders.sampled;
      const read = sampled.filter(({ item, content }) => {
        const row = rows[items.findIndex(({ id }) => id === item)];
        return 'text' in content && content.text === row?.get('text');
      });
      const other = refusals.get('a sealed sample for somebody who labelled');
      return requireThat(
        read.length === inspected && inspected < walk.orders && other === 'forbidden',
        `${read.length} of ${inspected} drawn of ${walk.orders}; a labeller was refused with ${other ?? 'nothing'}`,
      );
    },
  },
  {
    name: 'no-sealed-release-before-the-acceptance',
    says: {
      zh: '密封批次同样先检毕验收，才能交付',
      en: 'a sealed lot, too, is released only once it is inspected and accepted',
    },
    after: ['sealed-inspecting'],
    sharesWalk: true,
    hold: (walk) => {
      const tried = walk.facts.refusals.get('a release of sealed labels before the acceptance');
      const early = walk.breaks('no-sealed-release-before-the-acceptance') ? 'none' : tried;
      return Promise.resolve(requireThat(early === 'release-unaccepted', `a release before the acceptance: ${early ?? 'not tried'}`));
    },
  },
  {
    name: 'no-acceptance-past-a-rework',
    says: {
      zh: '作者返工过的批次，接收须写明返工，漏写不入账',
      en: 'an acceptance that does not name what was reworked is refused',
    },
    after: ['accepting'],
    sharesWalk: true,
    hold: (walk) => {
      const unaware = walk.breaks('no-acceptance-past-a-rework') ? 'none' : walk.facts.refusals.get('an acceptance past a rework');
      return Promise.resolve(requireThat(unaware === 'reworks-accepted-differ', `an acceptance without it: ${unaware ?? 'not tried'}`));
    },
  },
  {
    name: 'rework-is-what-is-released',
    says: {
      zh: '质检判为缺陷的一条由作者返工，接收后交付的是返工；证据包里原来的与返工的答案都打得开',
      en: 'the label found to be a defect is released as its author reworked it; the bundle opens what she had handed in and what she made of it',
    },
    after: ['releasing'],
    sharesWalk: true,
    hold: (walk) => {
      const { openings, line, rework, events } = parseBundle(fs.readFileSync(outFile(walk, 'bundle.json'), 'utf8'));
      const { result } = JSON.parse(line) as { readonly result: unknown };
      const [released, before, after] = [result, openings.annotation.value, rework?.opening.value].map((one) => JSON.stringify(one));
      const wanted = walk.breaks('rework-is-what-is-released') ? before : after;
      const types = ['verdict-signed', 'label-reworked', 'lot-inspected', 'lot-accepted', 'release-signed'] as const;
      const missing = types.filter((type) => !events.some(({ signed }) => signed.event.type === type));
      const isReworked = released === wanted && before !== after && missing.length === 0;
      return Promise.resolve(
        requireThat(
          isReworked,
          missing.length > 0 ? `without ${missing.join(', ')}` : `the line is ${released === after ? 'the rework' : 'another answer'}`,
        ),
      );
    },
  },
];
