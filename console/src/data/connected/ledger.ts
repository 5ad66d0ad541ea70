import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import { toVerifierKey } from '../../../../provenance/log/note.ts';
import type { Ledger } from '../../space/ledger.ts';
import { createWatchers } from '../../space/watchers.ts';
import type { LedgerData, LedgerFacts, LedgerPage, LedgerState, Witness } from '../ledger.ts';
import type { Connection } from './connection.ts';

/** Verified checkpoints that a page lists. */
const MOST_SEEN = 50;
const FINGERPRINT = 8;

type Seen = LedgerPage['seen'][number];

const stateOf = (ledger: Ledger | undefined, isAnchored: boolean | undefined): LedgerState => {
  if (ledger !== undefined) return ledger.health;
  return isAnchored === false ? 'unanchored' : 'checking';
};

/** Witnesses whose cosignature of this size the browser has seen, and when. */
const createSeen = () => {
  const seen: Seen[] = [];
  const newest = new Map<string, { readonly size: number; readonly time: number }>();
  return {
    seen,
    newest,
    note: ({ point }: Ledger): void => {
      for (const [name, time] of point.times) newest.set(name, { size: point.size, time: time * 1000 });
      if (point.note === '' || seen[0]?.size === point.size) return;
      seen.unshift({ size: point.size, root: point.root, verifiedAt: Date.now(), found: point.times.size });
      seen.length = Math.min(seen.length, MOST_SEEN);
    },
  };
};

const factsOf = (ledger: Ledger | undefined, isAnchored: boolean | undefined, verifiedAt: number | undefined): LedgerFacts => {
  const state = stateOf(ledger, isAnchored);
  if (ledger === undefined || ledger.point.note === '') return { state };
  const { point, policy } = ledger;
  const witnesses = { found: point.times.size, needed: policy.k, all: policy.n };
  return { state, size: point.size, witnesses, ...(verifiedAt === undefined ? {} : { verifiedAt }) };
};

export const createLedgerData = (connection: Connection): LedgerData => {
  const { seen, newest, note } = createSeen();
  const watchers = createWatchers<LedgerFacts>();
  let verifiedAt: number | undefined;

  const facts = (): LedgerFacts => {
    const entered = connection.current();
    return factsOf(entered?.client.current(), entered?.root.confirmed, verifiedAt);
  };

  connection.watch(() => {
    const ledger = connection.current()?.client.current();
    if (ledger?.health === 'verified') {
      verifiedAt = Date.now();
      note(ledger);
    }
    watchers.tell(facts());
  });

  const witnessesOf = ({ policy }: Ledger): Witness[] =>
    policy.witnesses.map(({ name, key }) => {
      const last = newest.get(name);
      const fingerprint = toHex(sha256(key.publicKey)).slice(0, FINGERPRINT);
      return last === undefined ? { name, fingerprint } : { name, fingerprint, newest: last };
    });

  return {
    facts,
    watch: watchers.watch,
    page: async () => {
      const ledger = await connection.ledger();
      note(ledger);
      const { policy, point } = ledger;
      const receipt = policy.receipts.at(-1)?.key;
      return {
        facts: facts(),
        origin: policy.log.name,
        root: point.root,
        witnessedAt: point.witnessedAt * 1000,
        witnesses: witnessesOf(ledger),
        tolerated: policy.f,
        logKey: toVerifierKey(policy.log),
        receiptKey: receipt === undefined ? '' : toVerifierKey(receipt),
        seen: [...seen],
      };
    },
  };
};
