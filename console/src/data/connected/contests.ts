import { parseConfiguration } from '../../../../labeling/configuration.ts';
import { verifyResult } from '../../../../labeling/result.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { PayCase } from '../../space/acts/pay-cases.ts';
import { fail } from '../../space/errors.ts';
import type { Client } from '../../space/client.ts';
import type { Person } from '../../space/person.ts';
import type { AppealCase, ContestedLabel, ContestedLot, ContestsData } from '../contests.ts';
import type { Connection } from './connection.ts';
import { findLot } from './inspection-judging.ts';
import { lotsOf } from './lots.ts';
import { pseudonymOf, readNames, type Names } from './names.ts';

/** What a case's events say of withholding, appeal and decision. */
const toSteps = ({ withheld, appeal, decision }: PayCase, names: Names): Pick<ContestedLabel, 'withheld' | 'appeal' | 'decision'> => {
  const { clause = 0, amount = 0 } = withheld?.signed.event.body ?? {};
  const { actor, body } = decision?.signed.event ?? {};
  return {
    ...(withheld && { withheld: { index: withheld.index, amount, clause } }),
    ...(appeal && { appeal: { index: appeal.index, ground: appeal.signed.event.body.ground } }),
    ...(decision && actor && body && { decision: { index: decision.index, ruling: body.decision, by: names.organisation(actor.org) } }),
  };
};

const toLabel = (one: PayCase, names: Names): ContestedLabel => {
  const { lot, label, finding, verdict, line, opened, hidden } = one;
  return {
    lot: lot.id,
    label: label.id,
    index: label.index,
    row: one.position + 1,
    author: pseudonymOf(label.signed.event.actor.key),
    reason: finding.reason,
    severity: finding.severity,
    judged: verdict.index,
    price: line.amount,
    held: line.withheld,
    rule: line.rule,
    ...(line.until !== undefined && { until: line.until }),
    ...toSteps(one, names),
    ...(opened && { opened }),
    ...(hidden && { hidden }),
  };
};

/** Title, parties and questions; each project's document is read once. */
const createLotReader = (person: Person, { ledger }: Client, names: Names) => {
  const projects = new Map<string, ReturnType<Person['reading']['project']>>();
  return async (lot: Lot): Promise<ContestedLot> => {
    const read = projects.get(lot.project) ?? person.reading.project(lot.project);
    projects.set(lot.project, read);
    const { known, shown } = await read;
    const { title, instructions, configuration } = shown.opening.value;
    const { inspection, pay } = lot.opened.signed.event.body;
    return {
      title,
      number: lotsOf(ledger().state, lot.project).findIndex(({ id }) => id === lot.id) + 1,
      owner: names.organisation(known.org),
      inspector: names.organisation(inspection?.by ?? ''),
      ...(pay && { pay }),
      ...(pay?.adjudicator !== undefined && { adjudicator: names.organisation(pay.adjudicator) }),
      configuration: parseConfiguration(configuration),
      instructions,
    };
  };
};

/** Answers that do not fit the questions are not shown as if they did. */
const requireFitting = ({ configuration }: ContestedLot, { opened }: PayCase): void => {
  if (opened !== undefined) verifyResult(configuration, opened.text, opened.result);
};

const isOpen = ({ rule }: ContestedLabel): boolean => rule === 'appeal-pending';
const byUrgency = (a: AppealCase, b: AppealCase): number =>
  Number(isOpen(b)) - Number(isOpen(a)) || (a.until ?? Infinity) - (b.until ?? Infinity) || b.index - a.index;

export const createContestsData = (connection: Connection): ContestsData => {
  const read = new Map<string, PayCase>();
  const known = (label: string): PayCase => read.get(label) ?? fail('subject-unknown', { label });
  const keep = (cases: readonly PayCase[]): readonly PayCase[] => {
    for (const one of cases) read.set(one.label.id, one);
    return cases;
  };
  return {
    defects: async (id) => {
      const [person, client] = [await connection.person(), await connection.client()];
      const names = await readNames(person);
      const lot = findLot(client.ledger(), id);
      const about = await createLotReader(person, client, names)(lot);
      const cases = keep(lot.inspected === undefined ? [] : await person.owner.defects(id));
      for (const one of cases) requireFitting(about, one);
      const ended = lot.inspected && { ended: lot.inspected.index };
      const labels = cases.map((one) => toLabel(one, names));
      return { ...about, id, project: lot.project, ...ended, answered: lot.answered !== undefined, labels };
    },
    withhold: async (label, withheld) => await connection.seen(await (await connection.person()).owner.withhold(known(label), withheld)),
    giveWay: async (label) => await connection.seen(await (await connection.person()).owner.giveWay(known(label))),
    appeals: async () => {
      const [person, client] = [await connection.person(), await connection.client()];
      const names = await readNames(person);
      const readLot = createLotReader(person, client, names);
      const cases: AppealCase[] = [];
      for (const one of keep(await person.adjudicator.appeals())) {
        const about = await readLot(one.lot);
        requireFitting(about, one);
        cases.push({ ...toLabel(one, names), of: about });
      }
      return cases.toSorted(byUrgency);
    },
    decide: async (label, ruling) => await connection.seen(await (await connection.person()).adjudicator.decide(known(label), ruling)),
  };
};
