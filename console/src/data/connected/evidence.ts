import { z } from 'zod';
import type { ReleaseManifest } from '../../../../api/releases.ts';
import { parseAnyPolicy, type LogPolicy } from '../../../../provenance/log/policy.ts';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import { successorOf } from '../../../../provenance/space/superseding.ts';
import type { KnownRelease } from '../../space/acts/auditor.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import { fail } from '../../space/errors.ts';
import type { KeyValueStore } from '../../space/ports.ts';
import type { EvidenceData, ReleaseDetail, ReleasedItem, ReleaseFile, ReleaseRow } from '../evidence.ts';
import type { Connection } from './connection.ts';
import { reportOf } from './evidence-report.ts';
import { findingOf } from './finding.ts';
import { readNames, type Names } from './names.ts';
import { figuresOf } from './release-figures.ts';
import { traceOf } from './trace.ts';

const POLICY = 'verification-policy';

/** What is shown of a line of the release. */
const releaseLine = z.looseObject({ id: z.string(), event: z.string(), row: z.int().nonnegative(), index: z.int().nonnegative() });

interface Known {
  readonly state: SpaceState;
  readonly projects: readonly KnownProject[];
  readonly names: Names;
}

/** What the owner signed, as the log has it; the title from the document that the project committed to. */
const toRow = ({ known, manifest }: KnownRelease, { state, projects, names }: Known): ReleaseRow => {
  const { subject, actor, body } = known.signed.event;
  const project = projects.find(({ known: { id } }) => id === body.project);
  const successor = successorOf(state, subject.id);
  const dataset = state.datasets.get(project?.known.opened.signed.event.body.dataset ?? '');
  return {
    id: subject.id,
    title: project?.shown.opening.value.title ?? { zh: body.project, en: body.project },
    organisation: names.organisation(actor.org),
    level: manifest?.level ?? dataset?.grading?.signed.event.body.level ?? 'important',
    items: body.items,
    labels: body.labels,
    index: known.index,
    data: body.data,
    isCorrection: body.supersedes !== undefined,
    ...(successor && { successor: { id: successor.signed.event.subject.id, index: successor.index } }),
  };
};

/** Lines of a file that gives the signed hash. */
const toItems = (data: Uint8Array): readonly ReleasedItem[] =>
  new TextDecoder()
    .decode(data)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { id, event, row, index } = releaseLine.parse(JSON.parse(line));
      return { item: id, event, row: row + 1, index };
    });

const filesOf = ({ croissant }: ReleaseManifest): readonly ReleaseFile[] =>
  croissant === undefined ? ['data.jsonl'] : ['data.jsonl', 'croissant.json'];

/** The policy lies in the same sealed store as everything else of this space; it can be kept without an account. */
const createPolicyPlace = (connection: Connection) => {
  let opened: Promise<KeyValueStore> | undefined;
  const store = async (): Promise<KeyValueStore> => {
    opened ??= connection.device.info().then(({ space }) => connection.options.openStore(space));
    opened.catch(() => {
      opened = undefined;
    });
    return await opened;
  };
  return {
    read: async (): Promise<string | undefined> => (await (await store()).get(POLICY)) as string | undefined,
    keep: async (text: string): Promise<void> => await (await store()).write([{ key: POLICY, value: text }]),
  };
};

export const createEvidenceData = (connection: Connection): EvidenceData => {
  const policy = createPolicyPlace(connection);
  const clocks = { clock: connection.options.clock, now: () => performance.now() };
  const policyOf = (text: string | undefined): LogPolicy | undefined => (text === undefined ? undefined : parseAnyPolicy(text));

  const knownOf = async (): Promise<Known> => {
    const person = await connection.person();
    const client = await connection.client();
    const [projects, names] = await Promise.all([person.reading.projects(), readNames(person)]);
    return { projects, names, state: client.ledger().state };
  };

  const readRelease = async (id: string): Promise<ReleaseDetail> => {
    const { auditor } = await connection.person();
    const [release, known] = [await auditor.release(id), await knownOf()];
    const { manifest } = release;
    if (manifest === undefined) return { ...toRow(release, known), files: [], itemsReleased: [] };
    const [data, croissant] = await Promise.all([auditor.data(id), auditor.croissant(id)]);
    const figures = figuresOf(manifest, { data, croissant }, known.state.lots.get(manifest.lot));
    return { ...toRow(release, known), files: filesOf(manifest), ...(figures && { figures }), itemsReleased: toItems(data) };
  };

  return {
    releases: async () => {
      const { auditor } = await connection.person();
      const [releases, known] = [await auditor.releases(), await knownOf()];
      return releases.map((release) => toRow(release, known)).toSorted((a, b) => b.index - a.index);
    },
    release: readRelease,
    file: async (id, file) => {
      const { auditor } = await connection.person();
      const bytes = file === 'data.jsonl' ? await auditor.data(id) : await auditor.croissant(id);
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? fail('subject-unknown', { release: id, file }));
    },
    bundle: async (id, item, label) => {
      const { auditor } = await connection.person();
      const { itemsReleased, files: _files, figures: _figures, ...release } = await readRelease(id);
      const isWanted = (one: ReleasedItem): boolean => one.item === item && (label === undefined || one.event === label);
      const released = itemsReleased.find(isWanted) ?? fail('subject-unknown', { release: id, item });
      return { release, item: released, text: await auditor.evidence(id, item, released.event), fileName: `bundle-${released.row}.json` };
    },
    trace: async (text) => {
      const { auditor } = await connection.person();
      const releases = await auditor.releases();
      return traceOf(text, (await connection.client()).ledger().state, releases);
    },
    lotFile: async (lot, file) => {
      const { auditor } = await connection.person();
      return file === 'record' ? await auditor.lotRecord(lot) : await auditor.draw(lot);
    },
    policy: policy.read,
    keepPolicy: async (text) => {
      parseAnyPolicy(text);
      await policy.keep(text);
    },
    verify: async (bundle, text) => reportOf(bundle, policyOf(text), clocks),
    examine: async (file, text) => findingOf(file, policyOf(text), clocks),
    judge: async (dispute) => {
      const { auditor } = await connection.person();
      const verdict = await auditor.judge(dispute);
      const { state, projects, names } = await knownOf();
      const { project, opened } = state.lots.get(verdict.lot) ?? fail('subject-unknown', { lot: verdict.lot });
      const title = projects.find(({ known }) => known.id === project)?.shown.opening.value.title;
      const owner = names.organisation(opened.signed.event.actor.org);
      return { ...verdict, author: names.person(verdict.author), owner, project: title ?? { zh: project, en: project } };
    },
  };
};
