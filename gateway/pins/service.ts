import type { SpaceFile } from '../../api/space.ts';
import { toCanonicalJson } from '../../common/canonical-json.ts';
import { verifyPinList, type SignedPinList } from '../../provenance/identity/pin-list.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { fail } from './errors.ts';
import type { PinListStore } from './store.ts';

export interface PinsService {
  /** @throws DomainError `pin-list-unknown` */
  read(org: string): Promise<SignedPinList>;
  /**
   * Keeps an organisation's newest list (untrusted), signed by the root that the operator admitted.
   * @throws DomainError `organisation-not-admitted`, `pin-list-taken` (another list has that number), those of `verifyPinList` and `parsePolicy`
   */
  put(org: string, signed: SignedPinList): Promise<void>;
  /** The operator's own policy: whose cosignatures the gateway counts. Undefined before there is one. */
  policy(): Promise<LogPolicy | undefined>;
}

export interface PinsServiceOptions {
  readonly store: PinListStore;
  readonly space: SpaceFile;
  /** The operator's own list is another one now. */
  readonly policyChanged: () => void;
}

export const createPinsService = ({ store, space, policyChanged }: PinsServiceOptions): PinsService => {
  const operator = space.organisations.find(({ role }) => role === 'operator')?.id;
  let parsed: { readonly text: string; readonly policy: LogPolicy } | undefined;

  const policy = async (): Promise<LogPolicy | undefined> => {
    const signed = operator === undefined ? undefined : await store.find(operator);
    if (signed === undefined) return undefined;
    const { policy: text } = signed.list;
    if (parsed?.text !== text) parsed = { text, policy: parsePolicy(text) };
    return parsed.policy;
  };

  return {
    policy,
    read: async (org) => (await store.find(org)) ?? fail('pin-list-unknown', { org }),
    put: async (org, signed) => {
      const admitted = space.organisations.find(({ id }) => id === org) ?? fail('organisation-not-admitted', { org });
      const kept = await store.find(org);
      const atLeast = kept?.list.number ?? 0;
      const { number, policy: text } = verifyPinList(signed, { space: space.space, org, rootKey: admitted.rootKey, atLeast });
      parsePolicy(text);
      if (kept !== undefined && toCanonicalJson({ ...kept }) === toCanonicalJson({ ...signed })) return;
      if (!(await store.replace(signed))) fail('pin-list-taken', { org, number });
      if (org === operator) policyChanged();
    },
  };
};
