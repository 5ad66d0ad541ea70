import { parseHex, toUtf8, concatBytes } from '../../common/encodings.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { verifySignature } from '../../common/crypto/signature.ts';
import { verifyReleases } from '../../provenance/evidence/whole-releases/release-verifier.ts';
import { createWholeReleases, FIT_RULE, openLogOf, type WholeReleases } from '../support/whole-releases.ts';
import type { Bench } from './bench.ts';

/** A lot holds 400 items, a release at most 2,000 labels: 10,000 labels are five releases of one log. */
const SIZE = { lots: 5, items: 400, people: 5 } as const;
/** Bare signature checks for each label, beside which the verification is put. */
const CHECKS_A_LABEL = 2;
const MOST = 2;
const ROUNDS = 3;

/** Seconds that this process had of the processor: other work on the machine does not count. */
const measure = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

interface Signed {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What each author signed, byte for byte, made ready before anything is measured. */
const signaturesOf = ({ releases }: WholeReleases): readonly Signed[] =>
  releases
    .flatMap(({ labels }) => labels)
    .map(({ signed: { event, signature } }) => ({
      key: parseHex(event.actor.key),
      message: concatBytes(toUtf8('xinbiao/event/1\n'), toSignableBytes(event as unknown as Json)),
      signature: parseHex(signature),
    }));

const verifyBare = (signatures: readonly Signed[]): void => {
  for (let check = 0; check < CHECKS_A_LABEL; check++)
    for (const { key, message, signature } of signatures) verifySignature(key, message, signature);
};

/** Whole releases of 10,000 labels, from their JSON on, every check of each label, beside the bare Ed25519 checks of the same run. */
export const run: Bench['run'] = (say) => {
  const made = createWholeReleases(SIZE);
  const signatures = signaturesOf(made);
  const text = JSON.stringify(made.releases);
  say(`${signatures.length} labels in ${made.releases.length} releases, a log of ${made.entries.length} entries`);
  const verify = (): void => verifyReleases(JSON.parse(text) as readonly unknown[], openLogOf(made), FIT_RULE);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [bare, whole] = [measure(() => verifyBare(signatures)), measure(verify)];
    say(`${bare.toFixed(2)} s bare, ${whole.toFixed(2)} s whole`);
    return whole / bare;
  });
  const median = rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
  return Promise.resolve([
    {
      name: `${signatures.length} labels verified, beside ${CHECKS_A_LABEL} bare Ed25519 checks a label`,
      measured: median,
      limit: MOST,
      unit: 'x',
    },
  ]);
};
