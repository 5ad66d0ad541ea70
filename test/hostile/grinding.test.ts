import { expect } from 'chai';
import { toHex } from '../../common/encodings.ts';
import { chanceOfNone, zeroDefectSize } from '../../labeling/sampling/zero-defect.ts';
import { createDrawGames, DEFECTS, LABELS, openDrawGame, SHARE, type DrawGame, type Parts } from '../support/draw-game.ts';
import { seededRandom } from '../support/random.ts';

/** A third of them for each adversary. */
const ALL_LOTS = 10_000;
const LOTS = Math.ceil(ALL_LOTS / 3);
/** Roots and secrets that an adversary tries before it chooses. */
const TRIES = 4;

interface Dice {
  bytes(): string;
  /** True so many times in a hundred. */
  now(percent: number): boolean;
}

const createDice = (seed: string): Dice => {
  const random = seededRandom(seed);
  return { bytes: () => toHex(random(32)), now: (percent) => (random(1)[0] ?? 0) < (percent / 100) * 256 };
};

/** The first of a few candidates with which the bad lot would pass; the last where none would. */
const grind = (dice: Dice, passesWith: (candidate: string) => boolean): string => {
  let candidate = dice.bytes();
  for (let tried = 1; tried < TRIES && !passesWith(candidate); tried += 1) candidate = dice.bytes();
  return candidate;
};

type Play = (game: DrawGame, dice: Dice) => void;

/** After the other side has revealed: whatever would make the lot pass if it counted, and at last the truth, if that passes. */
const exploit = (game: DrawGame, dice: Dice, side: 'owner' | 'inspector', fixed: Parts, others: readonly string[]): void => {
  const passesWith = (change: Partial<Parts>): boolean => game.wouldPass({ ...fixed, ...change });
  const better = [...others, grind(dice, (secret) => passesWith({ [side]: secret }))].find((secret) => passesWith({ [side]: secret }));
  if (better !== undefined) {
    const late = game.log(game.commit(side, better));
    game.log(game.reveal(side, better, game.citing()));
    game.log(game.reveal(side, better, [...game.citing().slice(0, -1), late.id]));
  }
  const root = grind(dice, (candidate) => passesWith({ root: candidate }));
  if (passesWith({ root })) game.log(game.close(root, undefined, side));
  if (game.wouldPass(fixed)) game.log(game.reveal(side, fixed[side], game.citing()));
};

/** Grinds bytes and root against a guess, commits again and again, closes too early and again, reveals too early, dates its closing as it likes. */
const ownerWithGateway: Play = (game, dice) => {
  const [inspector, guess] = [dice.bytes(), dice.bytes()];
  const firms = game.commit('inspector', inspector);
  const mine = grind(dice, (candidate) => game.wouldPass({ root: guess, owner: candidate, inspector: guess }));
  const others = [dice.bytes(), dice.bytes()];
  const root = grind(dice, (candidate) => game.wouldPass({ root: candidate, owner: mine, inspector: guess }));
  if (dice.now(30)) game.log(game.close(dice.bytes()));
  const isFirst = dice.now(50);
  if (isFirst) game.log(firms);
  game.log(game.commit('owner', mine));
  for (const secret of others) if (dice.now(50)) game.log(game.commit('owner', secret));
  if (dice.now(30)) game.log(game.reveal('owner', mine, game.citing()));
  // Without the firm's commitment, at the deadline or as if it were: all of it is inspected.
  if (!isFirst && dice.now(5)) game.log(game.close(root, game.deadline));
  if (!isFirst) game.log(firms);
  game.log(game.close(root));
  const revealed = game.revealHonestly('inspector', inspector);
  if (revealed === undefined) return;
  game.log(revealed);
  exploit(game, dice, 'owner', { root, owner: mine, inspector }, others);
};

/** As the owner, from the other side: which labels come in, so the root, is chosen by its people and the gateway; the owner's connector closes. */
const firmWithGateway: Play = (game, dice) => {
  const [owner, guess] = [dice.bytes(), dice.bytes()];
  const owners = game.commit('owner', owner);
  const mine = grind(dice, (candidate) => game.wouldPass({ root: guess, owner: guess, inspector: candidate }));
  const others = [dice.bytes(), dice.bytes()];
  const root = grind(dice, (candidate) => game.wouldPass({ root: candidate, owner: guess, inspector: mine }));
  if (dice.now(50)) game.log(game.commit('inspector', mine));
  game.log(owners);
  game.log(game.commit('inspector', mine));
  for (const secret of others) if (dice.now(50)) game.log(game.commit('inspector', secret));
  if (dice.now(30)) game.log(game.close(dice.bytes(), undefined, 'inspector'));
  if (dice.now(30)) game.log(game.reveal('inspector', mine, game.citing()));
  game.log(game.close(root));
  const revealed = game.revealHonestly('owner', owner);
  if (revealed === undefined) return;
  game.log(revealed);
  exploit(game, dice, 'inspector', { root, owner, inspector: mine }, others);
};

