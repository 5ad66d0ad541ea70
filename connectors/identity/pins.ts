import type { EnrolmentFile } from '../../api/enrolments.ts';
import { toCanonicalJson } from '../../common/canonical-json.ts';
import { toHex } from '../../common/encodings.ts';
import { verifyPinList } from '../../provenance/identity/pin-list.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { isAnchored } from '../../provenance/log/policy-text.ts';
import { fail } from '../errors.ts';
import { readIfThere, writeWhole } from '../runtime/files.ts';

/** Whom this process believes, as its own organisation has signed it. */
export interface Pins {
  readonly number: number;
  readonly policy: LogPolicy;
  /** Root key that is pinned for an organisation, hex. */
  readonly rootOf: (org: string) => string | undefined;
}

export interface PinKeeper {
  /** The newest list held; undefined before the first. */
  current(): Pins | undefined;
  /**
   * Looks for a newer list and keeps it.
   * @returns whether there is a newer one
   * @throws DomainError those of `verifyPinList` and `parsePolicy`; `pin-list-unfit`, `pin-list-contradicted`
   */
  refresh(): Promise<boolean>;
}

export interface PinOptions {
  readonly enrolment: Pick<EnrolmentFile, 'space' | 'org' | 'rootKey'>;
  /** The organisation's signed list as the gateway hands it out (untrusted); undefined when there is none yet. */
  readonly fetch: () => Promise<unknown>;
  /** Where the newest list is kept. */
  readonly file: string;
}

interface Held extends Pins {
  /** Canonical text of the signed list. */
  readonly text: string;
}

const toPins = (value: unknown, atLeast: number, { space, org, rootKey }: PinOptions['enrolment']): Held => {
  const { number, policy: source } = verifyPinList(value, { space, org, rootKey, atLeast });
  const policy = parsePolicy(source);
  const roots = new Map(policy.roots.map((root) => [root.org, toHex(root.key)]));
  if (!isAnchored(policy) || policy.space !== space)
    fail('pin-list-unfit', { number, reason: 'names no roots, no receipt key or another space' });
  if (roots.get(org) !== rootKey) fail('pin-list-unfit', { number, reason: 'does not pin the own root' });
  return { number, policy, rootOf: (other) => roots.get(other), text: toCanonicalJson(value as never) };
};

/** Opens what was kept. A kept list is checked again: the file could have been changed. @throws as `refresh` */
export const openPins = async (options: PinOptions): Promise<PinKeeper> => {
  const { enrolment, fetch, file } = options;
  const kept = await readIfThere(file);
  let held: Held | undefined = kept === undefined ? undefined : toPins(JSON.parse(kept), 0, enrolment);
  return {
    current: () => held,
    refresh: async () => {
      const value = await fetch();
      if (value === undefined) return false;
      const offered = toPins(value, held?.number ?? 0, enrolment);
      if (offered.number === held?.number) {
        if (offered.text !== held.text) fail('pin-list-contradicted', { number: held.number });
        return false;
      }
      await writeWhole(file, offered.text);
      held = offered;
      return true;
    },
  };
};
