import type { Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { verifyOpening } from '../../event/commitment.ts';
import { accountForItems, labelsRoot } from '../../space/accounting.ts';
import type { Label } from '../../space/item-claims.ts';
import { personsIn } from '../../space/people.ts';
import type { Logged, Lot, Project, SpaceState } from '../../space/state.ts';
import { requireAlike } from '../alike.ts';
import { taskOf } from '../documents.ts';
import { fail } from '../errors.ts';
import { verifyFigures } from '../figures.ts';
import { inspectionFigureOf } from '../inspection-figure.ts';
import { parseLine } from '../line.ts';
import { manifestHash } from '../manifest.ts';
import { readReleaseFiles, type ReleasedLabel, type ReleaseFiles } from './release-files.ts';
import { replayWithLabels, type ReplayedLog } from './released-work.ts';
import type { WholeLog } from './whole-log.ts';

/** The rule by which answers fit a task; reads the configuration (XML) once. Throws a DomainError if it cannot, or if answers do not fit. */
export type FitRule = (configuration: string) => (text: string, result: Json) => void;

/** A label that counts where it stands in the log, with what this release says of it. */
interface StandingLabel extends Label {
  readonly released: ReleasedLabel;
}

interface Standing {
  readonly files: ReleaseFiles;
  readonly state: SpaceState;
  readonly lot: Lot;
  readonly project: Project;
  /** In force when the project opened. */
  readonly level: Logged<'dataset-graded'>;
  /** In the order in which the release lists them. */
  readonly labels: readonly StandingLabel[];
}

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));
const missing = (what: string): never => fail('evidence-incomplete', { missing: what });

const closingOf = ({ closed }: Lot): NonNullable<Lot['closed']> => closed ?? missing('lot-closed');

const findStanding = (files: ReleaseFiles, { state, labels, gradings }: ReplayedLog): Standing => {
  const { body } = (state.releases.get(files.manifest.release) ?? missing('release-signed')).signed.event;
  const lot = state.lots.get(body.lot) ?? missing('lot-opened');
  const project = state.projects.get(lot.project) ?? missing('project-opened');
  const { index, signed } = project.opened;
  const { dataset } = signed.event.body;
  const level = gradings.findLast((other) => other.index < index && other.signed.event.subject.id === dataset) ?? missing('dataset-graded');
  return {
    files,
    state,
    lot,
    project,
    level,
    labels: files.labels.map((released) => ({ ...(labels.get(released.index) ?? missing('annotation-signed')), released })),
  };
};

/** Exactly the labels that the closing counts: none left out, none of another lot, none beyond what each item asks for. */
const verifyCounted = ({ state, lot, labels }: Standing): void => {
  const terms = { unreadable: lot.unreadable, personOf: personsIn(state) };
  const counted = accountForItems(lot.opened.signed, { labels, reports: [] }, terms).labels;
  const at = labels.findIndex(({ id }, position) => counted[position]?.id !== id);
  if (at >= 0) fail('labels-differ', { position: at, event: labels[at]?.id, reason: 'does not count here' });
  const { labels: stated, root } = closingOf(lot).signed.event.body;
  if (labels.length !== stated) fail('labels-differ', { listed: labels.length, counted: stated });
  const redone = labelsRoot(labels);
  if (redone !== root) fail('lot-root-differs', { stated: root, redone });
};

