import { toBase64, toHex } from '../../../common/encodings.ts';
import type { SignedEvent } from '../../event/event.ts';
import type { LogPolicy } from '../../log/policy.ts';
import { writeTlogProof } from '../../log/proof.ts';
import { keepPolicySignatures } from '../../log/witnessed.ts';
import type { Logged } from '../../space/state.ts';
import { citedSizes } from '../chosen.ts';
import type { BundleLog } from '../create-bundle.ts';
import type { Manifest } from '../manifest.ts';
import { chooseRecord } from './chosen-record.ts';
import type { Leaf, LotRecord } from './lot-record.ts';

/** An entry, by its leaf hash. */
interface LoggedLeaf {
  readonly leaf: Uint8Array;
  readonly index: number;
}

/** What a lot record is made of. */
export interface LotRecordParts {
  readonly space: string;
  readonly lot: string;
  /** Public events that count, in any order: those that are needed are picked. */
  readonly events: readonly Logged[];
  /** Of the labels that count, in the order of the leaves under the closing's root. */
  readonly labels: readonly LoggedLeaf[];
  /** Of the verdicts, in that of the leaves under the root that ends the inspection. */
  readonly verdicts: readonly LoggedLeaf[];
  /** Of a release, by its id. */
  readonly manifestOf: (release: string) => Promise<Manifest>;
  /** Of the checkpoint under which all is proven. */
  readonly size: number;
}

/** The release that its certificate vouches for, if it does. */
const certifiedRelease = (chosen: readonly Logged[]): Logged<'release-signed'> | undefined => {
  const certified = chosen.find(({ signed }) => signed.event.type === 'lot-certified');
  const named = certified?.signed.event.refs[2];
  return chosen.find(({ id }) => id === named) as unknown as Logged<'release-signed'> | undefined;
};

/**
 * Puts a lot record together; it verifies nothing, since it carries no trust.
 * @param policy whose signature lines the checkpoints keep
 * @throws DomainError `evidence-incomplete` before the inspection has ended; `note-malformed`
 */
export const createLotRecord = async (parts: LotRecordParts, log: BundleLog, policy: LogPolicy): Promise<LotRecord> => {
  const { space, lot, size } = parts;
  const noteOf = async (at: number): Promise<string> => keepPolicySignatures(await log.checkpoint(at), policy);
  const pathTo = async (index: number): Promise<readonly Uint8Array[]> => await log.inclusion(index, size);
  const checkpoint = await noteOf(size);
  const chosen = chooseRecord(parts.events, lot);
  const release = certifiedRelease(chosen);
  const manifest = release && (await parts.manifestOf(release.signed.event.subject.id));
  const events = await Promise.all(
    chosen.map(async ({ signed, index }) => ({
      signed: signed as SignedEvent & LotRecord['events'][number]['signed'],
      proof: writeTlogProof({ index, hashes: await pathTo(index), checkpoint }),
    })),
  );
  const cited = [...chosen.map(({ signed }) => signed.event.checkpoint), ...(manifest ? [manifest.checkpoint] : [])];
  const history = await Promise.all(
    citedSizes(cited).map(async (older) => ({
      checkpoint: await noteOf(older),
      proof: (await log.consistency(older, size)).map(toBase64),
    })),
  );
  const listed = (leaves: readonly LoggedLeaf[]): Promise<Leaf[]> =>
    Promise.all(leaves.map(async ({ leaf, index }) => ({ leaf: toHex(leaf), index, proof: (await pathTo(index)).map(toBase64) })));
  const [labels, verdicts] = [await listed(parts.labels), await listed(parts.verdicts)];
  return { v: 1, about: 'lot', space, lot, events, history, labels, verdicts, ...(manifest && { manifest }) };
};
