import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errors } from '../../console/src/i18n/messages/errors.ts';
import { STATUSES } from '../../gateway/statuses.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Members of a closed union as its folder writes it down. */
const unionIn = (file: string, name: string): readonly string[] => {
  const source = fs.readFileSync(path.join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const [, members = ''] = new RegExp(`type ${name}\\s*=([^;]+);`).exec(source) ?? [];
  return Array.from(members.matchAll(/'([\w-]+)'/g), ([, code = '']) => code);
};

/** Every code that a person's page can be handed: by the gateway, in a sealed answer of a connector, or by what runs in the page. */
const UNIONS: Readonly<Record<string, readonly string[]>> = {
  gateway: [...Object.keys(STATUSES), 'internal'],
  connector: unionIn('connectors/errors.ts', 'ConnectorCode'),
  contest: unionIn('provenance/gold/opening.ts', 'ContestCode'),
  deidentification: unionIn('privacy/deidentification/errors.ts', 'DeidentificationCode'),
  space: unionIn('console/src/space/errors.ts', 'SpaceCode'),
  labeling: unionIn('labeling/errors.ts', 'LabelingCode'),
  sealing: unionIn('privacy/sealing/errors.ts', 'SealingCode'),
  recipients: unionIn('provenance/identity/recipient.ts', 'RecipientCode'),
  log: unionIn('provenance/log/errors.ts', 'LogCode'),
  common: unionIn('common/errors.ts', 'CommonCode'),
};

/** Codes that no page can show, by the reason for it. */
const ONLY_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'ends the start of a process, whose log says it': [
    'keys-unreadable',
    'enrolment-missing',
    'enrolment-malformed',
    'witness-state-unreadable',
    'certificate-unfit',
    'certificate-revoked',
    'pin-list-unfit',
    'pin-list-contradicted',
    'ledger-damaged',
  ],
  'a connector waits instead of answering with it': ['acting-stopped', 'event-dropped'],
  'a connector does not answer such a command at all': ['command-not-logged'],
  'told to a connector or witness that reports, enrols or delivers by itself': [
    'command-answered',
    'cosigner-unknown',
    'enrolment-foreign',
    'enrolment-pending',
    'enrolment-unfit',
    'enrolment-uninvited',
    'enrolments-full',
    'field-withheld',
    'item-ciphertext-differs',
    'item-not-sampled',
    'item-text-differs',
    'label-not-counting',
    'lot-closing-differs',
    'lot-awaited',
    'lot-deadline-ahead',
    'release-files-differ',
    'row-differs',
    'row-taken',
    'sample-incomplete',
    'sample-undelivered',
    'sealing-stale',
    'wrap-recipient-unknown',
  ],
  'whoever opens a sealed item is told item-refused, whoever opens a label reads its ruling': [
    'batch-malformed',
    'header-foreign',
    'header-malformed',
    'header-superseded',
    'header-signature-invalid',
    'item-commitment-differs',
    'item-key-differs',
    'item-padding-malformed',
    'item-too-long',
    'item-unopened',
    'label-key-differs',
    'label-padding-malformed',
    'label-wrap-differs',
    'label-wrap-unopened',
    'lot-key-differs',
    'seal-unopened',
    'wrap-foreign',
    'wrap-malformed',
    'wrap-signature-invalid',
    'wrap-unopened',
  ],
  'only a fault of our own code': [
    'finding-malformed',
    'findings-missing',
    'frontier-malformed',
    'key-length-wrong',
    'malformed-money',
    'offset-map-malformed',
    'report-malformed',
    'row-ragged',
    'rows-unread',
    'salts-unfit',
  ],
  'no page imports results': ['import-unsupported'],
  'told to whoever checks the record of an alarm by a program': ['misbehavior-unproven'],
};

const listed = Object.values(ONLY_PROGRAMS).flat();
const all = new Set(Object.values(UNIONS).flat());
const said = (code: string): boolean => Object.hasOwn(errors.zh, code) && Object.hasOwn(errors.en, code);

describe('sentences of refusals', () => {
  for (const [name, codes] of Object.entries(UNIONS))
    it(`say every code of the ${name} that can reach a person, in both languages`, () => {
      expect(codes.length).to.be.greaterThan(5);
      expect(codes.filter((code) => !listed.includes(code) && !said(code))).to.deep.equal([]);
    });

  it('leave out codes that exist, once each, and have no sentence after all', () => {
    expect(new Set(listed).size).to.equal(listed.length);
    expect(listed.filter((code) => !all.has(code) || said(code))).to.deep.equal([]);
  });

  it('are of codes that exist', () => {
    // `unknown` stands for a failure without a code; a bundle's own codes are read as checks, some as refusals too.
    const rules = unionIn('provenance/evidence/errors.ts', 'EvidenceCode');
    const known = new Set([...all, ...rules, 'unknown']);
    expect(Object.keys(errors.zh).filter((code) => !known.has(code))).to.deep.equal([]);
  });

  it('say what happened and what to do in different words', () => {
    for (const [code, { what, next }] of [...Object.entries(errors.zh), ...Object.entries(errors.en)])
      expect(what === next || what.trim() === '' || next.trim() === '', code).to.equal(false);
  });
});
