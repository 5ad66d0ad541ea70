import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ReleaseManifest } from '../../api/releases.ts';
import { REDO } from '../../labeling/formats/redo-figures.ts';
import { parseBundle } from '../../provenance/evidence/bundle.ts';
import { verifyReleaseFiles } from '../../provenance/evidence/release-files/file-verifier.ts';
import { DATASET, PROJECT } from '../space/project.ts';
import type { Walk } from '../walk/walk.ts';
import { auditorState, requireThat, type Claim } from './claim.ts';
import { filesBelow, outFile, readIfThere, spoiledCopy } from './files.ts';

const readOut = (walk: Walk, name: string): Uint8Array => fs.readFileSync(outFile(walk, name));

const readManifest = (walk: Walk): ReleaseManifest =>
  JSON.parse(fs.readFileSync(outFile(walk, 'release/manifest.json'), 'utf8')) as ReleaseManifest;

interface Line {
  readonly text: string;
  readonly result: readonly {
    readonly type: string;
    readonly value: { readonly start?: number; readonly end?: number; readonly labels?: readonly string[] };
  }[];
}
const readLines = (walk: Walk): Line[] =>
  fs
    .readFileSync(outFile(walk, 'release/data.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** Runs the offline verifier as anybody would; with `change`, on a spoiled copy of the bundle. */
const runVerify = (walk: Walk, args: readonly string[], change?: (bundle: string) => string): number => {
  const bundle = change === undefined ? outFile(walk, 'bundle.json') : spoiledCopy(walk, 'bundle.json', change);
  const script = path.resolve(import.meta.dirname, '../../scripts/verify.ts');
  return spawnSync(process.execPath, [script, bundle, ...args], { stdio: 'ignore' }).status ?? -1;
};

const spoilSignature = (bundle: string): string =>
  bundle.replace(/"signature":"(.)/, (_, sign: string) => `"signature":"${sign === '0' ? '1' : '0'}`);

/** What holds of the public action plan, from its registration to an offline proof. */
export const ACTION_PLAN_CLAIMS: readonly Claim[] = [
  {
    name: 'ungraded-data-is-refused',
    says: { zh: '未定级的数据不能进项目，拒绝时说明规则', en: 'ungraded data cannot go into a project; the refusal names the rule' },
    after: ['publishing'],
    hold: ({ facts }) => {
      const code = facts.refusals.get('project over ungraded data');
      return Promise.resolve(requireThat(code === 'level-forbids-delivery', `refused with ${code ?? 'nothing'}`));
    },
  },
  {
    name: 'only-the-officer-grades',
    says: { zh: '级别由分级官签名，别人签的不算', en: 'the level is the grading officer’s; nobody else’s signature counts' },
    after: ['publishing'],
    sharesWalk: true,
    hold: async (walk) => {
      const code = walk.facts.refusals.get('grading by the data owner');
      const { client } = await walk.as('zhou.min');
      const grading = await client.ledger().until((state) => state.datasets.get(walk.facts.actionPlan.dataset)?.grading, 30_000);
      const wanted = walk.breaks('only-the-officer-grades') ? 'data-owner' : 'grading-officer';
      const roles = client.ledger().state.certificates.get(grading.signed.event.actor.key)?.roles ?? [];
      return requireThat(
        roles.some((role) => role === wanted) && code === 'role-missing',
        `signed by ${roles.join(', ')}; the owner was refused with ${code ?? 'nothing'}`,
      );
    },
  },
  {
    name: 'lot-list-is-fixed',
    says: { zh: '批次的条目清单由签名记录固定', en: 'the lot’s items are fixed by a signed event' },
    after: ['opening'],
    sharesWalk: true,
    hold: async (walk) => {
      const { client } = await walk.as('zhou.min');
      const opened = await client.ledger().until((state) => state.lots.get(walk.facts.actionPlan.lot)?.opened, 30_000);
      const { items } = opened.signed.event.body;
      const listed = walk.breaks('lot-list-is-fixed') ? items.slice(1) : items;
      return requireThat(
        listed.length === 21 && new Set(items.map(({ commitment }) => commitment)).size === 21,
        `${listed.length} items, each with its commitment`,
      );
    },
  },
  {
    name: 'outsiders-cannot-label',
    says: { zh: '不在名册上的人拿不到条目', en: 'nobody off the roster gets an item' },
    after: ['labeling'],
    sharesWalk: true,
    hold: (walk) => {
      const { facts } = walk;
      const code = walk.breaks('outsiders-cannot-label') ? 'none' : facts.refusals.get('a label by somebody off the roster');
      return Promise.resolve(requireThat(code !== undefined && code !== 'none', `refused with ${code ?? 'nothing'}`));
    },
  },
  {
    name: 'outbox-is-what-the-log-holds',
    says: { zh: '发件箱证明过的标注与账本里的一条不差', en: 'the labels that the outboxes proved are those in the log, one for one' },
    after: ['labeling'],
    sharesWalk: true,
    hold: async (walk) => {
      const ids = new Set(walk.facts.actionPlan.proven);
      if (walk.breaks('outbox-is-what-the-log-holds')) ids.delete(walk.facts.actionPlan.proven[0] ?? '');
      const logged = (
        await Promise.all(
          ['wang.lin', 'li.xiang'].map(async (login) => (await walk.as(login)).person.labeler.mine(walk.facts.actionPlan.lot)),
        )
      ).flat();
      return requireThat(
        logged.length === 21 && ids.size === 21 && logged.every(({ event }) => ids.has(event)),
        `${ids.size} proven, ${logged.length} in the log`,
      );
    },
  },
  {
    name: 'price-is-shown-as-earned',
    says: { zh: '应得等于条数乘单价', en: 'what is shown as earned is price times labels' },
    after: ['labeling'],
    sharesWalk: true,
    hold: (walk) => {
      const { facts } = walk;
      const expected = 21 * (walk.breaks('price-is-shown-as-earned') ? PROJECT.price + 1 : PROJECT.price);
      return Promise.resolve(requireThat(facts.actionPlan.earned === expected, `${facts.actionPlan.earned} fen`));
    },
  },
  {
    name: 'departments-stay-at-connector',
    says: { zh: '部门分工栏没有离开所有方连接器', en: 'the departments column did not leave the owner’s connector' },
    after: ['releasing'],
    hold: (walk) => {
      const { facts, supervisor } = walk;
      const { openings } = parseBundle(fs.readFileSync(outFile(walk, 'bundle.json'), 'utf8'));
      const { columns } = openings.profile.value as unknown as {
        readonly columns: readonly { readonly name: string; readonly withheld: boolean }[];
      };
      const at = columns.findIndex(({ name }) => name === DATASET.withhold[0]);
      const isClosed = columns[at]?.withheld === true && !('text' in (openings.row.fields[at] ?? {}));
      // The clause itself ends with the same words: what must not be there is the column's cell as a field of its own.
      const files = filesBelow(supervisor.layout.gateway);
      const found = facts.actionPlan.withheld.filter((cell) => files.some((file) => readIfThere(file).includes(`"text":"${cell}"`)));
      return Promise.resolve(
        requireThat(
          isClosed && found.length === 0,
          `closed in the evidence; ${found.length} of ${facts.actionPlan.withheld.length} cells in the gateway’s ${files.length} files`,
        ),
      );
    },
  },
  {
    name: 'lot-closed-complete',
    says: { zh: '每条都有标注，批次由连接器关闭', en: 'every item has a label; the connector closed the lot' },
    after: ['releasing'],
    sharesWalk: true,
    hold: async (walk) => {
      const closed = (await auditorState(walk)).state.lots.get(walk.facts.actionPlan.lot)?.closed?.signed.event.body;
      const labels = walk.breaks('lot-closed-complete') ? 20 : 21;
      return requireThat(
        closed?.labels === labels && closed.left.length === 0 && closed.cause === 'complete',
        `${closed?.labels ?? 0} labels, ${closed?.left.length ?? 0} left`,
      );
    },
  },
  {
    name: 'release-counts-are-complete',
    says: { zh: '交付清单的散列与完整性计数吻合', en: 'the release’s hashes and completeness counts agree' },
    after: ['releasing'],
    sharesWalk: true,
    hold: (walk) => {
      const { data, completeness, labels } = readManifest(walk);
      const file = walk.breaks('release-counts-are-complete')
        ? spoiledCopy(walk, 'release/data.jsonl', (lines) => `${lines}{"text":"","result":[]}\n`)
        : outFile(walk, 'release/data.jsonl');
      const [manifest, croissant] = [readOut(walk, 'release/manifest.json'), readOut(walk, 'release/croissant.json')];
      const { verdict } = verifyReleaseFiles({ manifest, data: fs.readFileSync(file), croissant }, REDO);
      const isWhole = completeness.labeled === labels.length && completeness.items === 21 && data.lines === 21;
      const agrees = verdict === 'consistent' && isWhole;
      return Promise.resolve(requireThat(agrees, `${data.lines} lines of ${completeness.items} items, sha256 ${data.sha256.slice(0, 8)}`));
    },
  },
  {
    name: 'offsets-are-code-points',
    says: {
      zh: '交付中的位置以 Unicode 码点计，切出来就是牵头部门、时间、数值',
      en: 'offsets are Unicode code points: cutting them out gives lead departments, times and figures',
    },
    after: ['releasing'],
    sharesWalk: true,
    hold: (walk) => {
      const cut = readLines(walk).flatMap(({ text, result }) => {
        const signs = walk.breaks('offsets-are-code-points') ? Array.from(`𠮷${text}`) : Array.from(text);
        return result
          .filter(({ type }) => type === 'labels')
          .map(({ value }) => [value.labels?.[0] ?? '', signs.slice(value.start, value.end).join('')] as const);
      });
      const fits = cut.filter(([label, words]) => (label === '牵头部门' ? /^市.*(?:局|委|办|集团)$/u : /^[0-9]+/u).test(words));
      return Promise.resolve(requireThat(cut.length > 0 && fits.length === cut.length, `${fits.length} of ${cut.length} spans`));
    },
  },
  {
    name: 'evidence-verifies-offline',
    says: { zh: '证据包用策略文件离线核验通过', en: 'the bundle verifies offline under the policy file' },
    after: ['releasing'],
    sharesWalk: true,
    hold: (walk) => {
      const exit = runVerify(
        walk,
        ['--policy', outFile(walk, 'policy.txt')],
        walk.breaks('evidence-verifies-offline') ? spoilSignature : undefined,
      );
      return Promise.resolve(requireThat(exit === 0, `verify ended with ${exit}`));
    },
  },
  {
    name: 'evidence-alone-is-not-anchored',
    says: { zh: '没有策略文件的证据包只算自身一致', en: 'without a policy a bundle is only consistent with itself' },
    after: ['releasing'],
    sharesWalk: true,
    hold: (walk) => {
      const args = walk.breaks('evidence-alone-is-not-anchored') ? ['--policy', outFile(walk, 'policy.txt')] : [];
      const exit = runVerify(walk, args);
      return Promise.resolve(requireThat(exit === 3, `verify ended with ${exit}`));
    },
  },
];
