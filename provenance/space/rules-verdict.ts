import type { EventOf } from '../event/event.ts';
import { actorWithRole } from './actor.ts';
import { personsIn } from './people.ts';
import { refuse, required, requireThat } from './refusal.ts';
import { inspectionDue, inspectionOver, SIDES } from './inspection-terms.ts';
import type { Logged, Lot, SpaceState } from './state.ts';

interface InspectedLot {
  readonly lot: Lot;
  readonly closed: Logged<'lot-closed'>;
}

/** A closed lot whose inspection is still open, and a reviewer of the firm that inspects it. */
const judgeInspector = (
  state: SpaceState,
  id: string,
  event: EventOf<'verdict-signed'> | EventOf<'lot-inspected'>,
  at: number,
): InspectedLot => {
  const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
  const { by } = required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: id });
  requireThat(event.actor.org === by, 'inspection-foreign', { lot: id, org: event.actor.org, inspector: by });
  actorWithRole(state, event, at, 'reviewer');
  const closed = required(lot.closed, 'inspection-early', { lot: id });
  requireThat(lot.inspected === undefined, 'inspection-ended', { lot: id, endedAt: lot.inspected?.index });
  // The firm has let its time pass, and the owner has gone on without it.
  requireThat(lot.answered === undefined, 'acceptance-given', { lot: id, answeredAt: lot.answered?.index });
  return { lot, closed };
};

const areRefs = (refs: readonly string[], needed: readonly string[]): boolean =>
  refs.length === needed.length && needed.every((id, at) => refs[at] === id);

/** The holder of this key could label in a lot, by whatever device. */
export const isLabelerOf = (state: SpaceState, { duties }: Pick<Lot, 'duties'>, key: string): boolean =>
  duties.get(personsIn(state)(key)) === 'labeler';

/** Whoever could label in a lot does not inspect it. @throws DomainError `reviewer-labeled` */
export const requireNotLabeler = (state: SpaceState, lot: Lot, key: string): void =>
  requireThat(!isLabelerOf(state, lot, key), 'reviewer-labeled', {
    lot: lot.id,
    key,
    rule: 'nobody inspects a lot in which she may label',
  });

/** That the label is the one of the leaf that she names is for those to check who hold its entry. */
export const judgeVerdictSigned = (state: SpaceState, event: EventOf<'verdict-signed'>, at: number): void => {
  const { lot, closed } = judgeInspector(state, event.body.lot, event, at);
  requireNotLabeler(state, lot, event.actor.key);
  const { id, commitment } = event.subject;
  const item = lot.opened.signed.event.body.items.find((listed) => listed.id === id);
  requireThat(item !== undefined && item.commitment === commitment, 'item-not-in-lot', { lot: lot.id, item: id });
  const isReadable = lot.opened.signed.event.body.lotKey === undefined;
  requireThat(!isReadable || event.body.finding.verdict !== 'unseen', 'finding-unfit', {
    lot: lot.id,
    rule: 'what is not sealed can be read',
  });
  requireThat(isReadable || event.body.note === undefined, 'note-unsealed', {
    lot: lot.id,
    rule: 'of what is sealed nothing is said in the open',
  });
  const [, label = ''] = event.refs;
  requireThat(label !== closed.id && areRefs(event.refs, [closed.id, label]), 'reference-missing', {
    rule: 'the closing of the lot, then the label',
  });
};

/** Who has not revealed is missing from what it rests on; whether that was silence is for the witnesses to say (inspection.ts). */
export const inspectionRefs = ({ draw }: Pick<Lot, 'draw'>, { id }: Pick<Logged, 'id'>): readonly string[] => [
  id,
  ...SIDES.flatMap((side) => draw[side]?.revealed?.id ?? []),
];

/** What these findings come to, as the end of an inspection states it. */
export const sumsOf = (
  findings: readonly EventOf<'verdict-signed'>['body']['finding'][],
): Omit<EventOf<'lot-inspected'>['body'], 'root'> => {
  const count = (verdict: (typeof findings)[number]['verdict']): number => findings.filter((finding) => finding.verdict === verdict).length;
  const unseen = count('unseen');
  return { inspected: findings.length, defects: count('defect'), ...(unseen > 0 && { unseen }) };
};

export const judgeLotInspected = (state: SpaceState, event: EventOf<'lot-inspected'>, at: number): void => {
  const { lot, closed } = judgeInspector(state, event.subject.id, event, at);
  const refs = inspectionRefs(lot, closed);
  requireThat(areRefs(event.refs, refs), 'reference-missing', { to: refs });
  const { inspected, defects, unseen = 0 } = event.body;
  const { labels } = closed.signed.event.body;
  // Whoever calls a side silent has inspected everything.
  const fewest = refs.length > SIDES.length ? 0 : labels;
  const isSum = defects + unseen <= inspected && inspected >= fewest && inspected <= labels;
  requireThat(isSum, 'inspection-sums-differ', { lot: lot.id, inspected, defects, unseen, labels, fewest });
};

