import { isOfType, type EventOf, type EventType } from '../event/event.ts';
import type { Logged } from '../space/state.ts';
import { fail } from './errors.ts';

/** What is released in the place of a label, and by what right. */
export interface ChosenRework {
  readonly verdict: Logged<'verdict-signed'>;
  readonly rework: Logged<'label-reworked'>;
  /** Counts the verdict. */
  readonly inspected: Logged<'lot-inspected'>;
  /** Takes the rework over. */
  readonly accepted: Logged<'lot-accepted'>;
  /** In force when the label was reworked. */
  readonly roster: Logged<'roster-signed'>;
}

/** The events of a label's own path, and, in `all`, also those that certify their signers; each once, in the order of the log. */
export interface Chosen {
  readonly registered: Logged<'dataset-registered'>;
  readonly graded: Logged<'dataset-graded'>;
  /** Of a derivative: what it was made of, see `sourcesOf`. */
  readonly sources: readonly Logged[];
  readonly published: Logged<'dataset-published'>;
  readonly project: Logged<'project-opened'>;
  /** In force when the lot opened, and when the label was signed; often one and the same. */
  readonly rosters: readonly [Logged<'roster-signed'>, Logged<'roster-signed'>];
  readonly opened: Logged<'lot-opened'>;
  readonly annotation: Logged<'annotation-signed'>;
  readonly closed: Logged<'lot-closed'>;
  /**
   * Of an inspected lot: without both sides' commitments its closing before the deadline does not count; without reveals, the end of the
   * inspection, or a time for it that has passed, and the owner's acceptance its release does not.
   */
  readonly inspection: readonly Logged[];
  /** What its author made of the label, after a defect was found in it. */
  readonly rework?: ChosenRework;
  readonly release: Logged<'release-signed'>;
  /** Those that it supersedes, one through the other: without them it does not count. */
  readonly formers: readonly Logged<'release-signed'>[];
  readonly all: readonly Logged[];
}

export interface Claim {
  /** Id of the release, UUID. */
  readonly release: string;
  /** The label of an item that the release counts. */
  readonly annotation: Logged<'annotation-signed'>;
  /** Where the label was reworked. */
  readonly reworked?: Pick<ChosenRework, 'verdict' | 'rework'>;
}

type Test<Type extends EventType> = (event: EventOf<Type>, logged: Logged<Type>) => boolean;

export interface Finder {
  readonly first: <Type extends EventType>(type: Type, test: Test<Type>) => Logged<Type>;
  /** The last below a log index. */
  readonly newest: <Type extends EventType>(type: Type, below: number, test: Test<Type>) => Logged<Type>;
  readonly all: <Type extends EventType>(type: Type, test: Test<Type>) => readonly Logged<Type>[];
}

const isLoggedAs = <Type extends EventType>(logged: Logged, type: Type): logged is Logged & Logged<Type> => isOfType(logged.signed, type);

export const createFinder = (events: readonly Logged[]): Finder => {
  const sorted = events.toSorted((a, b) => a.index - b.index);
  const all = <Type extends EventType>(type: Type, test: Test<Type>): Logged<Type>[] =>
    sorted.filter((logged) => isLoggedAs(logged, type)).filter((logged) => test(logged.signed.event as EventOf<Type>, logged));
  const found = <Type extends EventType>(type: Type, logged: Logged<Type> | undefined): Logged<Type> =>
    logged ?? fail('evidence-incomplete', { missing: type });
  return {
    all,
    first: (type, test) => found(type, all(type, test)[0]),
    newest: (type, below, test) => found(type, all(type, (event, logged) => logged.index < below && test(event, logged)).at(-1)),
  };
};

/**
 * By what a derivative's grading is judged (space/rules-data.ts): the registration of what it was made of and the grading that this had then,
 * and so on to a dataset that is no derivative. Each lies below the one before, so no circle is walked.
 * @throws DomainError `evidence-incomplete`
 */
export const sourcesOf = (finder: Finder, registered: Logged<'dataset-registered'>, graded?: Logged<'dataset-graded'>): Logged[] => {
  const { derived } = registered.signed.event.body;
  if (derived === undefined) return [];
  const source = finder.newest('dataset-registered', registered.index, ({ subject }) => subject.id === derived.from);
  const isInForce: Test<'dataset-graded'> = ({ subject }, { index }) => subject.id === derived.from && index < (graded ?? registered).index;
  const grading = finder.all('dataset-graded', isInForce).at(-1);
  return [source, ...(grading === undefined ? [] : [grading]), ...sourcesOf(finder, source, grading)] as unknown as Logged[];
};

const chooseInspection = ({ first, all }: Finder, { signed }: Logged<'lot-opened'>): readonly Logged[] => {
  const { subject: lot, body } = signed.event;
  if (body.inspection === undefined) return [];
  const ofLot = ({ subject }: { readonly subject: { readonly id: string } }): boolean => subject.id === lot.id;
  const [closed, accepted] = [first('lot-closed', ofLot), first('lot-accepted', ofLot)];
  const committed = all('inspection-committed', (event, { index }) => ofLot(event) && index < closed.index);
  // Accepted on the closing alone: the firm had let its time pass.
  if (accepted.signed.event.refs.includes(closed.id)) return [...committed, accepted] as unknown as Logged[];
  const inspected = first('lot-inspected', ofLot);
  const revealed = all('inspection-revealed', (event, { index }) => ofLot(event) && index < inspected.index);
  return [...committed, ...revealed, inspected, accepted] as unknown as Logged[];
};

