import { toCanonicalJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import type { ReleaseManifest } from '../../api/releases.ts';
import { consensusOf, toConsensusFigures, type Consensus } from '../../labeling/agreement/consensus.ts';
import { agreementOf, type Question } from '../../labeling/agreement/figures.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { toCroissant } from '../../labeling/formats/croissant.ts';
import { coverageOf } from '../../provenance/evidence/quality.ts';
import type { Accounting } from '../../provenance/space/accounting.ts';
import type { PersonOf } from '../../provenance/space/item-claims.ts';
import { fail } from '../errors.ts';
import { reworkIn, type ReleasedLabel } from './reworks.ts';

/** An item as the connector made it. */
export interface ReleasedItem {
  readonly id: string;
  /** Row of the dataset, from 0. */
  readonly row: number;
  /** The delivered text. */
  readonly text: string;
}

export interface ReleaseTerms {
  readonly release: string;
  readonly space: string;
  readonly project: string;
  readonly lot: string;
  readonly dataset: string;
  readonly level: ReleaseManifest['level'];
  /** Of the project, and of the organisation that owns it. */
  readonly title: { readonly zh: string; readonly en: string };
  readonly org: string;
  /** XML of the labelling task. */
  readonly configuration: string;
  /** Claimed time of the lot's closing, ms. */
  readonly closedAt: number;
  /** Labels of the lot that were declared unreadable. */
  readonly unreadable: number;
  /** How the lot's inspection ended, once it has. */
  readonly inspection?: NonNullable<ReleaseManifest['quality']>['inspection'];
  /** Whose key it is: two devices of one person are one. */
  readonly personOf?: PersonOf;
  /** Under which the labels were verified; root in hex. */
  readonly checkpoint: { readonly size: number; readonly root: string };
}

export interface AssembledRelease {
  readonly manifest: ReleaseManifest;
  /** SHA-256 of the manifest's canonical bytes, hex. */
  readonly manifestHash: string;
  /** JSONL, one line a label in the lot's order, each ended by LF. */
  readonly data: string;
  /** Croissant 1.1 metadata of the data, JSON. */
  readonly croissant: string;
}

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

/**
 * One line of the release, in canonical form; offsets in `result` are Unicode code points of `text`. The three members of TC609's data
 * description say who worked how: a certified person by hand, on a text that nobody generated. Where the label was reworked, `result` is the
 * rework's, and `event` still the label's that the lot's closing counts.
 */
const toLine = ({ project, lot }: ReleaseTerms, { id, row, text }: ReleasedItem, label: ReleasedLabel): string => {
  const rework = reworkIn(label);
  const line = {
    id,
    text,
    result: label.result as unknown as Json,
    annotation_method: (label.rework ?? label).signed.event.body.method,
    annotator_class: 'certified-labeler',
    generated_data_indicator: false,
    project,
    lot,
    row,
    event: label.id,
    index: label.index,
    ...(rework && { rework }),
  };
  return `${toCanonicalJson(line)}\n`;
};

/** What the labels come to. */
const toQuality = (
  { unreadable, inspection }: ReleaseTerms,
  questions: readonly Question[],
  labels: readonly ReleasedLabel[],
  { coverage, consensus }: { readonly coverage: number[]; readonly consensus: readonly Consensus[] },
): NonNullable<ReleaseManifest['quality']> => {
  const items = [...Map.groupBy(labels, ({ signed }) => signed.event.subject.id).values()];
  const results = items.map((each) => each.map(({ result }) => result));
  return {
    coverage,
    unreadable,
    ...(inspection && { inspection }),
    agreement: [...agreementOf(questions, results)],
    ...(consensus.length > 0 && { consensus: [...toConsensusFigures(consensus)] }),
  };
};

/** Of items with several labels. Who made which label enters here, where it is known, and stands in no file (decision 17). */
const consensusIn = ({ personOf = (key) => key }: ReleaseTerms, questions: readonly Question[], labels: readonly ReleasedLabel[]) =>
  consensusOf(
    questions,
    labels.map(({ signed: { event }, result }) => ({ item: event.subject.id, rater: personOf(event.actor.key), result })),
  );

const bindingOf = (text: string): { readonly sha256: string; readonly bytes: number } => ({
  sha256: hashOf(text),
  bytes: toUtf8(text).length,
});

/**
 * Joins verified labels to their rows.
 * @param items by item id
 * @throws DomainError `item-unknown` when a label has none
 */
export const assembleRelease = (
  terms: ReleaseTerms,
  items: ReadonlyMap<string, ReleasedItem>,
  { labels, reports, left }: Accounting<ReleasedLabel>,
): AssembledRelease => {
  const lines = labels.map((label) => {
    const { id: item } = label.signed.event.subject;
    return { item, label, line: toLine(terms, items.get(item) ?? fail('item-unknown', { item }), label) };
  });
  const listed = lines.map(({ item, label: { id, index }, line }) => ({ item, event: id, index, line: hashOf(line) }));
  const { release, space, project, lot, dataset, level, title, org, closedAt, checkpoint } = terms;
  const data = lines.map(({ line }) => line).join('');
  const configuration = parseConfiguration(terms.configuration);
  const consensus = consensusIn(terms, configuration.controls, labels);
  const croissant = toCroissant({ release, org, title, level, configuration, closedAt, data: bindingOf(data), consensus });
  const manifest: ReleaseManifest = {
    v: 1,
    release,
    space,
    project,
    lot,
    dataset,
    level,
    checkpoint,
    configuration: hashOf(terms.configuration),
    data: { ...bindingOf(data), lines: lines.length },
    croissant: bindingOf(croissant),
    quality: toQuality(terms, configuration.controls, labels, { coverage: coverageOf(items.size, listed), consensus }),
    completeness: { items: items.size, labeled: labels.length, reported: reports.length, left: left.length },
    labels: listed,
  };
  return { manifest, manifestHash: toHex(sha256(toSignableBytes(manifest))), data, croissant };
};
