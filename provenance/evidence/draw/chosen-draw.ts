import type { Logged } from '../../space/state.ts';
import { createFinder, sourcesOf, withSupport, type Finder } from '../chosen.ts';

/**
 * Opening and closing of a lot, what both sides committed to and revealed, the project with the rosters in force from the opening to the closing,
 * and the registration and grading of its data.
 * @throws DomainError `evidence-incomplete`
 */
export const drawPath = (finder: Finder, lot: string): readonly Logged[] => {
  const { first, newest, all } = finder;
  const ofLot = ({ subject }: { readonly subject: { readonly id: string } }): boolean => subject.id === lot;
  const opened = first('lot-opened', ofLot);
  const id = opened.signed.event.body.project;
  const project = first('project-opened', ({ subject }) => subject.id === id);
  const { dataset } = project.signed.event.body;
  const registered = first('dataset-registered', ({ subject }) => subject.id === dataset);
  const graded = newest('dataset-graded', project.index, ({ subject }) => subject.id === dataset);
  const closed = first('lot-closed', ofLot);
  const isMeanwhile = (index: number): boolean => index > opened.index && index < closed.index;
  return [
    registered,
    graded,
    ...sourcesOf(finder, registered, graded),
    project,
    newest('roster-signed', opened.index, ({ subject }) => subject.id === id),
    ...all('roster-signed', ({ subject }, { index }) => subject.id === id && isMeanwhile(index)),
    opened,
    ...all('inspection-committed', ofLot),
    closed,
    ...all('inspection-revealed', ofLot),
  ] as unknown as Logged[];
};

/** The events that the draw of a lot rests on, out of a log's or a file's own, and what makes them count. @throws DomainError `evidence-incomplete` */
export const chooseDraw = (events: readonly Logged[], lot: string): readonly Logged[] => {
  const finder = createFinder(events);
  return withSupport(finder, drawPath(finder, lot));
};