/** What the manifest says is what signed events say, and what the owner signed. */
const verifyManifest = ({ files, state, lot, project, level }: Standing, log: WholeLog): void => {
  const { manifest, data, project: document } = files;
  const { quality } = manifest;
  const { body } = (state.releases.get(manifest.release) ?? missing('release-signed')).signed.event;
  const { subject } = project.opened.signed.event;
  verifyOpening(document, 'project', subject.id, subject.commitment ?? '');
  const { labels, reports, left } = closingOf(lot).signed.event.body;
  const items = lot.opened.signed.event.body.items.length;
  requireAlike('manifest-differs', {
    hash: [manifestHash(manifest), body.manifest],
    space: [manifest.space, log.space],
    project: [manifest.project, project.id],
    lot: [manifest.lot, lot.id],
    dataset: [manifest.dataset, project.opened.signed.event.body.dataset],
    level: [manifest.level, level.signed.event.body.level],
    configuration: [manifest.configuration, hashOf(taskOf(document.value).configuration)],
    data: [manifest.data, { sha256: body.data, bytes: toUtf8(data).length, lines: labels }],
    content: [hashOf(data), body.data],
    completeness: [manifest.completeness, { items, labeled: labels, reported: reports, left: left.length }],
    signed: [
      { labels: body.labels, items: body.items },
      { labels, items },
    ],
    checkpoint: [manifest.checkpoint.root, log.rootAt(manifest.checkpoint.size)],
    unreadable: [quality?.unreadable ?? lot.unreadable.size, lot.unreadable.size],
    inspection: [quality?.inspection ?? null, quality === undefined ? null : (inspectionFigureOf(lot) ?? null)],
  });
  verifyFigures(manifest);
};

const verifyLine = (text: string, { id, index, signed, released }: StandingLabel, { lot, project }: Standing): void => {
  const { subject, body } = signed.event;
  const { row: _row, annotator_class: _class, generated_data_indicator: _generated, ...line } = parseLine(text);
  requireAlike('line-differs', {
    id: [line.id, subject.id],
    text: [line.text, released.item.value],
    result: [line.result, released.opening.value],
    annotation_method: [line.annotation_method, body.method],
    project: [line.project, project.id],
    lot: [line.lot, lot.id],
    event: [line.event, id],
    index: [line.index, index],
    // What such a line says instead of the label is not read here.
    rework: [line.rework ?? null, null],
  });
};

/** Text and answers are the committed ones and fit the task; the line says them, and the manifest lists the line. */
const verifyLines = (standing: Standing, fitRule: FitRule): void => {
  const { files, labels } = standing;
  const fits = fitRule(taskOf(files.project.value).configuration);
  const lines = files.data.split('\n');
  if (lines.pop() !== '' || lines.length !== labels.length || files.manifest.labels.length !== labels.length)
    fail('line-unlisted', { lines: lines.length, labels: labels.length, listed: files.manifest.labels.length });
  for (const [at, label] of labels.entries()) {
    const { signed, released, id, index } = label;
    const { subject, body } = signed.event;
    verifyOpening(released.item, 'item', subject.id, subject.commitment ?? '');
    verifyOpening(released.opening, 'annotation', subject.id, body.result);
    fits(released.item.value, released.opening.value);
    const text = lines[at] ?? '';
    verifyLine(text, label, standing);
    const listed = files.manifest.labels[at];
    requireAlike('line-unlisted', {
      listed: [listed as unknown as Json, { item: subject.id, event: id, index, line: hashOf(`${text}\n`) }],
    });
  }
};

/**
 * Verifies whole releases of one log, each label of each: in the log, signed by its author, rightful where it stands, counted by the closing
 * together with all others that count; text and answers opened, fitting the task, on the line, and the line under what the owner signed. Which
 * row of the dataset a line names is not looked at: a label's bundle shows that. How far labels agree is not computed anew. A line of a label that was made good after an inspection is refused.
 * @param sources untrusted JSON
 * @throws DomainError `bundle-malformed`, `evidence-incomplete`, `labels-differ`, `lot-root-differs`, `manifest-differs`, `figures-differ`, `line-malformed`,
 * `line-unlisted`, `line-differs`, `commitment-not-opened`, `signature-invalid`, why a label does not count, why it does not fit
 */
export const verifyReleases = (sources: readonly unknown[], log: WholeLog, fitRule: FitRule): void => {
  const releases = sources.map(readReleaseFiles);
  const replayed = replayWithLabels(log, releases);
  for (const files of releases) {
    const standing = findStanding(files, replayed);
    verifyCounted(standing);
    verifyManifest(standing, log);
    verifyLines(standing, fitRule);
  }
};
