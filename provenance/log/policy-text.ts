import { toHex } from '../../common/encodings.ts';
import { toVerifierKey, type NoteKey } from './note.ts';
import { parsePolicy, type LogPolicy, type PinnedRoot, type ReceiptKey, type Witness } from './policy.ts';

/** What our policies say: one log, one group of witnesses of whom `k` must sign. */
export interface PolicyTerms {
  readonly log: NoteKey;
  readonly url?: string;
  readonly witnesses: readonly Witness[];
  readonly k: number;
  readonly space?: string;
  readonly roots?: readonly PinnedRoot[];
  readonly receipts?: readonly ReceiptKey[];
}

const words = (...parts: readonly (string | number | undefined)[]): string => parts.filter((part) => part !== undefined).join(' ');

/**
 * The policy file of these terms.
 * @throws DomainError `policy-malformed` (the line is the one it would have), `policy-unsafe`
 */
export const writePolicy = ({ log, url, witnesses, k, space, roots = [], receipts = [] }: PolicyTerms): string => {
  const lines = [
    words('log', toVerifierKey(log), url),
    ...witnesses.map(({ name, key, url: address }) => words('witness', name, toVerifierKey(key), address)),
    words('group', 'witnesses', k, ...witnesses.map(({ name }) => name)),
    'quorum witnesses',
    ...(space === undefined ? [] : [`#xinbiao space ${space}`]),
    ...roots.map(({ org, key }) => `#xinbiao root ${org} ${toHex(key)}`),
    ...receipts.map(({ key, from, to }) => words('#xinbiao receipt', toVerifierKey(key), from, to)),
  ];
  const source = `${lines.join('\n')}\n`;
  parsePolicy(source);
  return source;
};

/** What a policy must say before a bundle counts as anchored: whose roots, which receipt keys, which space. */
export const isAnchored = ({ space, roots, receipts }: LogPolicy): boolean =>
  space !== undefined && roots.length > 0 && receipts.length > 0;
