import type { EventType } from '../event/event.ts';
import { fail } from './bundle.ts';
import type { BundledEvent, Context } from './context.ts';

/** The events of the label's own path, without those that certify their signers. */
const trunk = ({ bundle, eventOf }: Context): BundledEvent[] => {
  const release = eventOf('release-signed', ({ subject }) => subject.id === bundle.release);
  const { lot: lotId, project: projectId } = release.signed.event.body;
  const closed = eventOf('lot-closed', ({ subject }) => subject.id === lotId);
  const lot = eventOf('lot-opened', ({ subject }) => subject.id === lotId);
  const project = eventOf('project-opened', ({ subject }) => subject.id === projectId);
  const roster = eventOf('roster-signed', ({ subject }) => subject.id === projectId);
  const datasetId = project.signed.event.body.dataset;
  const registered = eventOf('dataset-registered', ({ subject }) => subject.id === datasetId);
  const graded = eventOf('dataset-graded', ({ subject }) => subject.id === datasetId);
  const annotation = eventOf('annotation-signed', ({ subject, body }) => subject.id === bundle.item && body.lot === lotId);
  return [registered, graded, project, roster, lot, annotation, closed, release] as unknown as BundledEvent[];
};

/** What makes the signer of an event count: its certificate, the list that names the issuer, the organisation's root. */
const signersOf = ({ eventOf }: Context, { signed }: BundledEvent): BundledEvent[] => {
  const { actor, type } = signed.event;
  const joined = eventOf('organisation-joined', ({ subject }) => subject.id === actor.org);
  const isRoot = actor.key === joined.signed.event.body.rootKey;
  if (type === 'organisation-joined' || (type === 'delegations-listed' && isRoot)) return [joined] as unknown as BundledEvent[];
  if (isRoot) return [joined] as unknown as BundledEvent[];
  const certificate = eventOf('certificate-issued', ({ body }) => body.key === actor.key);
  const listed = type === 'certificate-issued' ? [eventOf('delegations-listed', ({ subject }) => subject.id === actor.org)] : [];
  return [joined, certificate, ...listed] as unknown as BundledEvent[];
};

/** Everything that the label rests on, each once. @throws DomainError `evidence-missing` */
export const neededEvents = (context: Context): Set<BundledEvent> => {
  const needed = new Set<BundledEvent>();
  const visit = (event: BundledEvent): void => {
    if (needed.has(event)) return;
    needed.add(event);
    for (const signer of signersOf(context, event)) visit(signer);
  };
  for (const event of trunk(context)) visit(event);
  return needed;
};

/** The bundle holds what the label rests on, nothing else, in the order of the log. @throws DomainError `evidence-missing`, `evidence-differs` */
export const verifyPath = (context: Context): void => {
  const needed = neededEvents(context);
  const superfluous = context.events().filter((event) => !needed.has(event));
  if (superfluous.length > 0)
    fail('evidence-differs', {
      what: 'events that nothing rests on',
      types: superfluous.map(({ signed }): EventType => signed.event.type),
    });
  const indices = context.events().map(({ index }) => index);
  if (indices.some((index, i) => i > 0 && index <= (indices[i - 1] ?? -1))) fail('evidence-differs', { what: 'order of events', indices });
};
