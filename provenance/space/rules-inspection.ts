import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import type { EventOf } from '../event/event.ts';
import { actorWithRole } from './actor.ts';
import { drawSideOf } from './draw-shares.ts';
import { isHurried, revealRefs, uncommittedSides, type InspectionTerms } from './inspection-terms.ts';
import { required, requireThat } from './refusal.ts';
import type { DrawSide, Lot, SpaceState } from './state.ts';

/** Whoever inspects is a firm that has joined, and not the owner; and it has the time for its part. */
export const judgeInspection = ({ organisations }: SpaceState, { time, body }: EventOf<'lot-opened'>, owner: string): void => {
  const { inspection, deadline } = body;
  if (inspection === undefined) return;
  const { by, hours } = inspection;
  const isFirm = by !== owner && organisations.get(by)?.role === 'firm';
  requireThat(isFirm, 'inspector-unfit', { org: by, rule: 'a member firm inspects', whoCanApprove: 'data-owner' });
  requireThat(!isHurried(inspection, deadline, time), 'inspection-hurried', { hours, deadline, whoCanApprove: 'data-owner' });
};

type DrawEvent = EventOf<'inspection-committed'> | EventOf<'inspection-revealed'>;

interface DrawnLot {
  readonly lot: Lot;
  readonly side: DrawSide;
}

/** The owner's side is its connector, the inspecting firm's whoever reviews or administers there. */
const judgeSide = (state: SpaceState, lot: Lot, { by }: InspectionTerms, event: DrawEvent, at: number): DrawSide => {
  const { org } = event.actor;
  const side = drawSideOf(state, lot, org);
  requireThat(side === 'owner' || org === by, 'draw-foreign', { lot: lot.id, org, inspector: by });
  if (side === 'owner') actorWithRole(state, event, at, 'connector');
  else actorWithRole(state, event, at, 'reviewer', 'administrator');
  return side;
};

const findLot = (state: SpaceState, event: DrawEvent, at: number): DrawnLot => {
  const lot = required(state.lots.get(event.subject.id), 'subject-unknown', { lot: event.subject.id });
  const terms = required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: lot.id });
  return { lot, side: judgeSide(state, lot, terms, event, at) };
};

export const judgeInspectionCommitted = (state: SpaceState, event: EventOf<'inspection-committed'>, at: number): void => {
  const { lot, side } = findLot(state, event, at);
  requireThat(lot.closed === undefined, 'draw-commitment-late', { lot: lot.id, closedAt: lot.closed?.index });
  requireThat(lot.draw[side] === undefined, 'draw-committed', { lot: lot.id, side });
  requireThat(event.refs.includes(lot.opened.id), 'reference-missing', { to: lot.opened.id });
};

/** An owner who closes in a hurry would leave the other side no time to commit, and have it pay for full inspection. */
export const judgeCommitted = (lot: Lot, time: number): void => {
  const [awaited, { deadline }] = [uncommittedSides(lot), lot.opened.signed.event.body];
  requireThat(awaited.length === 0 || time >= deadline, 'draw-awaited', { lot: lot.id, for: awaited, deadline });
};

/** The closing stands where no gateway can change it any more: under the checkpoint that the event cites, which is no larger than the log before it. */
const judgeClosed = ({ id, closed }: Lot, { checkpoint }: EventOf<'inspection-revealed'>, at: number): NonNullable<Lot['closed']> => {
  const closing = required(closed, 'draw-reveal-early', { lot: id });
  const isWitnessed = checkpoint.size > closing.index && checkpoint.size <= at;
  requireThat(isWitnessed, 'draw-reveal-early', { lot: id, closedAt: closing.index, witnessed: checkpoint.size, at });
  return closing;
};

/** When it came is for the witnesses to say (inspection.ts): its own time binds only who is honest, and a closing dated back would make her late. */
export const judgeInspectionRevealed = (state: SpaceState, event: EventOf<'inspection-revealed'>, at: number): void => {
  const { lot, side } = findLot(state, event, at);
  const { committed, revealed } = required(lot.draw[side], 'draw-uncommitted', { lot: lot.id, side });
  const closed = judgeClosed(lot, event, at);
  requireThat(revealed === undefined, 'draw-revealed', { lot: lot.id, side });
  const refs = revealRefs(lot, closed);
  requireThat(event.refs.length === refs.length && refs.every((id) => event.refs.includes(id)), 'reference-missing', { to: refs });
  const { commitment } = committed.signed.event.body;
  requireThat(toHex(sha256(parseHex(event.body.secret))) === commitment, 'draw-reveal-differs', { lot: lot.id, side });
};
