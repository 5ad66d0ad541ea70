import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import { toVerifierKey } from '../../../../provenance/log/note.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import { fail } from '../../space/errors.ts';
import type { Ledger, WitnessedPoint } from '../../space/ledger.ts';
import type { LedgerData, LedgerFacts, LedgerPage, Witness } from '../ledger.ts';
import type { Connection } from './connection.ts';

const MOST_SEEN = 20;
const FINGERPRINT = 8;
const SECOND = 1000;

type Seen = LedgerPage['seen'][number];

const witnessesOf = ({ witnesses }: LogPolicy, { size, times }: WitnessedPoint): readonly Witness[] =>
  witnesses.map(({ name, key }) => {
    const time = times.get(name);
    const fingerprint = toHex(sha256(key.publicKey)).slice(0, FINGERPRINT);
    return { name, fingerprint, ...(time === undefined ? {} : { newest: { size, time: time * SECOND } }) };
  });

const pageOf = (facts: LedgerFacts, { policy, point }: Ledger, seen: readonly Seen[]): LedgerPage => {
  const receipt = policy.receipts.at(-1);
  return {
    facts,
    origin: policy.log.name,
    ...(point.size === 0 ? {} : { root: point.root, witnessedAt: point.witnessedAt * SECOND }),
    witnesses: witnessesOf(policy, point),
    tolerated: policy.f,
    logKey: toVerifierKey(policy.log),
    receiptKey: receipt === undefined ? '' : toVerifierKey(receipt.key),
    seen,
  };
};

/** What this browser has verified, from its own copy of the log alone. */
export const createLedgerData = (connection: Connection): LedgerData => {
  const { clock } = connection.options;
  let seen: readonly Seen[] = [];
  let verifiedAt: number | undefined;
  let looked = false;

  const note = (): void => {
    const ledger = connection.entered()?.client.current();
    looked = true;
    if (ledger?.health !== 'verified') return;
    verifiedAt = clock();
    const { size, root, times } = ledger.point;
    if (size > 0 && seen[0]?.root !== root) seen = [{ size, root, verifiedAt, found: times.size }, ...seen].slice(0, MOST_SEEN);
  };
  connection.watch(note);

  const facts = (): LedgerFacts => {
    const entered = connection.entered();
    if (entered === undefined) return { state: 'checking' };
    if (!entered.root.confirmed) return { state: 'unanchored' };
    const ledger = entered.client.current();
    if (ledger === undefined) return { state: looked ? 'unreachable' : 'checking' };
    const { point, policy, health } = ledger;
    return {
      state: health,
      ...(point.size === 0 ? {} : { size: point.size }),
      witnesses: { found: point.times.size, needed: policy.k, all: policy.n },
      ...(verifiedAt === undefined ? {} : { verifiedAt }),
    };
  };

  return {
    facts,
    watch: (changed) => connection.watch(() => changed(facts())),
    page: async () => {
      const client = await connection.client();
      note();
      return pageOf(facts(), client.current() ?? fail('pin-list-missing'), seen);
    },
  };
};