/** Somebody of the firm stands on the roster who could inspect the lot now. */
const hasReviewer = ({ projects, certificates }: SpaceState, { project, opened }: Lot): boolean => {
  const members = projects.get(project)?.roster?.signed.event.body.members ?? [];
  return members.some(({ duty, key }) => {
    const certificate = certificates.get(key);
    const isFirms = certificate?.org === opened.signed.event.body.inspection?.by;
    return duty === 'reviewer' && isFirms && certificate?.revokedAt === undefined;
  });
};

/**
 * What an owner's answer rests on: the end of the inspection, or the closing of a lot that nobody inspects, or that the firm has not inspected in
 * its time.
 * @param answer what she says: she may accept a sealed lot whose sample she did not have sealed, but not give it back for that, unless the firm
 * has no reviewer on the roster for whom it could be
 * @param time when she answers, milliseconds
 * @throws DomainError `acceptance-early`
 */
export const answersTo = (
  state: SpaceState,
  lot: Lot,
  answer: 'lot-accepted' | 'lot-returned',
  time: number,
): Logged<'lot-inspected'> | Logged<'lot-closed'> => {
  const { id, opened, closed, inspected } = lot;
  if (inspected !== undefined) return inspected;
  const closing = required(closed, 'acceptance-early', { lot: id });
  if (opened.signed.event.body.inspection === undefined) return closing;
  const due = answer === 'lot-accepted' || !hasReviewer(state, lot) ? inspectionOver(lot) : inspectionDue(lot);
  requireThat(due !== undefined && time > due, 'acceptance-early', { lot: id, ...(due !== undefined && { due }) });
  return closing;
};

const isAcceptance = (answered: NonNullable<Lot['answered']>): answered is Logged<'lot-accepted'> =>
  answered.signed.event.type === 'lot-accepted';

/** The owner's acceptance by an event, as far as there is one. */
export const acceptedBy = ({ answered }: Pick<Lot, 'answered'>): Logged<'lot-accepted'> | undefined =>
  answered !== undefined && isAcceptance(answered) ? answered : undefined;

/**
 * A lot that is inspected leaves only once its owner has accepted it, and one that she gave back does not leave. By an event: whose silence has accepted it signs that too, at any time.
 * @returns the acceptance; undefined where nobody inspects
 * @throws DomainError `release-unaccepted`
 */
export const requireAccepted = (lot: Lot): Logged<'lot-accepted'> | undefined => {
  const { id, opened, answered } = lot;
  const accepted = acceptedBy(lot);
  const isReturned = answered !== undefined && accepted === undefined;
  if (!isReturned && opened.signed.event.body.inspection === undefined) return undefined;
  if (accepted !== undefined) return accepted;
  return refuse('release-unaccepted', {
    lot: id,
    rule: 'an inspected lot is accepted before it is released',
    whoCanApprove: 'data-owner',
    ...(answered && { returnedAt: answered.index }),
  });
};

const judgeAnswer = (state: SpaceState, event: EventOf<'lot-accepted'> | EventOf<'lot-returned'>, at: number): void => {
  const { org } = actorWithRole(state, event, at, 'data-owner');
  const lot = required(state.lots.get(event.subject.id), 'subject-unknown', { lot: event.subject.id });
  requireThat(state.projects.get(lot.project)?.org === org, 'subject-foreign', { lot: lot.id, org });
  requireThat(lot.answered === undefined, 'acceptance-given', { lot: lot.id, answeredAt: lot.answered?.index });
  const basis = answersTo(state, lot, event.type, event.time);
  requireThat(areRefs(event.refs, [basis.id]), 'reference-missing', { to: [basis.id] });
};

/** Which reworks there are is for those to say who hold them (rework-basis.ts); the log alone shows that there are no more than defects. */
export const judgeLotAccepted = (state: SpaceState, event: EventOf<'lot-accepted'>, at: number): void => {
  judgeAnswer(state, event, at);
  const { subject, body } = event;
  const defects = state.lots.get(subject.id)?.inspected?.signed.event.body.defects ?? 0;
  const reworks = body.reworks?.count ?? 0;
  requireThat(reworks <= defects, 'reworks-accepted-unfit', { lot: subject.id, reworks, defects });
};
/** Whoever has released a lot has taken it over. Whether she is late is for the witnesses to say (acceptance.ts): the log holds no times. */
export const judgeLotReturned = (state: SpaceState, event: EventOf<'lot-returned'>, at: number): void => {
  judgeAnswer(state, event, at);
  const lot = state.lots.get(event.subject.id);
  const isUninspected = lot?.opened.signed.event.body.inspection !== undefined && lot.inspected === undefined;
  requireThat(isUninspected === (event.body.reason === 'not-inspected'), 'return-reason-unfit', {
    lot: event.subject.id,
    reason: event.body.reason,
  });
  const release = [...state.releases.values()].find(({ signed }) => signed.event.body.lot === event.subject.id);
  requireThat(release === undefined, 'acceptance-given', { lot: event.subject.id, releasedAt: release?.index });
};
