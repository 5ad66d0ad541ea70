import { expect } from 'chai';
import fc from 'fast-check';
import type { DomainError } from '../../../common/errors.ts';
import { toHex } from '../../../common/encodings.ts';
import { toWitnessKey } from '../../../provenance/log/cosignature.ts';
import { ED25519, toVerifierKey } from '../../../provenance/log/note.ts';
import { parseAnyPolicy, parsePolicy } from '../../../provenance/log/policy.ts';
import { isAnchored, writePolicy } from '../../../provenance/log/policy-text.ts';
import { countWitnesses, earliestMet, isMet, latestMet, leastOverlap, leastToMeet, type Quorum } from '../../../provenance/log/quorum.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, keyOf, ORG, termsOf } from '../../support/log.ts';

const { policyText: text, policy } = createTestLog();
const vkey = (name: string) => toVerifierKey(toWitnessKey(name, keyOf(name).publicKey));
const logKey = toVerifierKey(termsOf(3).log);
const root = toHex(keyOf('root').publicKey);
const lineOf = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return (error as DomainError).details['line'];
  }
  return expect.fail('no error');
};

describe('policies', () => {
  it('say whom they believe', () => {
    expect([policy.k, policy.n, policy.f]).to.deep.equal([3, 4, 1]);
    expect(policy.witnesses.map(({ name }) => name)).to.deep.equal(['city', 'hotline', 'firm', 'auditor']);
    expect(policy.space).to.equal(ORG);
    expect(policy.roots).to.deep.equal([{ org: ORG, key: keyOf('root').publicKey }]);
    expect(policy.receipts[0]?.from).to.equal(0);
    expect(isAnchored(policy)).to.equal(true);
  });
  it('are written as they were read', () => expect(writePolicy(policy)).to.equal(text));
  it('without our lines are not anchored', () => expect(isAnchored(parsePolicy(text.replaceAll(/^#xinbiao.*\n/gm, '')))).to.equal(false));
  it('are read with comments, tabs, addresses, blank lines and no last LF', () => {
    const loose = text.replace('quorum', '# comment\n \t \n  # xx\n\tquorum\t').replace(logKey, `${logKey} https://log.example/`).trimEnd();
    expect(parsePolicy(loose)).to.deep.equal({ ...policy, url: 'https://log.example/' });
  });
  for (const [k, f] of [
    [3, 1],
    [4, 3],
  ] as const)
    it(`of ${k} in 4 stand ${f} dishonest`, () => expect(parsePolicy(writePolicy(termsOf(k))).f).to.equal(f));
  for (const k of [1, 2]) {
    it(`of ${k} in 4 are unsafe`, () => expectCode(() => parsePolicy(text.replace('witnesses 3', `witnesses ${k}`)), 'policy-unsafe'));
    it(`of ${k} in 4 are not written`, () => expectCode(() => writePolicy(termsOf(k)), 'policy-unsafe'));
  }
  it('of nobody are unsafe', () => expectCode(() => parsePolicy(`log ${logKey}\nquorum none\n`), 'policy-unsafe'));
  it('of nobody can still be read', () => expect(parseAnyPolicy(`log ${logKey}\nquorum none\n`).f).to.equal(-1));
  it('of one witness who is all stand none dishonest', () =>
    expect(parsePolicy(`log ${logKey}\nwitness a ${vkey('a')}\nquorum a\n`).f).to.equal(0));
  it('may nest groups', () => {
    const names = ['x1', 'x2', 'x3', 'y1', 'y2', 'y3'];
    const nested = [
      `log ${logKey}`,
      ...names.map((name) => `witness ${name} ${vkey(name)}`),
      'group x 2 x1 x2 x3',
      'group y any y1 y2 y3',
      'group both all x y',
      'quorum both',
    ].join('\n');
    const { k, n, f, quorum } = parsePolicy(nested);
    expect([k, n, f]).to.deep.equal([3, 6, 0]);
    expect(isMet(quorum, (name) => ['x1', 'x3', 'y2'].includes(name))).to.equal(true);
    expect(isMet(quorum, (name) => name.startsWith('x'))).to.equal(false);
    expect(isMet(quorum, (name) => ['x1', 'y1', 'y2', 'y3'].includes(name))).to.equal(false);
  });
});

describe('policies are refused, naming the line,', () => {
  const cases: Readonly<Record<string, readonly [number, (source: string) => string]>> = {
    'with an unknown word': [1, (s) => `sigsum x\n${s}`],
    'with CR LF': [1, (s) => s.replaceAll('\n', '\r\n')],
    'with a second log': [2, (s) => s.replace(/^(log.*\n)/, '$1$1')],
    'with a second log under another key': [
      2,
      (s) => s.replace(/^(log.*\n)/, `$1log ${toVerifierKey({ name: 'b', type: ED25519, publicKey: keyOf('b').publicKey })}\n`),
    ],
    'with a log line of three words': [1, (s) => s.replace(logKey, `${logKey} https://a.example https://b.example`)],
    'with a witness line of four words': [2, (s) => s.replace(/(witness city .*)/, '$1 https://a.example https://b.example')],
    'with a witness without a key': [2, (s) => s.replace(/(witness city) .*/, '$1')],
    'with a quorum of two names': [7, (s) => s.replace('quorum witnesses', 'quorum witnesses city')],
    'with a control character in a comment': [1, (s) => `# \u0007\n${s}`],
    'with groups of groups without end': [
      130,
      (s) =>
        s.replace(
          'quorum',
          `${Array.from({ length: 130 }, (_, i) => `group g${i + 1} any ${i === 0 ? 'witnesses' : `g${i}`}`).join('\n')}\nquorum`,
        ),
    ],
    'with a log key of a witness’s type': [1, (s) => s.replace(logKey, vkey('log.example'))],
    'with a witness key of a log’s type': [
      2,
      (s) => s.replace(/(witness city) .*/, `$1 ${toVerifierKey({ name: 'a', type: ED25519, publicKey: keyOf('a').publicKey })}`),
    ],
    'with one person under two names': [3, (s) => s.replace(/(witness city (.*)\n)/, `$1witness twin $2\n`)],
    'with one key under two key names': [
      3,
      (s) => s.replace(/(witness city .*\n)/, `$1witness twin ${toVerifierKey(toWitnessKey('twin', keyOf('witness city').publicKey))}\n`),
    ],
    'with the log as its own witness': [
      2,
      (s) => s.replace(/(witness city) .*/, `$1 ${toVerifierKey(toWitnessKey('city', keyOf('log').publicKey))}`),
    ],
    'with a name twice': [3, (s) => s.replace('witness hotline', 'witness city')],
    'with a witness named none': [2, (s) => s.replace('witness city', 'witness none')],
    'with a member twice': [6, (s) => s.replace('firm auditor', 'firm auditor city')],
    'with a member of two groups': [7, (s) => s.replace('quorum', 'group more any city\nquorum')],
    'with a member that does not exist': [6, (s) => s.replace('firm auditor', 'firm nobody')],
    'with none as member': [6, (s) => s.replace('firm auditor', 'firm none')],
    'with a threshold of 0': [6, (s) => s.replace('witnesses 3', 'witnesses 0')],
    'with a threshold above the members': [6, (s) => s.replace('witnesses 3', 'witnesses 5')],
    'with a threshold of 03': [6, (s) => s.replace('witnesses 3', 'witnesses 03')],
    'with an empty group': [6, (s) => s.replace(/group.*/, 'group witnesses all')],
    'with a group that is used before it is defined': [6, (s) => s.replace(/(group .*)\n(quorum .*)/, '$2\n$1')],
    'with a second quorum': [8, (s) => s.replace(/(quorum .*\n)/, '$1$1')],
    'without a quorum': [10, (s) => s.replace(/quorum .*\n/, '')],
    'without a log': [10, (s) => s.replace(/log .*\n/, '')],
    'with a damaged key': [1, (s) => s.replace(logKey, `${logKey.slice(0, -4)}AAAA`)],
    'with a low-order key': [2, (s) => s.replace(/(witness city) .*/, `$1 ${toVerifierKey(toWitnessKey('low', new Uint8Array(32)))}`)],
    'with a short key': [2, (s) => s.replace(/(witness city) .*/, `$1 ${toVerifierKey(toWitnessKey('low', new Uint8Array(31).fill(9)))}`)],
    'with a second space': [9, (s) => s.replace(/(#xinbiao space .*\n)/, '$1$1')],
    'with a space that is no UUID': [8, (s) => s.replace(/(#xinbiao space) .*/, '$1 here')],
    'with a second root of one organisation': [
      10,
      (s) => s.replace(/(#xinbiao root \S+) .*\n/, `$&$1 ${toHex(keyOf('more').publicKey)}\n`),
    ],
    'with one root key for two organisations': [
      10,
      (s) => s.replace(/#xinbiao root .*\n/, `$&#xinbiao root ${ORG.replace(/1$/, '2')} ${root}\n`),
    ],
    'with a root in upper case': [9, (s) => s.replace(root, root.toUpperCase())],
    'with a receipt key of another log': [
      10,
      (s) =>
        s.replace(/(#xinbiao receipt) .*/, `$1 ${toVerifierKey({ name: 'x/receipt', type: ED25519, publicKey: keyOf('x').publicKey })} 0`),
    ],
    'with receipts of no size': [10, (s) => s.replace(/(#xinbiao receipt .*) 0\n/, '$1\n')],
    'with receipts of three sizes': [10, (s) => s.replace(/(#xinbiao receipt .*) 0\n/, '$1 0 1 2\n')],
    'with 65 receipt keys': [
      74,
      (s) =>
        s +
        Array.from(
          { length: 64 },
          (_, i) =>
            `#xinbiao receipt ${toVerifierKey({ name: 'log.example/receipt', type: ED25519, publicKey: keyOf(`r${i}`).publicKey })} 0\n`,
        ).join(''),
    ],
    'with 1,025 roots': [
      1034,
      (s) =>
        s +
        Array.from({ length: 1024 }, (_, i) => `#xinbiao root ${ORG.slice(0, -4)}${1000 + i} ${toHex(keyOf(`o${i}`).publicKey)}\n`).join(
          '',
        ),
    ],
    'with receipts that end where they begin': [10, (s) => s.replace(/(#xinbiao receipt .*) 0\n/, '$1 5 5\n')],
    'with an unknown line of ours': [8, (s) => s.replace('#xinbiao space', '#xinbiao spice')],
    'with a line of ours behind a blank': [8, (s) => s.replace('#xinbiao space', ' #xinbiao space')],
    'with a line of ours behind a tab': [8, (s) => s.replace('#xinbiao space', '#xinbiao\tspace')],
    'with two blanks in a line of ours': [8, (s) => s.replace('#xinbiao space', '#xinbiao  space')],
    'with more than 256 KiB': [0, (s) => s + '#'.repeat(300_000)],
    'with 65 witnesses': [
      66,
      (s) => s.replace('group', `${Array.from({ length: 61 }, (_, i) => `witness w${i} ${vkey(`w${i}`)}`).join('\n')}\ngroup`),
    ],
  };
  for (const [what, [line, change]] of Object.entries(cases))
    it(what, async () => {
      expect(change(text), 'the case changes the policy').not.to.equal(text);
      await expectCode(() => parsePolicy(change(text)), 'policy-malformed');
      expect(lineOf(() => parsePolicy(change(text)))).to.equal(line);
    });
});

/** Rules over at most six witnesses, each named once. */
const rules = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat()), { minLength: 1, maxLength: 3 }).map((groups): Quorum => {
  let next = 0;
  const members = groups.slice(0, 2).map(([size, pick]): Quorum => {
    const names = Array.from({ length: size }, () => ({ witness: `w${next++}` }));
    return { k: 1 + (pick % size), members: names };
  });
  return { k: 1 + (groups.length % members.length), members };
});
const subsets = (n: number): string[][] =>
  Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (__, i) => `w${i}`).filter((___, i) => (bits >> i) % 2 === 1));

describe('quorums', () => {
  it('count the fewest that meet them and the fewest that two have in common, as trying all says', () =>
    fc.assert(
      fc.property(rules, (rule) => {
        const meeting = subsets(countWitnesses(rule)).filter((set) => isMet(rule, (name) => set.includes(name)));
        expect(leastToMeet(rule)).to.equal(Math.min(...meeting.map((set) => set.length)));
        const overlaps = meeting.flatMap((a) => meeting.map((b) => a.filter((name) => b.includes(name)).length));
        expect(leastOverlap(rule)).to.equal(Math.min(...overlaps));
      }),
      { numRuns: 60 },
    ));
  it('take the k-th smallest time and the smallest of the k newest', () => {
    const rule: Quorum = { k: 3, members: ['a', 'b', 'c', 'd'].map((witness) => ({ witness })) };
    const times = new Map([
      ['a', 40],
      ['b', 10],
      ['c', 30],
      ['d', 20],
    ]);
    expect([earliestMet(rule, times), latestMet(rule, times)]).to.deep.equal([30, 20]);
    times.delete('a');
    expect([earliestMet(rule, times), latestMet(rule, times)]).to.deep.equal([30, 10]);
    times.delete('b');
    expect([earliestMet(rule, times), latestMet(rule, times)]).to.deep.equal([undefined, undefined]);
  });
});
