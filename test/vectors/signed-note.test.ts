import { expect } from 'chai';
import { parseNote, parseVerifierKey, toVerifierKey, verifyNote } from '../../provenance/log/note.ts';
import { verifyPublicKey } from '../../common/crypto/signature.ts';
import { expectCode } from '../support/expect-code.ts';

const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SIGNATURE = 'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
const note = (text: string) => `${text}\n\u2014 example.com/foo ${SIGNATURE}\n`;

describe('C2SP signed-note', () => {
  const key = parseVerifierKey(VKEY);
  it('reads and writes the specification’s key', () => expect(toVerifierKey(key)).to.equal(VKEY));
  it('takes a key of the prime-order group', () => verifyPublicKey(key.publicKey));
  it('refuses a low-order key', () => expectCode(() => verifyPublicKey(new Uint8Array(32)), 'key-unacceptable'));
  it('verifies the specification’s note', () =>
    expect(verifyNote(parseNote(note('This is an example message.\n')), key)).to.equal('This is an example message.\n'));
  it('refuses another text', () => expectCode(() => verifyNote(parseNote(note('This is another message.\n')), key), 'signature-invalid'));
});
