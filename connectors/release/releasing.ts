import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { COMMAND_ANSWERS } from '../../api/commands.ts';
import type { CommandArguments } from '../../api/documents.ts';
import { nothing } from '../../api/fields.ts';
import type { ReleaseFiles } from '../../api/releases.ts';
import { fail } from '../errors.ts';
import { TRANSFER_TIMEOUT, type GatewayClient } from '../gateway/client.ts';
import { inspectionFigureOf } from '../../provenance/evidence/inspection-figure.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Accounting } from '../../provenance/space/accounting.ts';
import type { CountedLot, CountLot } from '../labeling/counting.ts';
import { deliveryOf, requireDelivery } from '../labeling/lot-premises.ts';
import { createLotStore } from '../labeling/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { assembleRelease, type ReleaseTerms } from './assemble.ts';
import { requireClosed } from './closed-lot.ts';
import { writeReleaseFiles } from './files.ts';
import { withReworks, type ReleasedLabel } from './reworks.ts';
import { createReleaseStore, type PreparedRelease } from './store.ts';
import { fetchReworks } from './submitted-reworks.ts';

type Answer = z.infer<(typeof COMMAND_ANSWERS)['prepare-release']>;

export interface Releasing {
  /**
   * Verifies every label of a closed lot once more, joins them to their rows, and keeps the files. The same command again gives the same.
   * @param command id of the command's event
   * @throws DomainError `lot-not-closed`, `release-incomplete` when the gateway hands over other work than was closed, `release-taken`,
   * `rework-refused` when it hands over a rework that does not hold,
   * `lot-unknown`, `level-forbids-delivery`, `release-unaccepted` (rule, whoCanApprove); those of the gateway
   */
  prepare(request: CommandArguments<'prepare-release'>, command: string): Promise<Answer>;
  /** Uploads what the owner has signed, once the own copy of the log shows it. */
  work(): Promise<void>;
}

export interface ReleasingOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly count: CountLot;
  readonly space: string;
  readonly org: string;
  /** The process's own folder. */
  readonly folder: string;
  readonly report: (error: unknown, release: string) => void;
}

/** Characters that the wire takes (api/releases.ts). */
const MOST_DATA = 16 * 1024 * 1024;

const toAnswer = ({ id, manifest, manifestHash }: Pick<PreparedRelease, 'id' | 'manifest' | 'manifestHash'>, closed: string): Answer => ({
  release: id,
  lot: manifest.lot,
  project: manifest.project,
  manifest: manifestHash,
  data: manifest.data.sha256,
  labels: manifest.completeness.labeled,
  items: manifest.completeness.items,
  closed,
});

/** What was asked, and what the own copy of the log says of the labels. */
const describe = (
  { lot, task: { document } }: CountedLot,
  state: SpaceState,
): Pick<ReleaseTerms, 'title' | 'configuration' | 'unreadable' | 'inspection' | 'personOf'> => {
  const { title, configuration } = document;
  const inspection = inspectionFigureOf(lot);
  return { title, configuration, unreadable: lot.unreadable.size, personOf: personsIn(state), ...(inspection && { inspection }) };
};

/** As the gateway takes them. */
const toFiles = ({ manifest, data, croissant }: PreparedRelease): ReleaseFiles => ({
  manifest,
  data,
  ...(croissant !== undefined && { croissant }),
});

/** What counts, as it is released. A lot whose inspection has not ended has no reworks. */
const readReleased = async (
  { ledger, client, report }: ReleasingOptions,
  counted: CountedLot,
  release: string,
): Promise<Accounting<ReleasedLabel>> =>
  counted.lot.inspected === undefined
    ? counted.accounting
    : await withReworks({ state: ledger.state(), points: ledger.points() }, counted, await fetchReworks(client, counted.lot.id), (error) =>
        report(error, release),
      );

export const createReleasing = (options: ReleasingOptions): Releasing => {
  const { database, ledger, client, count, space, org, folder, report } = options;
  const [releases, lots] = [createReleaseStore(database.manager), createLotStore(database.manager)];

  const assemble = async ({ lot, release }: CommandArguments<'prepare-release'>, command: string): Promise<Answer> => {
    if ((await lots.find(lot)) === undefined) fail('lot-unknown', { lot, reason: 'not of this connector' });
    const counted = await count(lot);
    const closed = requireClosed(ledger.state(), ledger.points(), counted);
    const { dataset } = counted.project.opened.signed.event.body;
    const level = requireDelivery(ledger.state(), dataset, org, deliveryOf(counted.project));
    const { size, root } = ledger.tree() ?? fail('lot-not-closed', { lot });
    const ids = { release, space, project: counted.project.id, lot, dataset, org };
    const terms = { ...ids, ...describe(counted, ledger.state()), closedAt: closed.signed.event.time, level, checkpoint: { size, root } };
    const items = new Map((await lots.items(lot)).map(({ id, row, text }) => [id, { id, row, text }]));
    const assembled = assembleRelease(terms, items, await readReleased(options, counted, release));
    if (assembled.data.length > MOST_DATA) fail('release-too-large', { release, characters: assembled.data.length, most: MOST_DATA });
    await releases.insert({ id: release, lot, command, ...assembled });
    await writeReleaseFiles(folder, { id: release, ...assembled });
    return toAnswer({ id: release, ...assembled }, closed.id);
  };

  /** Files of a release that is signed exactly as it was prepared. */
  const upload = async ({
    id,
    manifestHash,
    dataHash,
  }: {
    readonly id: string;
    readonly manifestHash: string;
    readonly dataHash: string;
  }) => {
    const signed = ledger.state().releases.get(id)?.signed.event.body;
    if (signed === undefined) return;
    if (signed.manifest !== manifestHash || signed.data !== dataHash) fail('release-differs', { release: id });
    const prepared = await releases.find(id);
    if (prepared === undefined) return;
    const { manifest } = prepared;
    const project = ledger.state().projects.get(manifest.project) ?? fail('project-unknown', { project: manifest.project });
    requireDelivery(ledger.state(), manifest.dataset, org, deliveryOf(project));
    // What was sealed from the gateway stays so: its release lies in this connector's folder.
    if (deliveryOf(project) === 'sealed') return await releases.markUploaded(id);
    await client.ask(nothing, { method: 'PUT', path: `/api/releases/${id}/files`, json: toFiles(prepared), timeout: TRANSFER_TIMEOUT });
    await releases.markUploaded(id);
  };

  return {
    prepare: async (request, command) => {
      const known = await releases.find(request.release);
      if (known === undefined) return await assemble(request, command);
      if (known.command !== command) return fail('release-taken', { release: request.release });
      await writeReleaseFiles(folder, known);
      return toAnswer(known, ledger.state().lots.get(known.lot)?.closed?.id ?? fail('lot-not-closed', { lot: known.lot }));
    },
    work: async () => {
      ledger.requireActing();
      for (const release of await releases.waiting()) await upload(release).catch((error: unknown) => report(error, release.id));
    },
  };
};
