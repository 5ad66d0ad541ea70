import { expect } from 'chai';
import { signCosignature, toWitnessKey, verifyCosignature } from '../../../provenance/log/cosignature.ts';
import {
  addSignatureLine,
  ED25519,
  parseNote,
  parseVerifierKey,
  signNote,
  toNoteSource,
  verifyNote,
} from '../../../provenance/log/note.ts';
import { parseBase64, toBase64 } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, keyOf, LOG_NAME, SIGNED_AT } from '../../support/log.ts';

const log = createTestLog();
log.add('one', 'two');
const key = { name: LOG_NAME, type: ED25519, publicKey: keyOf('log').publicKey };
const city = log.policy.witnesses[0]?.key ?? expect.fail('no witness');
const bare = log.note(2, []);
const dash = '\u2014';

/** Another payload on the line that begins so. */
const withPayload = (note: string, name: string, change: (bytes: Uint8Array) => Uint8Array): string =>
  note.replace(new RegExp(`(${dash} ${name} )(.+)`, 'u'), (_, start: string, data: string) => start + toBase64(change(parseBase64(data))));

describe('signed notes', () => {
  it('come back as they were', () => expect(toNoteSource(parseNote(log.note()))).to.equal(log.note()));
  it('may hold blank lines in their text', () => {
    const note = parseNote(signNote('a\n\nb\n', LOG_NAME, keyOf('log')));
    expect(verifyNote(note, key)).to.equal('a\n\nb\n');
  });
  it('ignore lines of unknown keys', () => expect(verifyNote(parseNote(log.note()), key)).to.equal(parseNote(bare).text));
  it('without a line of the key are unsigned', () =>
    expectCode(() => verifyNote(parseNote(signNote('a\n', 'other.example', keyOf('log'))), key), 'note-unsigned'));
  it('by another key of that name are unsigned', () =>
    expectCode(() => verifyNote(parseNote(signNote('a\n', LOG_NAME, keyOf('other'))), key), 'note-unsigned'));
  it('are refused whole when one of two lines of a known key fails', () => {
    const forged = withPayload(bare, LOG_NAME, (bytes) => bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte)));
    const both = toNoteSource({ text: parseNote(bare).text, signatures: [...parseNote(bare).signatures, ...parseNote(forged).signatures] });
    return expectCode(() => verifyNote(parseNote(both), key), 'signature-invalid');
  });
  for (const [what, source] of Object.entries({
    nothing: '',
    'no signature': 'text\n',
    'no blank line': bare.replace('\n\n', '\n'),
    'no last LF': bare.slice(0, -1),
    'CR LF': bare.replaceAll('\n', '\r\n'),
    'a tab': bare.replace('2\n', '\t2\n'),
    'another dash': bare.replace(dash, '-'),
    'two spaces': bare.replace(`${dash} `, `${dash}  `),
    'a plus in the name': bare.replace(`${dash} log`, `${dash} lo+g`),
    'a short payload': `a\n\n${dash} log.example AAAA\n`,
    '65 signatures': `a\n\n${`${dash} log.example AAAAAAAA\n`.repeat(65)}`,
    'more than 64 KiB': `${'a'.repeat(70_000)}\n\n${dash} log.example AAAAAAAA\n`,
  }))
    it(`are refused with ${what}`, () => expectCode(() => parseNote(source), 'note-malformed'));
  it('are refused in another spelling of base64', () =>
    expectCode(() => parseNote(`a\n\n${dash} log.example AAAAAAB=\n`), 'malformed-encoding'));
});

describe('verifier keys', () => {
  const text = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  for (const [what, wrong] of Object.entries({
    'another hash': text.replace('530d903a', '530d903b'),
    'another name': text.replace('foo', 'fob'),
    'a space': text.replace('foo', 'f o'),
    'no key': 'example.com/foo+530d903a+',
  }))
    it(`are refused with ${what}`, () => expectCode(() => parseVerifierKey(wrong), 'note-malformed'));
});

describe('cosignatures', () => {
  const line = signCosignature(parseNote(bare), city.name, keyOf('witness city'), SIGNED_AT);
  const cosigned = addSignatureLine(bare, line);
  it('give their time', () => expect(verifyCosignature(parseNote(cosigned), city)).to.equal(SIGNED_AT));
  it('leave the log’s line as it was', () => expect(cosigned.startsWith(bare)).to.equal(true));
  it('are replaced by a newer one of the same witness', () => {
    const again = addSignatureLine(cosigned, signCosignature(parseNote(bare), city.name, keyOf('witness city'), SIGNED_AT + 60));
    expect(parseNote(again).signatures.length).to.equal(2);
    expect(verifyCosignature(parseNote(again), city)).to.equal(SIGNED_AT + 60);
  });
  it('are missing on a bare checkpoint', () => expectCode(() => verifyCosignature(parseNote(bare), city), 'note-unsigned'));
  it('fail over another checkpoint', () =>
    expectCode(() => verifyCosignature(parseNote(addSignatureLine(log.note(1, []), line)), city), 'signature-invalid'));
  it('fail under another key of that name and id', () =>
    expectCode(() => {
      const forged = signCosignature(parseNote(bare), city.name, keyOf('other'), SIGNED_AT);
      const bytes = parseBase64(forged.slice(2).split(' ')[1]?.trim() ?? '');
      verifyCosignature(parseNote(withPayload(cosigned, city.name, (own) => Uint8Array.of(...own.slice(0, 4), ...bytes.slice(4)))), city);
    }, 'signature-invalid'));
  it('fail with another time', () =>
    expectCode(
      () =>
        verifyCosignature(parseNote(withPayload(cosigned, city.name, (own) => own.map((byte, i) => (i === 11 ? byte ^ 1 : byte)))), city),
      'signature-invalid',
    ));
  it('fail truncated', () =>
    expectCode(
      () => verifyCosignature(parseNote(withPayload(cosigned, city.name, (own) => own.slice(0, -1))), city),
      'cosignature-malformed',
    ));
  it('fail with a time beyond all clocks', () =>
    expectCode(
      () => verifyCosignature(parseNote(withPayload(cosigned, city.name, (own) => own.fill(255, 4, 12))), city),
      'cosignature-malformed',
    ));
  it('fail where a plain signature over the text is passed off as one', () =>
    expectCode(() => {
      const plain = keyOf('witness city').sign(new TextEncoder().encode(parseNote(bare).text));
      const zero = (own: Uint8Array) => Uint8Array.of(...own.slice(0, 4), ...new Uint8Array(8), ...plain);
      verifyCosignature(parseNote(withPayload(cosigned, city.name, zero)), city);
    }, 'signature-invalid'));
  it('are not given for anything but a checkpoint', () =>
    expectCode(
      () => signCosignature(parseNote(signNote('free text\n', LOG_NAME, keyOf('log'))), 'w', keyOf('w'), SIGNED_AT),
      'checkpoint-malformed',
    ));
  it('are not given for a time that is none', () =>
    expectCode(() => signCosignature(parseNote(bare), 'w', keyOf('w'), 0.5), 'cosignature-malformed'));
  it('are not taken for a key of another type', () =>
    expectCode(() => verifyNote(parseNote(cosigned), toWitnessKey(city.name, city.publicKey)), 'note-malformed'));
  for (const [what, bad] of Object.entries({ nothing: '', 'no LF': line.trimEnd(), 'two lines': line + line, text: 'text\n' }))
    it(`are not added as ${what}`, () => expectCode(() => addSignatureLine(bare, bad), 'note-malformed'));
});
