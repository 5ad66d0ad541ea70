import { toBase64 } from '../../common/encodings.ts';
import type { SignedEvent } from '../event/event.ts';
import { leafHash, proveInclusion } from '../log/merkle.ts';
import type { LogPolicy } from '../log/policy.ts';
import { writeTlogProof } from '../log/proof.ts';
import { keepPolicySignatures } from '../log/witnessed.ts';
import type { Logged } from '../space/state.ts';
import type { Bundle } from './bundle.ts';
import { chooseEvents, citedSizes } from './chosen.ts';
import { fail } from './errors.ts';

/** The log as whoever makes a bundle holds it. */
export interface BundleLog {
  /**
   * The checkpoint of this size as a note with its cosignatures, each witness's first one: a later one would say that it was there to be
   * cited only since then. Every cited size must be there.
   */
  checkpoint(size: number): Promise<string>;
  /** Audit path of the entry in the tree of this size (RFC 6962), 32 bytes each. */
  inclusion(index: number, size: number): Promise<readonly Uint8Array[]>;
  consistency(older: number, newer: number): Promise<readonly Uint8Array[]>;
}

/** A private event with the salt of its log entry, hex. */
type Salted<Type extends 'verdict-signed' | 'label-reworked'> = Logged<Type> & { readonly salt: string };

/** What a reworked label is shown to be by. */
export interface ReworkParts {
  readonly verdict: Salted<'verdict-signed'>;
  readonly rework: Salted<'label-reworked'>;
  readonly opening: Bundle['openings']['annotation'];
  /** Leaf hashes, in the log, of all verdicts of the lot, in the order of its labels; and which of them is this one. */
  readonly verdicts: readonly Uint8Array[];
  readonly index: number;
  /** Leaf hashes, in the log, of all reworks of the lot, in the order of the log; and which of them is this one. */
  readonly reworks: readonly Uint8Array[];
  readonly place: number;
}

/** What a bundle is made of. */
export interface BundleParts {
  readonly space: string;
  readonly release: string;
  /** The space's public events that count (replay.ts), in any order: those that are needed are picked. */
  readonly events: readonly Logged[];
  /** The label that the manifest lists for the item, and the salt of its log entry, hex. */
  readonly annotation: Logged<'annotation-signed'>;
  readonly salt: string;
  /** Of the checkpoint under which all is proven: the first one with a quorum that holds the release gives the narrowest times. */
  readonly size: number;
  readonly openings: Omit<Bundle['openings'], 'row'> & {
    /** `proof`: leaf's sibling first, 32 bytes each. */
    readonly row: Omit<Bundle['openings']['row'], 'proof'> & { readonly proof: readonly Uint8Array[] };
  };
  readonly manifest: Bundle['manifest'];
  /** The label's line of the release's JSONL file, without its LF. */
  readonly line: string;
  /** Leaf hashes, in the log, of the labels that the manifest lists, in its order. */
  readonly labels: readonly Uint8Array[];
  readonly reworked?: ReworkParts;
}

const toPath = (hashes: readonly Uint8Array[]): string[] => hashes.map(toBase64);

const saltOf = (salt: string | undefined): { readonly salt?: string } => (salt === undefined ? {} : { salt });

const toPlace = (leaves: readonly Uint8Array[], index: number): Bundle['lot'] => ({
  index,
  proof: toPath(proveInclusion(leaves.map(leafHash), index)),
});

const toRework = ({ opening, verdicts, index, reworks, place }: ReworkParts): NonNullable<Bundle['rework']> => ({
  opening,
  verdict: toPlace(verdicts, index),
  accepted: toPlace(reworks, place),
});

/**
 * Puts a bundle together; it verifies nothing, since a bundle carries no trust.
 * @param policy whose signature lines the checkpoints keep
 * @throws DomainError `evidence-incomplete`, `note-malformed`
 */
export const createBundle = async (parts: BundleParts, log: BundleLog, policy: LogPolicy): Promise<Bundle> => {
  const { space, release, annotation, salt, size, openings, manifest, line, labels, reworked } = parts;
  const salts = new Map([
    [annotation.id, salt],
    ...(reworked ? [reworked.verdict, reworked.rework] : []).map((one) => [one.id, one.salt] as const),
  ]);
  const item = annotation.signed.event.subject.id;
  const noteOf = async (at: number): Promise<string> => keepPolicySignatures(await log.checkpoint(at), policy);
  const checkpoint = await noteOf(size);
  const shown = [annotation, ...(reworked ? [reworked.verdict, reworked.rework] : [])] as unknown as Logged[];
  const { all } = chooseEvents([...parts.events, ...shown], { release, annotation, ...(reworked && { reworked }) });
  const events = await Promise.all(
    all.map(async ({ signed, id, index }) => ({
      signed: signed as SignedEvent & Bundle['events'][number]['signed'],
      ...saltOf(salts.get(id)),
      proof: writeTlogProof({ index, hashes: await log.inclusion(index, size), checkpoint }),
    })),
  );
  const history = await Promise.all(
    citedSizes([...all.map(({ signed }) => signed.event.checkpoint), manifest.checkpoint]).map(async (older) => ({
      checkpoint: await noteOf(older),
      proof: toPath(await log.consistency(older, size)),
    })),
  );
  const index = manifest.labels.findIndex(({ event }) => event === annotation.id);
  if (index < 0 || labels.length !== manifest.labels.length) return fail('evidence-incomplete', { missing: 'label in the manifest', item });
  return {
    v: 1,
    space,
    release,
    item,
    events,
    history,
    openings: { ...openings, row: { ...openings.row, proof: toPath(openings.row.proof) } },
    manifest,
    line,
    lot: toPlace(labels, index),
    ...(reworked && { rework: toRework(reworked) }),
  };
};
