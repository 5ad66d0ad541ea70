import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { isOfType } from '../../event/event.ts';
import { lateOf, placesOf } from '../../space/accounting.ts';
import { requireInspectedAsDrawn } from '../../space/inspection.ts';
import { requireAlike } from '../alike.ts';
import { requireCounted, type Context } from '../context.ts';
import { taskOf } from '../documents.ts';
import { fail } from '../errors.ts';
import { verifyFigures } from '../figures.ts';
import { inspectionFigureOf } from '../inspection-figure.ts';
import { parseLine } from '../line.ts';
import { manifestHash } from '../manifest.ts';
import type { Logged } from '../../space/state.ts';
import type { Chosen, ChosenRework } from '../chosen.ts';
import type { Check } from './check.ts';

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

const verifyHash = ({ bundle, chosen }: Context): void => {
  const [stated, signed] = [manifestHash(bundle.manifest), chosen().release.signed.event.body.manifest];
  if (stated !== signed) fail('manifest-differs', { what: 'hash', stated, expected: signed });
};

const isEnd = (logged: Logged): logged is Logged & Logged<'lot-inspected'> => isOfType(logged.signed, 'lot-inspected');
const isAcceptance = (logged: Logged): logged is Logged & Logged<'lot-accepted'> => isOfType(logged.signed, 'lot-accepted');

const inspectionIn = ({ opened, inspection }: Chosen): Json =>
  inspectionFigureOf({ opened, inspected: inspection.find(isEnd), answered: inspection.find(isAcceptance) }) ?? null;

/** A bundle's own number of labels is bounded by its list before anything is drawn from it. */
const verifyDraw = ({ bundle, chosen, state, draw }: Context): void => {
  const lot = state().lots.get(chosen().opened.signed.event.subject.id);
  const [listed, labels] = [bundle.manifest.labels.length, lot?.closed?.signed.event.body.labels ?? 0];
  if (lot?.inspected === undefined) return;
  if (labels !== listed) fail('manifest-differs', { what: 'labels', stated: listed, expected: labels });
  requireInspectedAsDrawn(state(), lot, [], draw);
};

/** Everything that the manifest says is also said by signed events, and said alike. */
const verifyManifest = ({ bundle, chosen }: Context): void => {
  const { manifest, space, release, openings } = bundle;
  const { opened, closed, project, graded, release: signed } = chosen();
  const { body } = signed.signed.event;
  const counts = closed.signed.event.body;
  const items = opened.signed.event.body.items.length;
  requireAlike('manifest-differs', {
    space: [manifest.space, space],
    release: [manifest.release, release],
    project: [manifest.project, body.project],
    lot: [manifest.lot, body.lot],
    dataset: [manifest.dataset, project.signed.event.body.dataset],
    level: [manifest.level, graded.signed.event.body.level],
    configuration: [manifest.configuration, hashOf(taskOf(openings.project.value).configuration)],
    data: [manifest.data.sha256, body.data],
    lines: [manifest.data.lines, counts.labels],
    labels: [manifest.labels.length, counts.labels],
    completeness: [manifest.completeness, { items, labeled: counts.labels, reported: counts.reports, left: counts.left.length }],
    inspection: [manifest.quality?.inspection ?? null, manifest.quality === undefined ? null : inspectionIn(chosen())],
    signed: [
      { labels: body.labels, items: body.items },
      { labels: counts.labels, items },
    ],
  });
};

/** The label is listed once, and its item with no more labels than people were asked for and late work is paid. */
const verifyListed = ({ bundle, chosen }: Context): void => {
  const { annotation, opened } = chosen();
  const ofItem = bundle.manifest.labels.filter(({ item }) => item === bundle.item);
  const listed = bundle.manifest.labels.filter(({ event }) => event === annotation.id) as unknown as Json;
  const expected = { item: bundle.item, event: annotation.id, index: annotation.index, line: hashOf(`${bundle.line}\n`) };
  const terms = opened.signed.event.body;
  const most = placesOf(terms) + Math.min(lateOf(terms), 1);
  if (toCanonicalJson(listed) !== toCanonicalJson([expected]) || ofItem.length > most)
    fail('line-unlisted', { listed: ofItem as unknown as Json, expected, most });
};

