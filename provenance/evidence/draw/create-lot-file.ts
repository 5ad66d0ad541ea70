import { toBase64 } from '../../../common/encodings.ts';
import type { SignedEvent } from '../../event/event.ts';
import type { LogPolicy } from '../../log/policy.ts';
import { writeTlogProof } from '../../log/proof.ts';
import { keepPolicySignatures } from '../../log/witnessed.ts';
import type { Inspection } from '../../space/inspection.ts';
import type { Logged } from '../../space/state.ts';
import { citedSizes } from '../chosen.ts';
import type { BundleLog } from '../create-bundle.ts';
import { fail } from '../errors.ts';
import { chooseDraw } from './chosen-draw.ts';
import { toSample } from './draw-context.ts';
import type { LotFile, Outcome } from './lot-file.ts';

/** What a lot file is made of. */
export interface LotFileParts {
  readonly space: string;
  readonly lot: string;
  /** Public events that count, in any order: those that are needed are picked. */
  readonly events: readonly Logged[];
  /** The labels that count, in the order of the leaves under the closing's root; salts in hex. */
  readonly labels: readonly (Logged<'annotation-signed'> & { readonly salt: string })[];
  /** As `inspectionOf` says it. */
  readonly inspection: Inspection;
  /** Of the checkpoint under which all is proven. */
  readonly size: number;
}

const toOutcome = ({ inspection, labels, lot }: LotFileParts): Outcome => {
  if (inspection.kind === 'whole') return { kind: 'whole', reason: inspection.reason, cost: [...inspection.cost] };
  if (inspection.kind !== 'drawn') return fail('evidence-incomplete', { missing: 'outcome', lot, inspection: inspection.kind });
  const { seed, accept, positions } = inspection;
  return { kind: 'drawn', seed, accept, sample: toSample(positions, labels) };
};

/**
 * Puts a lot file together; it verifies nothing, since it carries no trust.
 * @param policy whose signature lines the checkpoints keep
 * @throws DomainError `evidence-incomplete` while nothing is drawn, or what the draw rests on is missing; `note-malformed`
 */
export const createLotFile = async (parts: LotFileParts, log: BundleLog, policy: LogPolicy): Promise<LotFile> => {
  const { space, lot, size } = parts;
  const outcome = toOutcome(parts);
  const noteOf = async (at: number): Promise<string> => keepPolicySignatures(await log.checkpoint(at), policy);
  const pathTo = async (index: number): Promise<readonly Uint8Array[]> => await log.inclusion(index, size);
  const checkpoint = await noteOf(size);
  const chosen = chooseDraw(parts.events, lot);
  const events = await Promise.all(
    chosen.map(async ({ signed, index }) => ({
      signed: signed as SignedEvent & LotFile['events'][number]['signed'],
      proof: writeTlogProof({ index, hashes: await pathTo(index), checkpoint }),
    })),
  );
  const history = await Promise.all(
    citedSizes(chosen.map(({ signed }) => signed.event.checkpoint)).map(async (older) => ({
      checkpoint: await noteOf(older),
      proof: (await log.consistency(older, size)).map(toBase64),
    })),
  );
  const labels = await Promise.all(
    parts.labels.map(async ({ signed, salt, index }) => ({ signed, salt, index, proof: (await pathTo(index)).map(toBase64) })),
  );
  return { v: 1, space, lot, events, history, labels, outcome };
};
