import * as fs from 'node:fs';
import { toCanonicalJson } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import type { ReleaseManifest } from '../../api/releases.ts';
import { planHash } from '../../privacy/deidentification/plan.ts';
import { reportHash } from '../../privacy/deidentification/report.ts';
import { hotlinePlan } from '../hotline/plan.ts';
import { HOTLINE } from '../hotline/table.ts';
import { HOTLINE_PROJECT } from '../space/hotline-project.ts';
import { LABELERS } from '../walk/labelers.ts';
import { derivativeIdentifiers, readDerivative } from '../walk/work-orders/rows.ts';
import { auditorSees, requireThat, type Claim } from './claim.ts';
import { outFile } from './files.ts';

const { price: PRICE } = HOTLINE_PROJECT;

interface Line {
  readonly row: number;
  readonly text: string;
  readonly event: string;
}

/** What holds of the hotline's work orders, from their registration to the release of what was sealed. */
export const WORK_ORDER_CLAIMS: readonly Claim[] = [
  {
    name: 'raw-work-orders-never-leave',
    says: { zh: '原始工单定为一般4级，密封也不能进项目', en: 'raw work orders are g4: not even a sealed project may have them' },
    after: ['registering'],
    hold: async (walk) => {
      const { facts } = walk;
      const raw = await auditorSees(walk, ({ datasets }) => datasets.get(facts.workOrders.raw));
      const grading = await auditorSees(walk, ({ datasets }) => datasets.get(facts.workOrders.raw)?.grading);
      const { rows } = raw.registered.signed.event.body;
      const { level } = grading.signed.event.body;
      const code = facts.refusals.get('project over raw work orders');
      return requireThat(
        rows === HOTLINE.rows && level === 'g4' && code === 'level-forbids-delivery',
        `${rows} rows of ${level}; the project was refused with ${code ?? 'nothing'}`,
      );
    },
  },
  {
    name: 'derivative-hides-the-caller',
    says: {
      zh: '要标注的每一行都不含其来电人的姓名、证件号、电话、邮箱、住址和工单号',
      en: 'no row that is to be labelled holds its caller’s name, identity number, telephones, mail, address or order number',
    },
    after: ['protecting'],
    hold: async (walk) => {
      const { dataset } = walk.facts.workOrders;
      const identifiers = derivativeIdentifiers();
      const rows = await readDerivative(walk, walk.orders);
      const shown = rows.filter((cells, at) => [...cells.values()].some((cell) => identifiers[at]?.some((own) => cell.includes(own))));
      const { rows: registered } = (await auditorSees(walk, ({ datasets }) => datasets.get(dataset)?.registered)).signed.event.body;
      return requireThat(
        shown.length === 0 && registered === identifiers.length,
        `${shown.length} of ${rows.length} rows hold an identifier of their own`,
      );
    },
  },
  {
    name: 'derivation-is-on-the-log',
    says: {
      zh: '去标识结果的来源、方案和报告都记在账本，复查无残留',
      en: 'the log says from what, by which plan and with which report the derivative was made; nothing is left by the report',
    },
    after: ['protecting'],
    hold: async (walk) => {
      const { raw, dataset, report } = walk.facts.workOrders;
      if (report === undefined) throw new Error('the connector gave no report');
      const { derived } = (await auditorSees(walk, ({ datasets }) => datasets.get(dataset)?.registered)).signed.event.body;
      const plan = hotlinePlan(raw);
      const wanted = { from: raw, plan: planHash(plan), report: reportHash(report) };
      const { rows, residual, classes: { k } = { k: 0 } } = report;
      return requireThat(
        toCanonicalJson(derived ?? null) === toCanonicalJson(wanted) && residual.findings === 0 && k >= (plan.minimumClass ?? 1),
        `${rows.released} of ${rows.read} rows, ${residual.findings} findings left, k = ${k}`,
      );
    },
  },
  {
    name: 'looser-level-needs-a-spot-check',
    says: { zh: '没有抽查就不能把级别定低', en: 'a looser level than the source’s needs a signed spot check' },
    after: ['regrading'],
    hold: async (walk) => {
      const { refusals, workOrders } = walk.facts;
      const code = refusals.get('looser level without a spot check');
      const grading = await auditorSees(walk, ({ datasets }) => datasets.get(workOrders.dataset)?.grading);
      const { level, spotCheck } = grading.signed.event.body;
      return requireThat(
        code === 'spot-check-missing' && level === 'g3' && spotCheck?.rows === 20 && spotCheck.findings === 0,
        `refused with ${code ?? 'nothing'}; then ${level} after ${spotCheck?.rows ?? 0} rows were read`,
      );
    },
  },
  {
    name: 'protected-rows-go-out-sealed',
    says: { zh: '一般3级只能密封交付', en: 'g3 goes out sealed, not open' },
    after: ['sealing'],
    hold: async (walk) => {
      const { refusals, workOrders } = walk.facts;
      const code = refusals.get('open project over protected work orders');
      const { delivery } = (await auditorSees(walk, ({ projects }) => projects.get(workOrders.project)?.opened)).signed.event.body;
      return requireThat(
        code === 'level-forbids-delivery' && delivery === 'sealed',
        `open: refused with ${code ?? 'nothing'}; the project is ${delivery}`,
      );
    },
  },
  {
    name: 'sealed-lot-is-fixed',
    says: { zh: '密封批次的条目清单和批次公钥由签名记录固定', en: 'the sealed lot’s items and its key are fixed by a signed event' },
    after: ['sealing'],
    hold: async (walk) => {
      const { items, lotKey } = (await auditorSees(walk, ({ lots }) => lots.get(walk.facts.workOrders.lot)?.opened)).signed.event.body;
      const distinct = new Set(items.map(({ commitment }) => commitment)).size;
      return requireThat(
        distinct === walk.orders && lotKey !== undefined,
        `${distinct} items, ${lotKey === undefined ? 'no key' : 'one key'}`,
      );
    },
  },
  {
    name: 'off-roster-opens-nothing',
    says: { zh: '不在名册上的人打不开密封条目', en: 'nobody off the roster gets a sealed item' },
    after: ['sealing'],
    hold: ({ facts }) => {
      const code = facts.refusals.get('a sealed item for somebody off the roster');
      return Promise.resolve(requireThat(code === 'forbidden', `refused with ${code ?? 'nothing'}`));
    },
  },
  {
    name: 'sealed-labels-are-in-the-log',
    says: {
      zh: '密封的标注一条不差都在账本，作者本人还能打开',
      en: 'sealed labels are in the log one for one, and open for their authors',
    },
    after: ['sealed-labeling'],
    sharesWalk: true,
    hold: async (walk) => {
      const { lot, proven } = walk.facts.workOrders;
      const ids = new Set(walk.breaks('sealed-labels-are-in-the-log') ? proven.slice(1) : proven);
      const own = (await Promise.all(LABELERS.map(async (login) => (await walk.as(login)).person.labeler.mine(lot)))).flat();
      const opened = own.filter(({ event, opening }) => ids.has(event) && opening !== undefined);
      return requireThat(
        opened.length === walk.orders && ids.size === walk.orders,
        `${ids.size} proven, ${opened.length} of them opened again`,
      );
    },
  },
  {
    name: 'sealed-work-is-paid-as-priced',
    says: { zh: '密封标注的应得之和等于条数乘所公布的单价', en: 'what is shown as earned adds up to the announced price times the labels' },
    after: ['sealed-labeling'],
    hold: ({ facts, orders }) => {
      const { earned } = facts.workOrders;
      return Promise.resolve(requireThat(earned === orders * PRICE, `${earned} fen for ${orders} labels at ${PRICE}`));
    },
  },
  {
    name: 'sealed-release-joins-each-row',
    says: {
      zh: '交付的每一行都接得上去标识后的原行和已证明的标注，与签名的散列一致',
      en: 'a line a label, each joined to its protected row and a proven label, under the hashes that the owner signed',
    },
    after: ['sealed-releasing'],
    hold: async (walk) => {
      const { release, proven } = walk.facts.workOrders;
      const data = fs.readFileSync(outFile(walk, 'release/hotline.jsonl'), 'utf8');
      const manifestBytes = fs.readFileSync(outFile(walk, 'release/hotline-manifest.json'));
      const signed = (await auditorSees(walk, ({ releases }) => releases.get(release))).signed.event.body;
      const { labels } = JSON.parse(manifestBytes.toString('utf8')) as ReleaseManifest;
      const rows = await readDerivative(walk, walk.orders);
      const lines = data.trimEnd().split('\n');
      const joined = lines.filter((line, at) => {
        const { row, text, event } = JSON.parse(line) as Line;
        const isListed = labels[at]?.line === toHex(sha256(toUtf8(`${line}\n`))) && labels[at].event === event;
        return isListed && proven.includes(event) && rows[row]?.get('text') === text;
      });
      const isSigned = toHex(sha256(toUtf8(data))) === signed.data && toHex(sha256(new Uint8Array(manifestBytes))) === signed.manifest;
      return requireThat(
        isSigned && lines.length === walk.orders && joined.length === walk.orders,
        `${joined.length} of ${lines.length} lines joined, ${isSigned ? 'as signed' : 'NOT as signed'}`,
      );
    },
  },
];
