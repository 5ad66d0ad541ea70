import { expect } from 'chai';
import type { Json } from '../../../../common/canonical-json.ts';
import { DRAW_CHECKS } from '../../../../provenance/evidence/draw/draw-checks.ts';
import { verifyDraw } from '../../../../provenance/evidence/draw/draw-verifier.ts';
import { readLotFile, writeLotFile, type LotFile } from '../../../../provenance/evidence/draw/lot-file.ts';
import { createLogKeys, toTerms } from '../../../support/forge-log.ts';
import { drawPremises, forgeDraw, type DrawLies, type ForgedDraw } from '../../../support/forged-draw.ts';
import { own, verify, withTwice } from './own-draw.ts';
import { mutationsOf } from '../../../support/mutations.ts';
import { writePolicy } from '../../../../provenance/log/policy-text.ts';
import { label, signRoster } from '../../../support/scripted-lot.ts';

const other = await forgeDraw({ seed: 'another draw' });

const changed = (change: (file: LotFile) => LotFile, { file }: ForgedDraw = own): string => writeLotFile(change(structuredClone(file)));

/** A label by somebody who came onto the roster after the lot opened. */
const byThird = (s: ForgedDraw['s'], lot: ForgedDraw['lot'], at: number) => {
  const third = s.certify(lot.firm, ['labeler']);
  signRoster(s, lot.keeper, lot.opened, [...lot.labelers, third], 2);
  return label(s, lot, third, at);
};

