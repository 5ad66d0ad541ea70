import type { Tampering } from '../../support/mutations.ts';

/**
 * Who tampers: `hand` edits the file and leaves the rest; `outsider` then recomputes everything that needs no key; `operator` also signs
 * all checkpoints again, with the keys of the log and of all its witnesses.
 */
export type Attacker = 'hand' | 'outsider' | 'operator';

/** Where a foreign part comes from: the evidence for another label of the same release, or that of another space. */
export type Source = 'sibling' | 'stranger';

export interface Case {
  /** JSON pointer; `*` stands for any position, `label` and `second-roster` for that of the label's event and of the newer roster, `~path`, `~text`, `~log`, `~witness` for lines of proofs and notes. */
  readonly place: string;
  readonly what: Tampering;
  readonly from: Source;
  readonly attacker: Attacker;
}

interface Row extends Partial<Readonly<Record<Attacker, string>>> {
  readonly place: RegExp;
  /** Only for these. */
  readonly what?: readonly Tampering[];
  readonly from?: Source;
}

const everybody = (check: string): Readonly<Record<Attacker, string>> => ({ hand: check, outsider: check, operator: check });

/** What attackers without the actors' keys can do to that which an event's signature covers. */
const covered = (check: string): Readonly<Record<Attacker, string>> => ({
  hand: check,
  outsider: 'log-signature',
  operator: 'event-signatures',
});

const LENGTH: readonly Tampering[] = ['delete', 'duplicate'];
const FOREIGN: readonly Tampering[] = ['foreign'];

/** Where a bundle is tampered with -> the check that must fail first. The first row that matches counts. */
const TAMPERING: readonly Row[] = [
  { place: /^\/space$/, ...everybody('space-matches') },
  { place: /^\/release$/, ...everybody('only-what-is-needed') },
  { place: /^\/item$/, ...covered('only-what-is-needed') },

  { place: /^\/events$/, what: FOREIGN, from: 'sibling', ...covered('only-what-is-needed') },
  { place: /^\/events$/, what: FOREIGN, ...covered('log-signature') },
  // An older roster takes its place, and that one does not name the labeler.
  { place: /^\/events\/second-roster$/, what: ['delete'], hand: 'annotation-authorised' },
  { place: /^\/events(?:\/second-roster)?$/, ...everybody('only-what-is-needed') },
  { place: /^\/events\/label$/, what: FOREIGN, from: 'sibling', ...covered('only-what-is-needed') },
  { place: /^\/events\/(?:\*|label)$/, ...covered('one-checkpoint') },
  { place: /^\/events\/label\/proof$/, what: FOREIGN, from: 'sibling', ...covered('each-event-included') },
  { place: /^\/events\/\*\/proof\/~path/, hand: 'each-event-included' },
  { place: /^\/events\/(?:\*|label)\/proof$/, what: ['change'], ...covered('one-checkpoint'), outsider: 'no-foreign-signature-lines' },
  { place: /^\/events\/(?:\*|label)\/proof/, ...covered('one-checkpoint') },
  { place: /^\/events\/(?:\*|label)\//, ...covered('each-event-included') },

  { place: /^\/history\/\*\/checkpoint\/~text/, hand: 'log-signature' },
  { place: /^\/history\/\*\/checkpoint\/~log$/, what: ['delete', 'change'], hand: 'log-signature' },
  { place: /^\/history\/\*\/checkpoint/, what: FOREIGN, ...everybody('log-signature') },
  { place: /^\/history\/\*\/checkpoint/, ...everybody('no-foreign-signature-lines') },
  { place: /^\/history(?:\/\*)?$/, what: FOREIGN, ...everybody('log-signature') },
  { place: /^\/history/, ...everybody('cited-checkpoints-consistent') },

  // What a manifest may lack: its metadata's hash and its figures.
  { place: /^\/manifest$/, what: ['delete'], ...covered('manifest-hash') },
  { place: /^\/manifest(?:\/checkpoint.*)?$/, ...covered('cited-checkpoints-consistent') },
  { place: /^\/manifest/, ...covered('manifest-hash') },
  { place: /^\/line$/, ...covered('line-in-manifest') },
  { place: /^\/lot\/proof$/, what: LENGTH, ...everybody('lot-closed-counts-annotation') },
  { place: /^\/lot/, ...covered('lot-closed-counts-annotation') },

  { place: /^\/openings$/, from: 'sibling', ...covered('item-opens') },
  { place: /^\/openings$/, ...covered('profile-opens') },
  { place: /^\/openings\/profile/, ...covered('profile-opens') },
  { place: /^\/openings\/project/, ...covered('project-opens') },
  { place: /^\/openings\/item/, ...covered('item-opens') },
  { place: /^\/openings\/annotation/, ...covered('annotation-opens') },
  { place: /^\/openings\/row$/, what: FOREIGN, from: 'sibling', ...everybody('item-equals-row') },
  { place: /^\/openings\/row\/proof$/, what: LENGTH, ...everybody('row-opens-in-dataset') },
  { place: /^\/openings\/row/, ...covered('row-opens-in-dataset') },
];

/** The name of the check, or undefined where the table says nothing. */
export const expectedCheck = ({ place, what, from, attacker }: Case): string | undefined =>
  TAMPERING.find((row) => row.place.test(place) && (row.what ?? [what]).includes(what) && (row.from ?? from) === from)?.[attacker];
