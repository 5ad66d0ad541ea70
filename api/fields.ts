import { z } from 'zod';
import { hash, uuid } from '../provenance/event/fields.ts';

/** Characters of one line of text for people. */
const LONGEST_LINE = 200;

export const line = z.string().min(1).max(LONGEST_LINE);
/** Text for people in both languages of the console. */
export const bilingual = z.strictObject({ zh: line, en: line }).meta({ id: 'Bilingual' });
/** Standard base64 with padding, at most `characters` long. */
export const base64 = (characters: number) => z.base64().max(characters);
/** 32 bytes that only their holder and the gateway's check may know, hex. */
export const secret = hash;
/** Account name at the gateway's login. */
export const login = z.string().regex(/^[a-z][a-z0-9.-]{1,63}$/);
/** Verifier key text of C2SP signed-note: `name+hash+key`. */
export const verifierKey = z.string().min(12).max(512);
/** C2SP signed note: a checkpoint, a receipt, a proof. */
export const note = z.string().max(65_536);

/** Where a page begins or ends: a whole number of at most 15 digits. */
export const cursor = z.string().regex(/^(?:0|[1-9][0-9]{0,14})$/);

export const idParameter = z.strictObject({ id: uuid });
export const orgParameter = z.strictObject({ org: uuid });
export const loginParameter = z.strictObject({ login });
export const uidParameter = z.strictObject({ uid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
export const itemParameter = z.strictObject({ item: uuid });
export const keyParameter = z.strictObject({ key: hash });
export const eventParameter = z.strictObject({ id: hash });
export const releaseItemParameters = z.strictObject({ id: uuid, item: uuid });
/** `label`: event of one label of the item, where several people labeled it. */
export const labelQuery = z.strictObject({ label: hash.optional() });
/** What a call without content answers. */
export const nothing = z.strictObject({}).meta({ id: 'Nothing' });
