import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex } from '../../../common/encodings.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { chanceOfNone, zeroDefectSize } from '../../../labeling/sampling/zero-defect.ts';
import { inspectionOf, type Inspection } from '../../../provenance/space/inspection.ts';
import type { DrawShare, DrawSide, Lot, SpaceState } from '../../../provenance/space/state.ts';
import { seededRandom } from '../../support/random.ts';

const LOTS = 10_000;
const LABELS = 50;
/** Thousandths of defects that the plan tolerates. */
const SHARE = 50;
/** Of a bad lot: the smallest number that a sample without a defect passes at most one time in twenty. */
const DEFECTS = 3;
const PLAN = { kind: 'zero-defect', share: SHARE } as const;
/** Roots and secrets that an adversary tries before it chooses. */
const TRIES = 4;
const ID = '0197a1b2-c3d4-7000-8abc-000000000000';
const CLOSED_AT = 1_764_000_000_000;
const HOUR = 3_600_000;

interface Parts {
  readonly root: Uint8Array;
  readonly owner: Uint8Array;
  readonly inspector: Uint8Array;
}

/** A closed lot as the replay holds it, with what each side has revealed; signatures and roles are the replay's own tests' business. */
const closedLot = ({ root, ...secrets }: Parts, revealed: readonly DrawSide[]): Lot => {
  const share = (side: DrawSide): DrawShare => {
    const logged = (body: object) => ({ id: '', index: 10, signed: { event: { body } } });
    const committed = logged({ commitment: toHex(sha256(secrets[side])) });
    return { committed, ...(revealed.includes(side) && { revealed: logged({ secret: toHex(secrets[side]) }) }) } as unknown as DrawShare;
  };
  const opened = {
    index: 1,
    signed: { event: { time: CLOSED_AT - 96 * HOUR, body: { deadline: CLOSED_AT, inspection: { by: '', plan: PLAN, hours: 24 } } } },
  };
  const closed = { index: 20, signed: { event: { time: CLOSED_AT, body: { labels: LABELS, root: toHex(root) } } } };
  return { id: ID, opened, closed, draw: { owner: share('owner'), inspector: share('inspector') } } as unknown as Lot;
};

const STATE = { size: 100 } as SpaceState;
const OVER = [{ size: 100, time: CLOSED_AT + 24 * HOUR + 1 }];

const judge = (parts: Parts, revealed: readonly DrawSide[]): Inspection | undefined =>
  inspectionOf(STATE, closedLot(parts, revealed), OVER, drawInspection);

/** The defects lie in the first places: where they lie makes no difference to a draw that nobody chose. */
const passes = (found: Inspection | undefined): boolean => {
  if (found?.kind !== 'drawn' && found?.kind !== 'whole') throw new Error('nothing is inspected');
  return found.positions.every((position) => position >= DEFECTS);
};

const wouldPass = ({ root, owner, inspector }: Parts): boolean =>
  drawInspection(PLAN, { lot: ID, labels: LABELS, root, owner, inspector }).positions.every((position) => position >= DEFECTS);

type Random = (length: number) => Uint8Array;
const BOTH: readonly DrawSide[] = ['owner', 'inspector'];

/** The first of a few candidates with which the bad lot would pass if a guess were right; the last where none would. */
const grind = (random: Random, passesWith: (candidate: Uint8Array) => boolean): Uint8Array => {
  let candidate = random(32);
  for (let tried = 1; tried < TRIES && !passesWith(candidate); tried += 1) candidate = random(32);
  return candidate;
};

/**
 * One lot, by an adversary who makes every choice that is left to it and would have the bad lot pass. Who is honest draws her bytes at random,
 * and reveals once the root is fixed.
 */
const ADVERSARIES: Readonly<Record<string, (random: Random) => Inspection | undefined>> = {
  /** Grinds its bytes and, with the gateway's help, the root, against what it takes the owner's bytes to be; is silent where it loses. */
  'the firm with the gateway': (random) => {
    const [owner, guess] = [random(32), random(32)];
    const root = random(32);
    const inspector = grind(random, (candidate) => wouldPass({ root, owner: guess, inspector: candidate }));
    const fixed = { inspector, owner, root: grind(random, (candidate) => wouldPass({ root: candidate, owner: guess, inspector })) };
    return judge(fixed, wouldPass(fixed) ? BOTH : ['owner']);
  },
  /** As the firm, from the other side; the root is its own connector's to state. */
  'the owner with the gateway': (random) => {
    const [inspector, guess] = [random(32), random(32)];
    const owner = grind(random, (candidate) => wouldPass({ root: guess, owner: candidate, inspector: guess }));
    const fixed = { inspector, owner, root: grind(random, (candidate) => wouldPass({ root: candidate, owner, inspector: guess })) };
    return judge(fixed, wouldPass(fixed) ? BOTH : ['inspector']);
  },
  /** Knows both commitments and chooses which labels come in; withholds the second reveal where the sample would catch a defect. */
  'the gateway': (random) => {
    const [owner, inspector] = [random(32), random(32)];
    const guess = { owner: sha256(owner), inspector: sha256(inspector) };
    const fixed = { owner, inspector, root: grind(random, (root) => wouldPass({ root, ...guess })) };
    return judge(fixed, wouldPass(fixed) ? BOTH : ['owner']);
  },
};

/** Lots that pass among so many. */
const count = (name: string, play: (random: Random) => Inspection | undefined, lots = LOTS): number => {
  const random = seededRandom(`grinding ${name}`);
  let passed = 0;
  for (let at = 0; at < lots; at += 1) if (passes(play(random))) passed += 1;
  return passed;
};

/** Given one commitment of each side and a closing that counts; whether a protocol gives more choice than that: draw-attempts.test.ts. */
describe('guessing and silence in the draw of a bad lot', function () {
  this.timeout(60_000);
  const luck = chanceOfNone(LABELS, DEFECTS, zeroDefectSize(LABELS, SHARE / 1000));
  /** Four standard deviations of the binomial above its mean. */
  const most = (lots: number): number => lots * luck + 4 * Math.sqrt(lots * luck * (1 - luck));

  it('has a lot that luck passes now and then', () => expect(luck).to.be.within(0.03, 0.05));

  for (const [name, play] of Object.entries(ADVERSARIES))
    it(`gain ${name} nothing over luck`, () => {
      const passed = count(name, play);
      expect(passed).to.be.at.most(most(LOTS));
      // It is silent only where it loses: what luck gives, it gets.
      expect(passed).to.be.at.least(2 * LOTS * luck - most(LOTS));
    });

  it('would gain a gateway much that knew both reveals before the closing, so the reveal waits for the witnesses', () => {
    const early = (random: Random): Inspection | undefined => {
      const [owner, inspector] = [random(32), random(32)];
      return judge({ owner, inspector, root: grind(random, (root) => wouldPass({ root, owner, inspector })) }, BOTH);
    };
    expect(count('early', early, 1000)).to.be.greaterThan(2 * most(1000));
  });

  it('would gain whoever reveals last much, if silence did not mean the whole lot but another draw', () => {
    const redrawn = (random: Random): Inspection | undefined => {
      const parts = (): Parts => ({ root: random(32), owner: random(32), inspector: random(32) });
      let last = parts();
      for (let again = 1; again < TRIES && !wouldPass(last); again += 1) last = parts();
      return judge(last, BOTH);
    };
    expect(count('redrawn', redrawn, 1000)).to.be.greaterThan(2 * most(1000));
  });
});
