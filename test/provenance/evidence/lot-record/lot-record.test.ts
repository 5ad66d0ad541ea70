import { expect } from 'chai';
import type { Json } from '../../../../common/canonical-json.ts';
import { isLotRecord, readLotRecord, writeLotRecord, type LotRecord } from '../../../../provenance/evidence/lot-record/lot-record.ts';
import { RECORD_CHECKS } from '../../../../provenance/evidence/lot-record/record-checks.ts';
import { verifyLotRecord } from '../../../../provenance/evidence/lot-record/record-verifier.ts';
import { createLogKeys, toTerms } from '../../../support/forge-log.ts';
import { drawPremises } from '../../../support/forged-draw.ts';
import { forgeRecord } from '../../../support/forged-record.ts';
import { mutationsOf } from '../../../support/mutations.ts';
import { writePolicy } from '../../../../provenance/log/policy-text.ts';
import { own, verify } from './own-record.ts';

const other = await forgeRecord({ certifies: {}, releases: {}, draw: { seed: 'another lot' } });

const changed = (change: (file: LotRecord) => LotRecord): string => writeLotRecord(change(structuredClone(own.file)));

describe('a lot record', () => {
  it('shows another unit a certified lot offline, by every check of the table', () => {
    const { verdict, checks, shown } = verifyLotRecord(own.text, drawPremises(own.policyText));
    expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
    const passed = checks.filter(({ result }) => result === 'passed').map(({ name }) => name);
    expect(passed).to.deep.equal(['record-readable', ...RECORD_CHECKS.map(({ name }) => name)]);
    const indices = own.labels.map(({ index }) => index);
    const { subject, body } = own.inspected.signed.event;
    const range = { first: Math.min(...indices), last: Math.max(...indices) };
    expect(verdict).to.equal('verified');
    expect(shown).to.deep.include({
      lot: subject.id,
      labels: 6,
      range,
      inspected: body.inspected,
      defects: 0,
      accept: 0,
      answer: 'accepted',
    });
    expect(shown?.certificate?.agreement?.map(({ method }) => method)).to.deep.equal(['span-f1-exact', 'krippendorff-alpha-nominal']);
    expect(shown?.anchor).to.deep.include({ size: own.s.entries.length, k: 3, n: 4, f: 1 });
  });

  it('holds no label, no verdict, no person of the firms but who signed for the lot', () => {
    for (const { signed, salt } of own.s.events)
      if (salt !== undefined) expect(own.text).to.not.include(salt).and.not.include(signed.signature);
    expect(isLotRecord(own.text)).to.equal(true);
    expect(['', '[]', '{}', 'null', '{"about":"label"}', '{"kind":"two-roots"}'].filter(isLotRecord)).to.deep.equal([]);
  });

  it('says how far the lot has come: inspected, accepted or given back, certified with or without figures', async () => {
    for (const [lies, answer, certified] of [
      [{ gives: 'nothing' }, undefined, false],
      [{ gives: 'back' }, 'returned', false],
      [{}, 'accepted', false],
      [{ certifies: {} }, 'accepted', true],
    ] as const) {
      const { text, policyText } = await forgeRecord(lies);
      const { verdict, failed, shown } = verify(text, policyText);
      expect([verdict, failed, shown?.answer, shown?.certificate !== undefined]).to.deep.equal(['verified', undefined, answer, certified]);
      expect(shown?.certificate?.agreement).to.equal(undefined);
    }
  });

  it('of a lot of which a side was silent shows that every label was inspected', async () => {
    const { text, policyText } = await forgeRecord({ certifies: {}, draw: { silent: true } });
    const { verdict, failed, shown } = verify(text, policyText);
    expect([verdict, failed]).to.deep.equal(['verified', undefined]);
    expect(shown).to.deep.include({ labels: 6, inspected: 6 });
    expect(shown?.accept).to.equal(undefined);
  });

  it('is only consistent with itself without a policy, and fails under one of other keys', () => {
    expect(verifyLotRecord(own.text, drawPremises()).verdict).to.equal('unanchored');
    const roots = [own.lot.owner, own.lot.firm].map(({ org, key }) => ({ org, key: key.publicKey }));
    const foreign = writePolicy({ ...toTerms(createLogKeys('elsewhere')), space: own.s.space, roots });
    expect(verify(own.text, foreign).failed).to.equal('log-signature');
    expect(verify(other.text).failed).to.equal('space-matches');
  });
});

const respell = (text: string): string | undefined => {
  try {
    return writeLotRecord(readLotRecord(text));
  } catch {
    return undefined;
  }
};

describe('a lot record that was tampered with', () => {
  /** Of leaves, all of one shape, the first two; of events those of inspection, answer and certificate: the others are a lot file's and a bundle's. */
  const types = ['lot-inspected', 'lot-accepted', 'release-signed', 'lot-certified'];
  const isLooked = (pointer: string): boolean => {
    const [, part = '', at = ''] = pointer.split('/');
    if (part === 'labels' || part === 'verdicts') return Number(at) < 2 || at === '';
    return part !== 'events' || types.includes(own.file.events[Number(at)]?.signed.event.type ?? '');
  };
  const tampered = mutationsOf(own.file as unknown as Json, other.file as unknown as Json).filter(({ pointer }) => isLooked(pointer));
  const caught = ['record-readable', ...RECORD_CHECKS.map(({ name }) => name).filter((name) => name !== 'record-canonical')];

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
      const text = respell(JSON.stringify(value));
      if (text !== undefined && leavesQuorum(pointer, what, at)) continue;
      const { verdict, failed } = verify(text ?? JSON.stringify(value));
      expect(verdict, `${what} ${pointer}`).to.equal('failed');
      if (text === undefined) expect(failed, `${what} ${pointer}`).to.equal('record-readable');
      else expect(failed, `${what} ${pointer}`).to.be.oneOf(caught);
    }
  });

  it('names what was done to its leaves', () => {
    const of = (change: (labels: LotRecord['labels']) => LotRecord['labels'], part: 'labels' | 'verdicts' = 'labels'): string | undefined =>
      verify(changed((file) => ({ ...file, [part]: change(file[part]) }))).failed;
    expect(of(([a, b, ...rest]) => [b!, a!, ...rest])).to.equal('labels-under-closing');
    expect(of(([, ...rest]) => rest)).to.equal('labels-under-closing');
    expect(of(([a, ...rest]) => [a!, a!, ...rest.slice(1)])).to.equal('labels-under-closing');
    expect(of(([a, ...rest]) => [{ ...a!, index: a!.index + 1 }, ...rest])).to.equal('leaves-in-the-log');
    expect(of(([, ...rest]) => rest, 'verdicts')).to.equal('verdicts-under-inspection');
    expect(of((all) => [...all, own.file.labels[0]!], 'verdicts')).to.equal('verdicts-under-inspection');
  });
});
