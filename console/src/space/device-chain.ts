import { toHex } from '../../../common/encodings.ts';
import { uuidv7 } from '../../../common/ids.ts';
import { NO_EVENT, type ChainHead } from '../../../provenance/event/chain.ts';
import { createHeadReader, type HeadReaderOptions, type ReadHead } from './chain-head.ts';
import type { EventDraft, Outgoing } from './draft.ts';
import { createPlacer, type ActorOptions, type PlaceEvent } from './place-event.ts';
import type { Change, KeyValueStore, Locks } from './ports.ts';

/** Where a key's chain stands, as this device keeps it. */
interface ChainState {
  /** Newest event that has a receipt. */
  readonly head?: ChainHead;
  /** Highest seq that this device has signed, -1 for none; it never signs there again. */
  readonly used: number;
  /** The chain was taken up from what the gateway showed, and no event has said so yet. */
  readonly takenUp: boolean;
}

/** A chain while nobody else on this device can sign on it. */
export interface OpenChain {
  /** Does the log miss places of this chain (lost, refused, or signed elsewhere), so that `chain-resumed` must come first? */
  needsResumption(): boolean;
  /** The event that says so. */
  resumption(): EventDraft;
  /**
   * Signs at the next place. The place is used up in the store, together with the changes that `keep` gives for the signed event,
   * before this resolves.
   */
  sign(draft: EventDraft, keep: (outgoing: Outgoing) => readonly Change[]): Promise<Outgoing>;
  /** The log took the event: its place is the head, if none after it is. */
  acknowledge(outgoing: Outgoing, changes: readonly Change[]): Promise<void>;
  /** Asks the gateway for the newest event of the key, and goes on from there. @throws as `exclusive` */
  takeUp(): Promise<void>;
}

export interface DeviceChain {
  /** Hex. */
  readonly key: string;
  /**
   * One at a time among all tabs. The first time, the place is compared with what the gateway and the own copy of the log hold.
   * @throws DomainError `chain-withheld` when the gateway denies own events, or shows some that are not; `gateway-unreachable`
   */
  exclusive<T>(work: (chain: OpenChain) => Promise<T>): Promise<T>;
}

export interface DeviceChainOptions extends ActorOptions, Omit<HeadReaderOptions, 'key'> {
  readonly store: KeyValueStore;
  readonly locks: Locks;
}

interface OpenOptions extends Pick<DeviceChainOptions, 'store' | 'clock' | 'random'> {
  readonly state: ChainState;
  readonly storeKey: string;
  readonly placeEvent: PlaceEvent;
  readonly readHead: ReadHead;
}

const openChain = ({ state: first, storeKey, placeEvent, readHead, store, clock, random }: OpenOptions): OpenChain => {
  let state = first;
  const write = async (next: ChainState, changes: readonly Change[] = []): Promise<void> => {
    await store.write([{ key: storeKey, value: next }, ...changes]);
    state = next;
  };
  return {
    needsResumption: () => state.takenUp || state.used > (state.head?.seq ?? -1),
    resumption: () => ({
      type: 'chain-resumed',
      subject: { kind: 'chain', id: uuidv7(clock, random) },
      refs: [],
      body: { lastKnownSeq: state.head?.seq ?? 0 },
    }),
    sign: async (draft, keep) => {
      const seq = state.used + 1;
      const outgoing = placeEvent(draft, { seq, prev: state.head?.id ?? NO_EVENT });
      await write({ ...state, used: seq }, keep(outgoing));
      return outgoing;
    },
    acknowledge: async ({ id, signed: { event } }, changes) => {
      const isNewest = event.seq > (state.head?.seq ?? -1);
      const takenUp = state.takenUp && event.type !== 'chain-resumed';
      await write(isNewest ? { ...state, head: { seq: event.seq, id }, takenUp } : state, changes);
    },
    takeUp: async () => {
      const head = await readHead(state.head);
      if (head !== undefined) await write({ head, used: Math.max(state.used, head.seq), takenUp: true });
    },
  };
};

/** (key, seq) is signed at most once on a device, whatever crashes, and whatever the gateway says. */
export const createDeviceChain = (options: DeviceChainOptions): DeviceChain => {
  const { store, locks, signing } = options;
  const key = toHex(signing.publicKey);
  const storeKey = `chain/${key}`;
  const readHead = createHeadReader({ ...options, key });
  const placeEvent = createPlacer(options);
  let compared = false;

  /** Kept state is compared once; without any the chain is taken up from the gateway, or is new. */
  const load = async (): Promise<ChainState> => {
    const kept = (await store.get(storeKey)) as ChainState | undefined;
    if (compared && kept !== undefined) return kept;
    const head = await readHead(kept?.head);
    const state: ChainState = { used: -1, takenUp: false, ...kept };
    compared = true;
    // Up to the last place that was signed here it is an own event whose answer was lost, and which goes out again.
    if (head === undefined || head.seq <= state.used) return state;
    const takenUp: ChainState = { head, used: head.seq, takenUp: true };
    await store.write([{ key: storeKey, value: takenUp }]);
    return takenUp;
  };

  return {
    key,
    exclusive: (work) =>
      locks.request(storeKey, {}, async () => await work(openChain({ ...options, state: await load(), storeKey, placeEvent, readHead }))),
  };
};