/** Both sides are honest: it chooses which labels come in, what is logged, when, how often, and what never. */
const gatewayAlone: Play = (game, dice) => {
  const [owner, inspector] = [dice.bytes(), dice.bytes()];
  const guess = { owner: dice.bytes(), inspector: dice.bytes() };
  const root = grind(dice, (candidate) => game.wouldPass({ root: candidate, ...guess }));
  const commitments = [game.commit('owner', owner), game.commit('inspector', inspector)];
  const isHeld = dice.now(5);
  for (const held of isHeld ? commitments.slice(0, 1) : commitments) game.log(held);
  const closing = game.log(game.close(root, isHeld ? game.deadline : undefined));
  for (const again of commitments) game.log(again);
  const reveals = [game.revealHonestly('inspector', inspector), game.revealHonestly('owner', owner)];
  game.take(closing.entry);
  // It reads both before it logs either.
  const shown = game.wouldPass({ root, owner, inspector }) ? reveals : reveals.slice(0, 1);
  for (const one of shown) if (one !== undefined) game.log(one);
  for (const one of shown) if (one !== undefined) game.log(one);
};

interface Outcome {
  readonly passed: number;
  readonly refusals: ReadonlyMap<string, number>;
}

const simulate = (name: string, play: Play, lots: number): Outcome => {
  const [games, dice, refusals] = [createDrawGames(name), createDice(name), new Map<string, number>()];
  let passed = 0;
  for (let at = 0; at < lots; at += 1) {
    const game = openDrawGame(games, refusals);
    play(game, dice);
    if (game.passes()) passed += 1;
  }
  return { passed, refusals };
};

interface Expected {
  readonly play: Play;
  /** What the replay refuses of it, and how: each is tried at least once in a hundred lots. */
  readonly refused: readonly string[];
}

const ADVERSARIES: Readonly<Record<string, Expected>> = {
  'the owner with the gateway': {
    play: ownerWithGateway,
    refused: [
      'draw-awaited',
      'draw-committed',
      'draw-commitment-late',
      'draw-reveal-early',
      'draw-reveal-differs',
      'reference-missing',
      'lot-closed',
    ],
  },
  'the firm with the gateway': {
    play: firmWithGateway,
    refused: ['draw-committed', 'draw-commitment-late', 'draw-reveal-early', 'draw-reveal-differs', 'reference-missing', 'role-missing'],
  },
  'the gateway alone': { play: gatewayAlone, refused: ['chain-out-of-order'] },
};

/** Given the protocol, what guessing and silence gain: test/provenance/space/grinding.test.ts. Here each move is an event that the log really takes. */
describe('choosing the sample of a bad lot, by whatever can be logged', function () {
  this.timeout(600_000);
  const luck = chanceOfNone(LABELS, DEFECTS, zeroDefectSize(LABELS, SHARE / 1000));
  /** Four standard deviations of the binomial. */
  const spread = (lots: number): number => 4 * Math.sqrt(lots * luck * (1 - luck));
  const most = (lots: number): number => lots * luck + spread(lots);

  for (const [name, { play, refused }] of Object.entries(ADVERSARIES))
    it(`passes no more of ${LOTS} lots than luck does, for ${name}`, () => {
      const { passed, refusals } = simulate(name, play, LOTS);
      expect(passed).to.be.at.most(most(LOTS));
      // It harms itself in one lot of twenty at most: what luck gives otherwise, it gets.
      expect(passed).to.be.at.least(0.95 * LOTS * luck - spread(LOTS));
      for (const code of refused) expect(refusals.get(code) ?? 0, code).to.be.at.least(LOTS / 100);
    });

  it('would pass many more for an owner who is told the firm’s bytes before it closes', () => {
    const told: Play = (game, dice) => {
      const [inspector, owner] = [dice.bytes(), dice.bytes()];
      game.log(game.commit('inspector', inspector));
      game.log(game.commit('owner', owner));
      const root = grind(dice, (candidate) => game.wouldPass({ root: candidate, owner, inspector }));
      game.log(game.close(root));
      const revealed = game.revealHonestly('inspector', inspector);
      if (revealed !== undefined) game.log(revealed);
      game.log(game.reveal('owner', owner, game.citing()));
    };
    expect(simulate('told', told, 500).passed).to.be.greaterThan(1.5 * most(500));
  });
});