describe('a lot file', () => {
  it('lets a stranger redo the draw, by every check of the table', () => {
    const { verdict, checks, shown } = verifyDraw(own.text, drawPremises(own.policyText));
    expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
    expect(verdict).to.equal('verified');
    const passed = checks.filter(({ result }) => result === 'passed').map(({ name }) => name);
    expect(passed).to.deep.equal(['lot-readable', ...DRAW_CHECKS.map(({ name }) => name)]);
    expect(shown).to.deep.include({ labels: 6, outcome: own.file.outcome });
    expect(shown?.anchor).to.deep.include({ size: own.s.entries.length, k: 3, n: 4, f: 1, ground: 'shown' });
  });

  it('draws fewer labels than there are, each with the id of its event', () => {
    const { outcome } = own.file;
    if (outcome.kind !== 'drawn') return expect.fail('not drawn');
    expect(outcome.sample).to.have.length(2);
    for (const { position, label: drawn } of outcome.sample) expect(drawn).to.equal(own.labels[position]?.id);
    return undefined;
  });

  it('is only consistent with itself without a policy, or with one that pins nothing', () => {
    expect(verifyDraw(own.text, drawPremises()).verdict).to.equal('unanchored');
    const plain = own.policyText.replaceAll(/^#xinbiao .*\n/gm, '');
    const { verdict, shown } = verify(own.text, plain);
    expect([verdict, shown?.anchor]).to.deep.equal(['unanchored', undefined]);
  });

  it('fails under a policy of other keys, and a forged space of other roots fails under ours', () => {
    const roots = [own.lot.owner, own.lot.firm].map(({ org, key }) => ({ org, key: key.publicKey }));
    const foreign = writePolicy({ ...toTerms(createLogKeys('elsewhere')), space: own.s.space, roots });
    expect(verify(own.text, foreign).failed).to.equal('log-signature');
    expect(verify(other.text).failed).to.equal('space-matches');
  });

  it('says that the whole lot is inspected where a side was silent, and whose silence it was', async () => {
    const { text, policyText, file } = await forgeDraw({ silent: true });
    const { verdict, shown } = verify(text, policyText);
    expect([verdict, shown?.anchor?.ground]).to.deep.equal(['unproven', 'absence']);
    expect(shown?.outcome).to.deep.equal({ kind: 'whole', reason: 'unrevealed', cost: ['inspector'] });
    const blamed = writeLotFile({ ...file, outcome: { kind: 'whole', reason: 'unrevealed', cost: ['owner'] } });
    expect(verify(blamed, policyText).failed).to.equal('seed-redone');
  });

  it('of a derivative holds what that was made of', async () => {
    const { text, policyText, file } = await forgeDraw({ derived: 'officer' });
    expect(verify(text, policyText).verdict).to.equal('verified');
    expect(file.events.filter(({ signed }) => signed.event.type === 'dataset-registered')).to.have.length(2);
  });

  it('does not walk in circles where two datasets were made of each other', async () => {
    const { text, policyText, file } = await forgeDraw({ derived: 'officer' });
    const ids = file.events.flatMap(({ signed: { event } }) => (event.type === 'dataset-registered' ? [event.subject.id] : []));
    const derived = { from: ids[1] ?? '', plan: '1'.repeat(64), report: '2'.repeat(64) };
    const circle = file.events.map((event) => {
      const { signed } = event;
      if (signed.event.type !== 'dataset-registered' || signed.event.subject.id !== ids[0]) return event;
      return { ...event, signed: { ...signed, event: { ...signed.event, body: { ...signed.event.body, derived } } } };
    });
    expect(text).to.include(ids[1]);
    const { verdict, checks } = verifyDraw(writeLotFile({ ...file, events: circle }), drawPremises(policyText));
    const needed = checks.find(({ name }) => name === 'only-what-is-needed');
    expect([verdict, needed?.code]).to.deep.equal(['failed', 'evidence-incomplete']);
  });

  it('holds that the adjudicator joined who decides over withheld pay, and fails without', async () => {
    const adjudicated = await forgeDraw({ adjudicated: true });
    const failureOf = (text: string) => verifyDraw(text, drawPremises(adjudicated.policyText)).failed;
    expect(failureOf(adjudicated.text)).to.equal(undefined);
    const isAdjudicator = ({ signed: { event } }: LotFile['events'][number]): boolean =>
      event.type === 'organisation-joined' && event.body.role === 'auditor';
    const lacking = changed(({ events, ...file }) => ({ ...file, events: events.filter((event) => !isAdjudicator(event)) }), adjudicated);
    expect(adjudicated.file.events.filter(isAdjudicator)).to.have.length(1);
    expect(failureOf(lacking)).to.equal('only-what-is-needed');
  });

  it('stands where a firm inspects that neither labels nor commits', async () => {
    const { text, policyText } = await forgeDraw({ stranger: true });
    const { verdict, failed, shown } = verify(text, policyText);
    expect([verdict, failed]).to.deep.equal(['unproven', undefined]);
    expect(shown?.outcome).to.deep.equal({ kind: 'whole', reason: 'uncommitted', cost: ['inspector'] });
  });

  it('takes no reveal for timely that an earlier checkpoint, from after the hours, does not hold', async () => {
    const late = await forgeDraw({ late: true });
    expect(late.file.outcome.kind).to.equal('drawn');
    expect(verify(late.text, late.policyText).failed).to.equal('seed-redone');
    const outcome = { kind: 'whole', reason: 'unrevealed', cost: ['inspector'] } as const;
    const whole = writeLotFile({ ...late.file, outcome: { ...outcome, cost: [...outcome.cost] } });
    const { verdict, shown } = verify(whole, late.policyText);
    expect([verdict, shown?.anchor?.ground]).to.deep.equal(['verified', 'shown']);
    expect(verifyDraw(whole, drawPremises()).verdict).to.equal('unanchored');
    const both = writeLotFile({ ...late.file, outcome: { ...outcome, cost: ['owner', 'inspector'] } });
    expect(verify(both, late.policyText).failed).to.equal('seed-redone');
  });

  it('is not stopped by the false time of a commitment or reveal, which it names, and is by that of the closing', async () => {
    const types = { commit: 'inspection-committed', reveal: 'inspection-revealed' } as const;
    for (const off of [{ commit: 5 }, { reveal: 5 }, { reveal: -5 }, { commit: 5, reveal: -5 }]) {
      const { text, policyText } = await forgeDraw({ off });
      const { verdict, shown } = verify(text, policyText);
      const named = Object.keys(off).map((step) => types[step as keyof typeof types]);
      expect([verdict, shown?.anchor?.misdated.map(({ type }) => type)]).to.deep.equal(['verified', named]);
    }
    const closed = await forgeDraw({ off: { close: 5 } });
    expect(verify(closed.text, closed.policyText).failed).to.equal('time-within-interval');
    const honest = await forgeDraw();
    expect(verify(honest.text, honest.policyText).shown?.anchor?.misdated).to.deep.equal([]);
  });

  it('takes labels by whoever came onto the roster meanwhile, and late work that the lot pays', async () => {
    const replaced = await forgeDraw({ labels: (all, s, lot) => [...all.slice(0, -1), byThird(s, lot, 2)] });
    expect(verify(replaced.text, replaced.policyText)).to.include({ verdict: 'verified' });
    const paid = await forgeDraw({ pays: 1, labels: (all, s, lot) => [...all, byThird(s, lot, 2)] });
    expect(verify(paid.text, paid.policyText)).to.include({ verdict: 'verified' });
  });

  it('takes no more labels of an item, none by the same person, none by anybody who is not on the roster', async () => {
    const crowded: NonNullable<DrawLies['labels']> = ([a, b, ...rest], s, lot) => [a!, b!, byThird(s, lot, 0), ...rest.slice(0, -1)];
    const unlisted: NonNullable<DrawLies['labels']> = (all, s, lot) => [
      ...all.slice(0, -1),
      label(s, lot, s.certify(lot.firm, ['labeler']), 2),
    ];
    for (const [labels, reason] of [
      [crowded, 'too many'],
      [withTwice, 'one person twice'],
      [unlisted, 'not on the roster'],
    ] as const) {
      const { text, policyText } = await forgeDraw({ labels });
      const { failed, checks } = verify(text, policyText);
      expect([failed, checks.find(({ name }) => name === failed)?.details?.['reason']]).to.deep.equal(['labels-stand', reason]);
    }
  });

  it('is not made while somebody may still reveal', () => {
    const early = changed((file) => ({
      ...file,
      events: file.events.slice(0, -1),
      outcome: { kind: 'whole', reason: 'unrevealed', cost: ['inspector'] },
    }));
    expect(verify(early).failed).to.equal('seed-redone');
  });
});

describe('a closing that counts beyond measure', () => {
  const drawn = { kind: 'drawn', seed: 'ef'.repeat(32), size: 2, accept: 0, positions: [0, 1] } as const;
  const whole = { kind: 'whole', reason: 'unrevealed', cost: ['inspector'], size: 0, positions: [] } as const;
  for (const counted of [2 ** 40, Number.MAX_SAFE_INTEGER, 7, 5])
    for (const says of [drawn, whole])
      it(`${counted} labels, ${says.kind}: fails at once, by name`, async () => {
        const { text, policyText } = await forgeDraw({
          plan: { kind: 'zero-defect', share: 1 },
          counted,
          says,
          silent: says.kind === 'whole',
        });
        for (const policy of [policyText, undefined]) {
          const { verdict, checks } = verifyDraw(text, drawPremises(policy));
          expect(verdict).to.equal('failed');
          for (const name of ['seed-redone', 'size-redone', 'sample-redone'])
            expect(checks.find((check) => check.name === name)).to.include({ result: 'failed' });
        }
      });
});

const respell = (text: string): string | undefined => {
  try {
    return writeLotFile(readLotFile(text));
  } catch {
    return undefined;
  }
};

describe('a lot file that was tampered with', () => {
  /** Of labels, all of one shape, the first two; of events those of the draw: the others are a bundle's (tampering.test.ts). */
  const drawTypes = ['lot-opened', 'lot-closed', 'inspection-committed', 'inspection-revealed'];
  const isLooked = (pointer: string): boolean => {
    const [, part = '', at = ''] = pointer.split('/');
    if (part === 'labels') return Number(at) < 2 || at === '';
    return part !== 'events' || drawTypes.includes(own.file.events[Number(at)]?.signed.event.type ?? '');
  };
  const tampered = mutationsOf(own.file as unknown as Json, other.file as unknown as Json).filter(({ pointer }) => isLooked(pointer));
  const caught = ['lot-readable', ...DRAW_CHECKS.map(({ name }) => name).filter((name) => name !== 'lot-canonical')];

  /** Of an earlier checkpoint one of four cosignatures is missing, and three are asked for. */
  const leavesQuorum = (pointer: string, what: string, at = -1): boolean => {
    const [, index] = /^\/history\/(\d+)\/checkpoint\/~line$/.exec(pointer) ?? [];
    const line = own.file.history[Number(index)]?.checkpoint.split('\n')[at] ?? '';
    return what === 'delete' && line.includes('/witness/');
  };

  it('has hundreds of places', () => expect(tampered.length).to.be.greaterThan(300));

  it('fails by a named check, whatever was changed, deleted, repeated, swapped or taken from elsewhere', function () {
    this.timeout(120_000);
    for (const { value, pointer, what, at } of tampered) {
      // In canonical form, where it still has a lot file's shape: the spelling is not what catches it.
      const text = respell(JSON.stringify(value));
      if (text !== undefined && leavesQuorum(pointer, what, at)) continue;
      const { verdict, failed } = verify(text ?? JSON.stringify(value));
      expect(verdict, `${what} ${pointer}`).to.equal('failed');
      if (text === undefined) expect(failed, `${what} ${pointer}`).to.equal('lot-readable');
      else expect(failed, `${what} ${pointer}`).to.be.oneOf(caught);
    }
  });

  it('names what was done to its labels', () => {
    const of = (change: (labels: LotFile['labels']) => LotFile['labels']): string | undefined =>
      verify(changed((file) => ({ ...file, labels: change(file.labels) }))).failed;
    expect(of(([a, b, ...rest]) => [b!, a!, ...rest])).to.equal('labels-of-this-lot');
    expect(of(([, ...rest]) => rest)).to.equal('labels-of-this-lot');
    expect(of(([a, ...rest]) => [a!, a!, ...rest])).to.equal('labels-of-this-lot');
    expect(of(([a, ...rest]) => [a!, a!, ...rest.slice(1)])).to.equal('labels-of-this-lot');
    expect(of(([, ...rest]) => [other.file.labels[0]!, ...rest])).to.equal('labels-of-this-lot');
    expect(of(([a, ...rest]) => [{ ...a!, salt: '0'.repeat(64) }, ...rest])).to.equal('labels-in-the-log');
  });
});
