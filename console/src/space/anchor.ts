import { z } from 'zod';
import type { Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { verifyPinList, type PinListClaim } from '../../../provenance/identity/pin-list.ts';
import { parsePolicy, type LogPolicy } from '../../../provenance/log/policy.ts';
import { toEvidence, type AlarmCode, type Alarms } from './alarm.ts';
import { fail } from './errors.ts';
import { statusOf, type Http } from './http.ts';
import type { KeyValueStore } from './ports.ts';

/** What a person compares with the key letter: SHA-256 of the organisation's root key, hex. */
export const rootFingerprint = (rootKey: string): string => toHex(sha256(parseHex(rootKey)));

export interface Pinned {
  readonly number: number;
  /** Text of the policy file. */
  readonly text: string;
  readonly policy: LogPolicy;
}

/** What all trust of this device hangs on: the own organisation's root, and the list that it signed. */
export interface Anchor {
  readonly space: string;
  readonly org: string;
  /** The confirmed root key, hex. */
  root(): Promise<string | undefined>;
  /** The person has compared the fingerprint with the key letter; once a device. @throws DomainError `root-differs` */
  confirmRoot(rootKey: string): Promise<void>;
  /** The list kept on this device. @throws DomainError `root-unconfirmed` */
  pinned(): Promise<Pinned | undefined>;
  /**
   * Asks the gateway for a newer list; a forged, foreign or older one is an alarm, and the kept one stays in force.
   * @throws DomainError `root-unconfirmed`; `gateway-unreachable` or `pin-list-missing` when none is kept yet
   */
  refresh(): Promise<Pinned>;
}

export interface AnchorOptions {
  readonly store: KeyValueStore;
  readonly http: Http;
  readonly alarms: Alarms;
  readonly space: string;
  readonly org: string;
}

const toAlarm = (code: string): AlarmCode => {
  if (code === 'pin-list-stale' || code === 'pin-list-forked') return code;
  return 'pin-list-forged';
};

/** An organisation's own list, as its confirmed root signed it. */
const verify = (value: unknown, claim: PinListClaim): Pinned => {
  const { number, policy: text } = verifyPinList(value, claim);
  const policy = parsePolicy(text);
  const own = policy.roots.find((pinned) => pinned.org === claim.org);
  // A list that named another root for its own organisation would pin away its signer.
  const fits = own !== undefined && toHex(own.key) === claim.rootKey && policy.space === claim.space;
  return fits ? { number, text, policy } : fail('root-differs', { org: claim.org, number });
};

/** What of it is kept on this device. */
const createMemory = ({ store, space, org }: AnchorOptions) => {
  const [rootPlace, listPlace] = [`anchor/${space}/${org}/root`, `anchor/${space}/${org}/pins`];
  const root = async (): Promise<string | undefined> => (await store.get(rootPlace)) as string | undefined;
  const claim = async (atLeast: number): Promise<PinListClaim> => {
    const rootKey = (await root()) ?? fail('root-unconfirmed', { org });
    return { space, org, rootKey, atLeast };
  };
  return {
    root,
    keepRoot: (rootKey: string): Promise<void> => store.write([{ key: rootPlace, value: rootKey }]),
    claim,
    pinned: async (): Promise<(Pinned & { readonly list: unknown }) | undefined> => {
      const [list, own] = [await store.get(listPlace), await claim(0)];
      return list === undefined ? undefined : { ...verify(list, own), list };
    },
    keepList: (list: unknown): Promise<void> => store.write([{ key: listPlace, value: list }]),
  };
};

export const createAnchor = (options: AnchorOptions): Anchor => {
  const { http, alarms, space, org } = options;
  const memory = createMemory(options);

  const take = async (offered: unknown): Promise<Pinned> => {
    const own = await memory.pinned();
    const pinned = verify(offered, await memory.claim(own?.number ?? 0));
    if (own?.number !== pinned.number) await memory.keepList(offered);
    else if (own.text !== pinned.text) throw new DomainError<AlarmCode>('pin-list-forked', { kept: own.list, offered });
    return pinned;
  };

  const ask = async (): Promise<Json | DomainError> => {
    try {
      return (await http.ask(z.json(), { path: `/api/pins/${org}` })) as Json;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  };

  const answerWithKept = async (error: DomainError): Promise<Pinned> => {
    const own = await memory.pinned();
    if (own !== undefined) return own;
    if (statusOf(error) === 404) return fail('pin-list-missing', { org });
    throw error;
  };

  return {
    space,
    org,
    root: memory.root,
    confirmRoot: async (rootKey) => {
      const before = await memory.root();
      if (before !== undefined && before !== rootKey) fail('root-differs', { org, confirmed: before, offered: rootKey });
      await memory.keepRoot(rootKey);
    },
    pinned: memory.pinned,
    refresh: async () => {
      await memory.claim(0);
      const offered = await ask();
      if (offered instanceof DomainError) return await answerWithKept(offered);
      try {
        return await take(offered);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        await alarms.raise(toAlarm(error.code), toEvidence({ reason: error.code, org, offered, details: error.details }));
        return await answerWithKept(error);
      }
    },
  };
};
