import type { ReleaseManifest } from '../../api/releases.ts';
import { parseHex } from '../../common/encodings.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { writeBundle } from '../../provenance/evidence/bundle.ts';
import { createBundle, type BundleParts } from '../../provenance/evidence/create-bundle.ts';
import type { Certificate, Logged, SpaceState } from '../../provenance/space/state.ts';
import { releaseLine } from '../../provenance/space/superseding.ts';
import { fail } from '../errors.ts';
import { fail as refuse } from '../releases/errors.ts';
import { leafOf, type StoredEvent } from '../events/stored.ts';
import { createReworkReader } from './reworked.ts';
import { createBundleLog, createEventReader, lineageOf, type EvidenceOptions } from './sources.ts';

export interface EvidenceService {
  /**
   * The bundle of one released label, in its canonical encoding. It carries no trust: whoever reads it verifies each part.
   * @param label id of its event, where the item has labels of several people; the first of them without it
   * @throws DomainError `release-unknown`, `release-withheld`, `release-files-missing`, `release-sealed`, `item-not-released`, `not-yet-witnessed`
   */
  bundle(release: string, item: string, member: Certificate, label?: string): Promise<string>;
}

/** What a signed release is about; all of it is there once it is signed. */
const readPath = (state: SpaceState, release: Logged<'release-signed'>) => {
  const { project: id, lot } = release.signed.event.body;
  const project = state.projects.get(id);
  const dataset = state.datasets.get(project?.opened.signed.event.body.dataset ?? '');
  if (project === undefined || dataset === undefined) throw new Error('a signed release without its path');
  return { project, dataset, subjects: [...lineageOf(state, dataset.id), id, lot, ...releaseLine(state, release.signed.event.subject.id)] };
};

const createOpeningsReader =
  ({ events, lots }: EvidenceOptions) =>
  async (registered: string, opened: string, annotation: string, item: string) => {
    const [profiles, projects, annotations] = await Promise.all([
      events.openings([registered], 'profile'),
      events.openings([opened], 'project'),
      events.openings([annotation], 'annotation'),
    ]);
    const [profile, project, result] = [profiles.get(registered), projects.get(opened), annotations.get(annotation)];
    if (profile === undefined || project === undefined || result === undefined) throw new Error('a released item without its documents');
    const { opening, row } = await lots.delivered(item);
    return { profile, project, item: opening, annotation: result, row: { ...row, proof: row.proof.map(parseHex) } };
  };

/** The labels that the manifest lists, as they are logged, in its order. */
const createLabelsReader =
  ({ events }: EvidenceOptions) =>
  async ({ labels }: ReleaseManifest): Promise<readonly StoredEvent[]> => {
    const found = await events.findAll(labels.map(({ event }) => event));
    return labels.map(({ event }) => {
      const label = found.get(event);
      if (label === undefined) throw new Error('a released label that is not logged');
      return label;
    });
  };

export const createEvidenceService = (options: EvidenceOptions): EvidenceService => {
  const { directory, cosignatures, pins, releases } = options;
  const log = createBundleLog(options);
  const [readEvents, readOpenings, readLabels] = [createEventReader(options), createOpeningsReader(options), createLabelsReader(options)];
  const readReworked = createReworkReader(options);

  const readParts = async (id: string, item: string, member: Certificate, wanted?: string): Promise<Omit<BundleParts, 'size'>> => {
    const release = releases.requireReadable(id, member);
    const manifest = await releases.manifest(id);
    const at = manifest.labels.findIndex((label) => label.item === item && (wanted === undefined || label.event === wanted));
    const labels = await readLabels(manifest);
    const { salt, ...annotation } = labels[at] ?? refuse('item-not-released', { release: id, item });
    if (salt === undefined || !isOfType(annotation.signed, 'annotation-signed')) throw new Error('a released label that is none');
    const { project, dataset, subjects } = readPath(directory.state(), release);
    const lines = new TextDecoder().decode(await releases.data(id, member)).split('\n');
    const line = lines[at] ?? '';
    const reworked = await readReworked(line, manifest.lot);
    return {
      space: manifest.space,
      release: id,
      events: await readEvents(subjects, [annotation.signed.event.actor.org]),
      annotation: { ...annotation, signed: annotation.signed },
      salt,
      openings: await readOpenings(dataset.registered.id, project.opened.id, annotation.id, item),
      manifest,
      line,
      labels: labels.map(leafOf),
      ...(reworked && { reworked }),
    };
  };

  return {
    bundle: async (release, item, member, label) => {
      const parts = await readParts(release, item, member, label);
      const [witnessed, policy] = [await cosignatures.newest(), await pins.policy()];
      if (witnessed === undefined || policy === undefined) return fail('not-yet-witnessed', { release });
      return writeBundle(await createBundle({ ...parts, size: witnessed.size }, log, policy));
    },
  };
};
