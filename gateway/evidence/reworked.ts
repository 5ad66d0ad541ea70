import { DomainError } from '../../common/errors.ts';
import { isOfType, type EventType } from '../../provenance/event/event.ts';
import type { ReworkParts } from '../../provenance/evidence/create-bundle.ts';
import { parseLine, type ReleaseLine } from '../../provenance/evidence/line.ts';
import type { Logged } from '../../provenance/space/state.ts';
import { leafOf, type StoredEvent } from '../events/stored.ts';
import type { EvidenceOptions } from './sources.ts';

const reworkIn = (line: string): ReleaseLine['rework'] => {
  try {
    return parseLine(line).rework;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
};

type Salted<Type extends EventType> = Logged<Type> & { readonly salt: string };
const isSalted = <Type extends EventType>(stored: StoredEvent | undefined, type: Type): stored is StoredEvent & Salted<Type> =>
  stored?.salt !== undefined && isOfType(stored.signed, type);

/** What a released line that names a rework is shown to be by. */
export const createReworkReader =
  ({ events, verdictsOf, reworksOf }: Pick<EvidenceOptions, 'events' | 'verdictsOf' | 'reworksOf'>) =>
  async (line: string, lot: string): Promise<ReworkParts | undefined> => {
    const named = reworkIn(line);
    if (named === undefined) return undefined;
    const [rework, verdicts, reworks] = [await events.find(named.event), await verdictsOf(lot), await reworksOf(lot)];
    const index = verdicts.findIndex(({ id }) => id === named.verdict);
    const verdict = verdicts[index];
    const opening = (await events.openings([named.event], 'annotation')).get(named.event);
    const isKnown = isSalted(rework, 'label-reworked') && isSalted(verdict, 'verdict-signed') && opening !== undefined;
    if (!isKnown) throw new Error('a released rework without its documents');
    return {
      verdict,
      rework,
      opening,
      verdicts: verdicts.map(leafOf),
      index,
      reworks: reworks.map(leafOf),
      place: reworks.findIndex(({ id }) => id === named.event),
    };
  };
