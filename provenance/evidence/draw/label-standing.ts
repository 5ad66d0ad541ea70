import { isOfType } from '../../event/event.ts';
import { lateOf, placesOf } from '../../space/accounting.ts';
import { personsIn } from '../../space/people.ts';
import { fail } from '../errors.ts';
import type { DrawContext, ListedLabel } from './draw-context.ts';

/** Each author stood as a labeler on the roster in force when she signed. */
const verifyRostered = ({ events, labels }: DrawContext): void => {
  const rosters = events.filter(({ signed }) => signed.event.type === 'roster-signed').toSorted((a, b) => b.index - a.index);
  for (const { id, index, signed } of labels) {
    const roster = rosters.find((other) => other.index < index)?.signed;
    const members = roster !== undefined && isOfType(roster, 'roster-signed') ? roster.event.body.members : [];
    const { key } = signed.event.actor;
    const isLabeler = members.some((member) => member.key === key && member.duty === 'labeler');
    if (!isLabeler) fail('labels-differ', { event: id, key, reason: 'not on the roster' });
  }
};

const verifyPersons = (item: string, labels: readonly ListedLabel[], personOf: (key: string) => string): void => {
  const persons = new Set(labels.map(({ signed }) => personOf(signed.event.actor.key)));
  if (persons.size < labels.length) fail('labels-differ', { item, reason: 'one person twice' });
};

/** As many people label an item as the opening asks for, each once; what came late beside them the opening pays, one piece an item. */
export const verifyStanding = (context: DrawContext): void => {
  verifyRostered(context);
  const personOf = personsIn(context.state());
  const terms = context.lot().opened.signed.event.body;
  const [places, most] = [placesOf(terms), lateOf(terms)];
  let late = 0;
  for (const [item, labels] of Map.groupBy(context.labels, ({ signed }) => signed.event.subject.id)) {
    verifyPersons(item, labels, personOf);
    const beyond = Math.max(0, labels.length - places);
    late += beyond;
    if (beyond > 1 || late > most) fail('labels-differ', { item, labels: labels.length, places, late: most, reason: 'too many' });
  }
};
