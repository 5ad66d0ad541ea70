import type { Logged } from '../../space/state.ts';
import { createFinder, sourcesOf, withSupport } from '../chosen.ts';

/**
 * The events that the draw of a lot rests on, out of a log's or a file's own: opening and closing, what both sides committed to and revealed,
 * the project with the rosters in force from the opening to the closing and the registration and grading of its data, and what makes them count.
 * @throws DomainError `evidence-incomplete`
 */
export const chooseDraw = (events: readonly Logged[], lot: string): readonly Logged[] => {
  const finder = createFinder(events);
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
  const path = [
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
  ];
  return withSupport(finder, path as unknown as Logged[]);
};
