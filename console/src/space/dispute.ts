import { z } from 'zod';
import { annotationOpening } from '../../../api/documents.ts';
import { signedHeader } from '../../../api/sealed.ts';
import { parseJson, toCanonicalJson } from '../../../common/canonical-json.ts';
import { parseHex } from '../../../common/encodings.ts';
import { hash, uuid } from '../../../common/fields.ts';
import { headerHash, verifyHeader } from '../../../privacy/sealing/header.ts';
import { judgeLabel, type LabelVerdict } from '../../../privacy/sealing/label-judgement.ts';
import { sealedLabel } from '../../../privacy/sealing/messages.ts';
import { verifyOpening } from '../../../provenance/event/commitment.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import { isOfType, signedEvent, type SignedEvent } from '../../../provenance/event/event.ts';
import type { UnreadableReason } from '../../../provenance/event/fields.ts';
import { eventId, parseSignedEventJson } from '../../../provenance/event/signing.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import type { Lot } from '../../../provenance/space/state.ts';
import { fail } from './errors.ts';
import type { Ledger } from './ledger.ts';

/** Characters of a dispute that are read: a label of a mebibyte in Base64, and what stands around it. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

const schema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('label-dispute'),
  space: uuid,
  /** The author's event, and the salt of its entry in the log. */
  signed: signedEvent,
  salt: hash,
  sealed: sealedLabel,
  /** Opens this one label to whoever has the file. */
  labelKey: hash,
  /** The item header that the label names, where the author still gets it. */
  header: signedHeader.optional(),
});

/** What an author shows of a label that its owner's connector calls unreadable (docs/protocols/sealing.md, "Who lied about a label"). */
export type LabelDispute = z.infer<typeof schema>;

type Against = LabelVerdict['against'];

/** What a dispute shows. Beside those of the sealing protocol: */
export type Finding =
  | Exclude<LabelVerdict['verdict'], 'readable'>
  | 'readable'
  /** The owner's connector has not called it unreadable. */
  | 'not-disputed'
  /** It opens, and what lies in it is not what the author signed. */
  | 'author-sealed-other-answers'
  /** It opens and is what was signed; whether it fits the item only somebody who sees the item can say. */
  | 'fit-not-shown'
  /** The connector signed the header that it says it does not know. */
  | 'header-signed'
  | 'header-not-shown';

export interface DisputeVerdict {
  /** Id of the label's event, and its place in the log. */
  readonly label: string;
  readonly index: number;
  readonly lot: string;
  readonly item: string;
  /** Key of the author. */
  readonly author: string;
  /** What the owner's connector says in the log; undefined if it says nothing. */
  readonly reason: UnreadableReason | undefined;
  readonly finding: Finding;
  readonly against: Against;
}

type Found = Pick<DisputeVerdict, 'finding' | 'against'>;

/** The file: canonical JSON and one LF. */
export const writeDispute = (dispute: LabelDispute): string => `${toCanonicalJson(parseJson(JSON.stringify(dispute)))}\n`;

/** Untrusted text to a dispute. @throws DomainError `dispute-malformed` */
export const parseDispute = (text: string): LabelDispute => {
  if (text.length > MOST_CHARACTERS) return fail('dispute-malformed', { reason: `longer than ${MOST_CHARACTERS} characters` });
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    return fail('dispute-malformed', { reason: 'not JSON' }, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail('dispute-malformed', { problems: parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`) });
};

const holds = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

type Label = SignedEvent<'annotation-signed'>;

const judgeHeader = ({ header, space }: LabelDispute, { event }: Label, { id, project, opened }: Lot): Found => {
  const shown = header !== undefined && headerHash(header.header) === event.body.sealed?.header;
  const commitment = event.subject.commitment ?? '';
  const premise = { connector: opened.signed.event.actor.key, expected: { space, project, lot: id, item: event.subject.id, commitment } };
  return shown && holds(() => verifyHeader(header, premise))
    ? { finding: 'header-signed', against: 'owner' }
    : { finding: 'header-not-shown', against: 'nobody' };
};

/** Is what lies in the label the opening of what its author signed? */
const isSigned = (content: Uint8Array, { event }: Label): boolean =>
  holds(() => {
    const opening = annotationOpening.parse(parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)));
    verifyOpening(opening, 'annotation', event.subject.id, event.body.result);
  });

const judgeKey = ({ labelKey, sealed, space }: LabelDispute, label: Label, { id, opened }: Lot, authorKey: string): Found => {
  const { actor, subject, body } = label.event;
  const place = { space, lot: id, item: subject.id, author: actor.key, lotEvent: opened.id };
  const readers = { lot: opened.signed.event.body.lotKey ?? '', author: authorKey };
  const judged = judgeLabel(parseHex(labelKey), sealed, { place, readers, hash: body.sealed?.label ?? '' });
  if (judged.verdict !== 'readable') return { finding: judged.verdict, against: judged.against };
  return isSigned(judged.content, label)
    ? { finding: 'readable', against: 'owner' }
    : { finding: 'author-sealed-other-answers', against: 'author' };
};

const judge = (dispute: LabelDispute, label: Label, lot: Lot, authorKey: string, reason: UnreadableReason | undefined): Found => {
  if (reason === undefined) return { finding: 'not-disputed', against: 'nobody' };
  if (reason === 'header-unknown') return judgeHeader(dispute, label, lot);
  const found = judgeKey(dispute, label, lot, authorKey);
  // That it can be read is no answer to "it does not fit".
  return reason === 'answers-unfit' && found.finding === 'readable' ? { finding: 'fit-not-shown', against: 'nobody' } : found;
};

/**
 * Who lied about a label, the owner's connector or its author, by the own verified copy of the log. The file is untrusted throughout.
 * @throws DomainError `dispute-malformed`; `dispute-unlogged` for a label that this log does not hold, or that is none of a sealed lot
 */
export const judgeDispute = (text: string, { state, indexOf }: Pick<Ledger, 'state' | 'indexOf'>): DisputeVerdict => {
  const dispute = parseDispute(text);
  const signed = parseSignedEventJson(dispute.signed);
  const unlogged = (reason: string): never => fail('dispute-unlogged', { reason });
  if (dispute.space !== state.space || signed.event.space !== state.space) return unlogged('another space');
  if (!isOfType(signed, 'annotation-signed') || signed.event.body.sealed === undefined) return unlogged('no sealed label');
  const index = indexOf(leafHash(toLogEntry(signed, parseHex(dispute.salt)))) ?? unlogged('not in the log');
  const { actor, body, subject } = signed.event;
  const lot = state.lots.get(body.lot) ?? unlogged('no such lot');
  const authorKey = state.certificates.get(actor.key)?.openingKey ?? unlogged('no such certificate');
  const label = eventId(signed.event);
  const reason = lot.unreadable.get(label);
  const found = judge(dispute, signed, lot, authorKey, reason);
  return { label, index, lot: lot.id, item: subject.id, author: actor.key, reason, ...found };
};
