import { toWatermark } from '../../../../privacy/sealing/watermark.ts';
import type { Person } from '../../space/person.ts';

/** What stands over protected text while this person reads it. */
export const watermarkOf = (person: Person): string => toWatermark(person.certificate()?.subject.id ?? person.key, Date.now()).text;
