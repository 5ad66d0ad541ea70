import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import type { EventOf, EventType } from '../../provenance/event/event.ts';
import type { EventDraft, LoggedEvent } from './scripted-space.ts';

/** Signs and logs an act under its name. */
type Act = <Type extends EventType>(
  name: string,
  person: 'connector' | 'keeper' | 'reviewer',
  type: Type,
  draft: EventDraft<Type>,
) => LoggedEvent<Type>;

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

export const NOTHING_FOUND: EventOf<'lot-inspected'>['body'] = { inspected: 2, defects: 0, root: hashOf('verdicts') };

interface InspectedLot {
  readonly id: string;
  readonly opened: LoggedEvent<'lot-opened'>;
}

/** Time to reveal and to inspect; hours. */
const TIMES = { hours: 24, inspectHours: 24 } as const;
const ABSENT = (TIMES.hours + TIMES.inspectHours) * 3_600_000 + 1000;

/** By which the firm inspects. */
export const forgedTerms = (by: string) => ({ by, plan: { kind: 'zero-defect', share: 100 }, ...TIMES }) as const;

/** What both sides, the inspecting firm and the owner do about a lot until it may be released. */
export const createForgedInspection = (act: Act, { id, opened }: InspectedLot) => {
  const subject = { id };
  const sides = ['connector', 'reviewer'] as const;
  const committed: LoggedEvent[] = [];
  return {
    commit: (): void => {
      for (const side of sides) {
        const commitment = toHex(sha256(parseHex(hashOf(side))));
        committed.push(act(`commit ${side}`, side, 'inspection-committed', { subject, body: { commitment }, refs: [opened.id] }) as never);
      }
    },
    /** @returns the acceptance, and what a manifest says of the inspection */
    conclude: (
      closed: LoggedEvent<'lot-closed'>,
      find = () => NOTHING_FOUND,
      takeOver: () => EventOf<'lot-accepted'>['body'] = () => ({}),
    ) => {
      const refs = [closed.id, ...committed.map((commitment) => commitment.id)];
      const reveals = sides.map((side) =>
        act(`reveal ${side}`, side, 'inspection-revealed', { subject, body: { secret: hashOf(side) }, refs }),
      );
      const revealed = reveals.map((reveal) => reveal.id);
      const ended = act('end inspection', 'reviewer', 'lot-inspected', { subject, body: find(), refs: [closed.id, ...revealed] });
      const { inspected, defects } = ended.signed.event.body;
      const figure = { event: ended.id, inspected, defects };
      return { figure, accepted: act('accept', 'keeper', 'lot-accepted', { subject, body: takeOver(), refs: [ended.id] }) };
    },
    /** The firm does nothing more, and the owner accepts without it once its time is over; as `conclude`. */
    acceptUnaided: (closed: LoggedEvent<'lot-closed'>, pass: (time: number) => void) => {
      pass(ABSENT);
      const accepted = act('accept', 'keeper', 'lot-accepted', { subject, body: {}, refs: [closed.id] });
      return { figure: { event: accepted.id, inspected: 0, defects: 0 }, accepted };
    },
  };
};
