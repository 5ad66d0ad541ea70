import { parseBase64, parseHex } from '../../../common/encodings.ts';
import { inspectionOf, type Inspection } from '../../space/inspection.ts';
import type { WitnessedPoint } from '../../log/witnessed-point.ts';
import type { Logged, Lot, SpaceState } from '../../space/state.ts';
import { citationsOf, once, readProven, type Citation, type ProofContext } from '../context.ts';
import { shownPoints, type DrawPremises } from '../draw/draw-context.ts';
import { fail } from '../errors.ts';
import { chooseRecord } from './chosen-record.ts';
import type { LotRecord } from './lot-record.ts';

/** An entry of the log as the record lists it. */
export interface ListedLeaf {
  readonly leaf: Uint8Array;
  readonly index: number;
  /** Its audit path under the newest checkpoint. */
  readonly path: readonly Uint8Array[];
}

export interface RecordContext extends ProofContext {
  readonly file: LotRecord;
  readonly labels: readonly ListedLeaf[];
  readonly verdicts: readonly ListedLeaf[];
  /** What the record's own events say. */
  readonly state: () => SpaceState;
  /** By these. @throws DomainError `evidence-incomplete` */
  readonly lot: () => Lot;
  /** What of the lot was to be inspected, redone. @throws DomainError `evidence-incomplete`, `labels-differ`, `sample-unfit` */
  readonly redone: () => Inspection;
}

const readLeaf = ({ leaf, index, proof }: LotRecord['labels'][number]): ListedLeaf => ({
  leaf: parseHex(leaf),
  index,
  path: proof.map(parseBase64),
});

/** @throws DomainError `evidence-incomplete` */
export const closingOf = ({ lot }: Pick<RecordContext, 'lot'>): Logged<'lot-closed'> =>
  lot().closed ?? fail('evidence-incomplete', { missing: 'lot-closed' });
/** @throws DomainError `evidence-incomplete` */
export const endOf = ({ lot }: Pick<RecordContext, 'lot'>): Logged<'lot-inspected'> =>
  lot().inspected ?? fail('evidence-incomplete', { missing: 'lot-inspected' });

/** The release that the certificate vouches for, if it does. */
export const releaseOf = ({ lot, state }: Pick<RecordContext, 'lot' | 'state'>): Logged<'release-signed'> | undefined => {
  const named = lot().certified?.signed.event.refs[2];
  return [...state().releases.values()].find(({ id }) => id === named);
};

/** @throws DomainError as `readProven` (provenance/evidence/context.ts) */
export const createRecordContext = (text: string, file: LotRecord, premises: DrawPremises): RecordContext => {
  const proven = readProven(text, file, premises);
  const [{ events, newest, history, state }, { policy, draw }] = [proven, premises];
  const lot = (): Lot => state().lots.get(file.lot) ?? fail('evidence-incomplete', { missing: 'lot-opened' });
  const redo = (): Inspection => {
    const [opened, { size }] = [lot(), newest.checkpoint];
    const counted = opened.closed?.signed.event.body.labels;
    // The closing's number is anybody's: nothing is reckoned over more labels than the record lists.
    if (counted !== file.labels.length) fail('labels-differ', { listed: file.labels.length, counted });
    // Without a policy nobody's time is shown: the record's own word that the hours were over.
    const points: readonly WitnessedPoint[] = policy === undefined ? [{ size, time: Infinity }] : shownPoints([...history, newest], policy);
    return inspectionOf({ ...state(), size }, opened, points, draw) ?? fail('evidence-incomplete', { missing: 'inspection' });
  };
  const citations = (): readonly Citation[] => [
    ...citationsOf(events),
    ...(file.manifest === undefined ? [] : [{ by: 'manifest', below: releaseOf({ lot, state })?.index ?? 0, ...file.manifest.checkpoint }]),
  ];
  return {
    ...proven,
    file,
    citations,
    needed: once(() => chooseRecord(events, file.lot)),
    labels: file.labels.map(readLeaf),
    verdicts: file.verdicts.map(readLeaf),
    lot,
    redone: once(redo),
  };
};