/** Each lies below the one before, so no circle is walked. @throws DomainError `evidence-incomplete` */
export const formersOf = (finder: Finder, { signed, index }: Logged<'release-signed'>): Logged<'release-signed'>[] => {
  const { supersedes } = signed.event.body;
  if (supersedes === undefined) return [];
  const former = finder.newest('release-signed', index, ({ subject }) => subject.id === supersedes);
  return [former, ...formersOf(finder, former)];
};

const chooseRework = (finder: Finder, project: string, { reworked }: Claim): { readonly rework?: ChosenRework } => {
  if (reworked === undefined) return {};
  const { verdict, rework } = reworked;
  const { index, signed } = rework;
  const { lot } = signed.event.body;
  const inspected = finder.first('lot-inspected', ({ subject }) => subject.id === lot);
  const accepted = finder.first('lot-accepted', ({ subject }) => subject.id === lot);
  const roster = finder.newest('roster-signed', index, ({ subject }) => subject.id === project);
  return { rework: { verdict, rework, inspected, accepted, roster } };
};

const choosePath = (finder: Finder, claim: Claim): Omit<Chosen, 'all'> => {
  const { release: id, annotation } = claim;
  const { first, newest } = finder;
  const release = first('release-signed', ({ subject }) => subject.id === id);
  const { lot, project: projectId } = release.signed.event.body;
  const opened = first('lot-opened', ({ subject }) => subject.id === lot);
  const closed = first('lot-closed', ({ subject }) => subject.id === lot);
  const inspection = chooseInspection(finder, opened);
  const project = first('project-opened', ({ subject }) => subject.id === projectId);
  const isRoster: Test<'roster-signed'> = ({ subject }) => subject.id === projectId;
  const rosters = [newest('roster-signed', opened.index, isRoster), newest('roster-signed', annotation.index, isRoster)] as const;
  const { dataset } = project.signed.event.body;
  const registered = first('dataset-registered', ({ subject }) => subject.id === dataset);
  const graded = newest('dataset-graded', project.index, ({ subject }) => subject.id === dataset);
  const published = first('dataset-published', ({ subject, refs }) => subject.id === dataset && refs.includes(graded.id));
  const sources = sourcesOf(finder, registered, graded);
  const [rework, formers] = [chooseRework(finder, projectId, claim), formersOf(finder, release)];
  return { registered, graded, sources, published, project, rosters, opened, annotation, closed, inspection, release, formers, ...rework };
};

/** Organisations that the opening of a lot gives a part: its terms count only if they had joined. */
export const namedIn = ({ event }: Logged['signed']): readonly string[] =>
  event.type === 'lot-opened'
    ? [event.body.inspection?.by, event.body.pay?.adjudicator, event.body.gold?.adjudicator].filter((org) => org !== undefined)
    : [];

/**
 * What makes the signer of an event count: certificates, the list that names their issuer, the root's organisation; for a roster also its
 * members, for an inspected lot also that the firm joined which inspects, and whoever decides over withheld pay or gold figures, whether or not they do anything.
 */
const supportOf = ({ first, newest }: Finder, { signed, index }: Logged): Logged[] => {
  const { actor, type } = signed.event;
  const joined = first('organisation-joined', ({ subject }) => subject.id === actor.org);
  const isRoot = actor.key === joined.signed.event.body.rootKey;
  const certificate = (key: string): Logged => first('certificate-issued', ({ body }) => body.key === key) as unknown as Logged;
  const support: Logged[] = [joined as unknown as Logged];
  if (!isRoot) support.push(certificate(actor.key));
  if (!isRoot && type === 'certificate-issued')
    support.push(newest('delegations-listed', index, ({ subject }) => subject.id === actor.org) as unknown as Logged);
  if (signed.event.type === 'roster-signed') support.push(...signed.event.body.members.map(({ key }) => certificate(key)));
  for (const named of namedIn(signed))
    support.push(first('organisation-joined', ({ subject }) => subject.id === named) as unknown as Logged);
  return support;
};

/** These events and what makes their signers count, each once, in the order of the log. @throws DomainError `evidence-incomplete` */
export const withSupport = (finder: Finder, path: readonly Logged[]): readonly Logged[] => {
  const chosen = new Map<number, Logged>();
  const visit = (logged: Logged): void => {
    if (chosen.has(logged.index)) return;
    chosen.set(logged.index, logged);
    for (const support of supportOf(finder, logged)) visit(support);
  };
  for (const logged of path) visit(logged);
  return [...chosen.values()].toSorted((a, b) => a.index - b.index);
};

/**
 * The events that a claim rests on, out of a whole log's (those that counted) or a bundle's own: the same from both, so that a bundle
 * can be told to hold nothing too little and nothing too much.
 * @param events public ones, in any order; other private ones than those of the claim are not looked at
 * @throws DomainError `evidence-incomplete` with the type that is missing
 */
export const chooseEvents = (events: readonly Logged[], claim: Claim): Chosen => {
  const finder = createFinder(events);
  const path = choosePath(finder, claim);
  const { rosters, inspection, sources, formers, rework, ...single } = path;
  const lists = [...rosters, ...inspection, ...sources, ...formers, ...Object.values(rework ?? {})];
  const listed = [...Object.values(single), ...lists] as unknown as Logged[];
  return { ...path, all: withSupport(finder, listed) };
};

/** Sizes of cited checkpoints, ascending; the empty tree needs no proof. */
export const citedSizes = (cited: readonly { readonly size: number }[]): number[] =>
  [...new Set(cited.map(({ size }) => size))].filter((size) => size > 0).toSorted((a, b) => a - b);