const reworkIn = (reworked: ChosenRework | undefined): Json =>
  reworked === undefined ? null : { event: reworked.rework.id, index: reworked.rework.index, verdict: reworked.verdict.id };

const verifyLine = ({ bundle, chosen }: Context): void => {
  const { annotation } = chosen();
  const { item, row } = bundle.openings;
  const reworked = chosen().rework;
  const { body } = (reworked?.rework ?? annotation).signed.event;
  const result = reworked === undefined ? bundle.openings.annotation : (bundle.rework?.opening ?? { value: null });
  const line = parseLine(bundle.line);
  requireAlike('line-differs', {
    id: [line.id, bundle.item],
    text: [line.text, item.value],
    result: [line.result, result.value],
    annotation_method: [line.annotation_method, body.method],
    project: [line.project, chosen().project.signed.event.subject.id],
    lot: [line.lot, body.lot],
    row: [line.row, row.index],
    event: [line.event, annotation.id],
    index: [line.index, annotation.index],
    rework: [line.rework ?? null, reworkIn(reworked)],
  });
};

export const RELEASE_CHECKS: readonly Check[] = [
  {
    name: 'release-authorised',
    what: { zh: '交付由数据所有方签名', en: 'the release is the data owner’s' },
    how: {
      zh: '签名者持有数据所有方角色的证书；批次已关闭，约定了质检的已检毕（或质检单位逾期未检）并验收',
      en: 'the signer is certified as a data owner of the project’s organisation; the lot had closed, and if it is inspected, its inspection had ended, or the time for it, and it was accepted',
    },
    run: (context) => requireCounted(context, 'inspection-revealed', 'lot-inspected', 'lot-accepted', 'release-signed'),
  },
  {
    name: 'inspected-as-drawn',
    what: { zh: '检验的件数就是抽中的件数', en: 'as many labels were inspected as were drawn' },
    how: {
      zh: '由批次的根和双方揭示的数重算样本量；一方没有揭示的，全数检验；没有约定质检的批不适用',
      en: 'the size of the sample is redone from the lot’s root and what both sides revealed; where one did not reveal, all are inspected; nothing is asked of a lot without inspection',
    },
    run: verifyDraw,
  },
  {
    name: 'manifest-hash',
    what: { zh: '清单就是所有方签名的那份', en: 'the manifest is the one that the owner signed' },
    how: { zh: 'SHA-256 复算，与交付记录所签的相同', en: 'its SHA-256 is the one in the signed release' },
    run: verifyHash,
  },
  {
    name: 'manifest-matches-release',
    what: { zh: '清单所说与签名的记录一致', en: 'the manifest says what the signed events say' },
    how: {
      zh: '空间、项目、批次、级别、配置散列、完整性计数和质检的结果逐项比较',
      en: 'space, project, lot, level, configuration hash, completeness counts and what the inspection found, one by one',
    },
    run: verifyManifest,
  },
  {
    name: 'figures-add-up',
    what: { zh: '清单里的数字彼此相符', en: 'the manifest’s figures add up' },
    how: {
      zh: '按清单所列的标注重算各条目的标注数、比较的条目数和对数；一致程度本身要用交付的文件重算',
      en: 'coverage, items and pairs compared are counted anew from the listed labels; how far they agree is redone from the release’s files',
    },
    run: ({ bundle }) => verifyFigures(bundle.manifest),
  },
  {
    name: 'line-in-manifest',
    what: { zh: '交付的这一行列在清单里', en: 'the release’s line is on the manifest' },
    how: { zh: '行的 SHA-256、记录散列和账本位置与清单相同', en: 'SHA-256 of the line, event id and log index are the listed ones' },
    run: verifyListed,
  },
  {
    name: 'line-equals-annotation',
    what: { zh: '交付的这一行就是这条标注和这条文本', en: 'the line is this label and this text' },
    how: { zh: '文本、结果、方法、行号和记录逐项比较', en: 'text, result, method, row and event, one by one' },
    run: verifyLine,
  },
];
