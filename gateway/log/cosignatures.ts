import type { DataSource } from 'typeorm';
import { DomainError } from '../../common/errors.ts';
import { verifyCosignatureLine } from '../../provenance/log/cosignature.ts';
import { createSignatureLine, isBy, parseNote, toVerifierKey, type NoteKey } from '../../provenance/log/note.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import { verifyWitnessed, type WitnessedCheckpoint } from '../../provenance/log/witnessed.ts';
import { toWitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import { fail } from '../errors.ts';
import type { CheckpointStore, PublishedCheckpoint } from './checkpoint-store.ts';

/** The newest checkpoint that has a quorum, with the lines that make it. */
export interface Witnessed extends WitnessedCheckpoint {
  readonly size: number;
  readonly note: string;
}

export interface Cosignatures {
  /**
   * Keeps a witness's line (untrusted) on the checkpoint of this size.
   * @param known keys of witnesses whose lines are kept, besides those of the policy
   * @returns whether the checkpoint has a quorum now
   * @throws DomainError `size-not-published`, `cosigner-unknown`, `note-malformed`, `cosignature-malformed`, `signature-invalid`
   */
  add(size: number, line: string, known: readonly NoteKey[]): Promise<boolean>;
  /** The checkpoint's note with all lines that are kept. */
  withLines(checkpoint: PublishedCheckpoint): Promise<string>;
  /**
   * The same with each witness's first line. Witnesses renew their lines while nothing new is logged; whoever cited the checkpoint in
   * between had only seen the earlier ones, so that these alone say since when it was there to be cited.
   */
  withFirstLines(checkpoint: PublishedCheckpoint): Promise<string>;
  newest(): Promise<Witnessed | undefined>;
  /** The smallest that holds the entry of this index; none where it had a quorum only under another policy. */
  first(index: number): Promise<Witnessed | undefined>;
  /** After a start, or when another policy counts: looks anew for the newest checkpoint with a quorum. */
  recount(): Promise<void>;
}

/** Lines on one note at most, the policy's witnesses first: readers take no more than 64. */
const MOST_LINES = 48;
/** Published checkpoints among which a quorum is looked for when the policy changes. */
const RECOUNTED = 200;

const KEEP = `insert into cosignature as kept (size, cosigner, time, line, first_time, first_line) values ($1, $2, $3, $4, $3, $4)
  on conflict (size, cosigner) do update set
    time = greatest(kept.time, excluded.time),
    line = case when kept.time < excluded.time then excluded.line else kept.line end,
    first_time = least(kept.first_time, excluded.first_time),
    first_line = case when excluded.first_time < kept.first_time then excluded.first_line else kept.first_line end`;

const LINES = 'select line, first_line from cosignature where size = $1 order by (cosigner = any($2)) desc, cosigner limit $3';

const parseLine = (note: string, line: string) => {
  const { text, signatures } = parseNote(`${note}${line}`);
  const signature = signatures.at(-1);
  return signature !== undefined && signatures.length === 2 ? { text, signature } : fail('cosigner-unknown', { reason: 'one line' });
};

export const createCosignatures = (
  database: DataSource,
  store: CheckpointStore,
  policy: () => Promise<LogPolicy | undefined>,
  /** Told the witnessed time (Unix seconds) of each checkpoint that has a quorum. */
  witnessedAt: (seconds: number) => void = () => undefined,
): Cosignatures => {
  const linesOf = async ({ size }: PublishedCheckpoint): Promise<{ line: string; first_line: string }[]> => {
    const counted = (await policy())?.witnesses.map(({ key }) => toVerifierKey(key)) ?? [];
    return await database.query(LINES, [size, counted, MOST_LINES]);
  };
  const withLines: Cosignatures['withLines'] = async (checkpoint) =>
    checkpoint.note + (await linesOf(checkpoint)).map(({ line }) => line).join('');

  const evaluate = async (checkpoint: PublishedCheckpoint | undefined): Promise<Witnessed | undefined> => {
    const counted = await policy();
    if (checkpoint === undefined || counted === undefined) return undefined;
    const note = await withLines(checkpoint);
    try {
      return { ...verifyWitnessed(note, counted), note, size: checkpoint.size };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'quorum-missing') return undefined;
      throw error;
    }
  };

  const count = async (checkpoint: PublishedCheckpoint): Promise<boolean> => {
    const witnessed = await evaluate(checkpoint);
    if (witnessed === undefined) return false;
    await store.markWitnessed(toWitnessedPoint(witnessed));
    witnessedAt(witnessed.smallestOfK);
    return true;
  };

  return {
    withLines,
    withFirstLines: async (checkpoint) => checkpoint.note + (await linesOf(checkpoint)).map((row) => row.first_line).join(''),
    add: async (size, line, known) => {
      const checkpoint = (await store.ofSize(size)) ?? fail('size-not-published', { size });
      const { text, signature } = parseLine(checkpoint.note, line);
      const keys = [...((await policy())?.witnesses.map(({ key }) => key) ?? []), ...known];
      const key = keys.find((candidate) => isBy(signature, candidate)) ?? fail('cosigner-unknown', { name: signature.name });
      const time = verifyCosignatureLine(text, signature, key);
      await database.query(KEEP, [size, toVerifierKey(key), time, createSignatureLine(key, signature.bytes)]);
      return await count(checkpoint);
    },
    newest: async () => await evaluate(await store.newestWitnessed()),
    first: async (index) => await evaluate(await store.firstWitnessed(index)),
    recount: async () => {
      for (const checkpoint of await store.unwitnessed(RECOUNTED)) if (await count(checkpoint)) return;
      const newest = await store.newestWitnessed();
      if (newest !== undefined) await count(newest);
    },
  };
};
