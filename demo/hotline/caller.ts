import type { Draw } from './draw.ts';
import {
  DOTS,
  DOTTED_NAMES,
  FATHERS_NAMES,
  GIVEN_CHARACTERS,
  RARE_GIVEN_CHARACTERS,
  RARE_SURNAMES,
  SURNAMES,
  UNDIVIDED_NAMES,
} from './names.ts';
import { ESTATES, STREETS, type District } from './places.ts';

/** An invented person; '' is what she did not give. */
export interface Caller {
  readonly name: string;
  /** Identity number of 18 characters. */
  readonly id: string;
  readonly mobile: string;
  readonly landline: string;
  readonly email: string;
  readonly address: string;
}

const createGivenName = (draw: Draw): string => {
  const character = (): string => (draw.once(12) ? draw.pick(RARE_GIVEN_CHARACTERS) : draw.pick(GIVEN_CHARACTERS));
  return draw.once(4) ? character() : `${character()}${character()}`;
};

export const createName = (draw: Draw): string => {
  const kind = draw.below(20);
  if (kind === 0) return `${draw.pick(DOTTED_NAMES)}${draw.pick(DOTS)}${draw.pick(FATHERS_NAMES)}`;
  if (kind === 1) return draw.pick(UNDIVIDED_NAMES);
  return `${kind === 2 ? draw.pick(RARE_SURNAMES) : draw.pick(SURNAMES)}${createGivenName(draw)}`;
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2) over its first 17 digits. */
const checkCharacter = (digits: string): string =>
  '10X98765432'[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11] ?? '';

const FIRST_BIRTH = Date.UTC(1950, 0, 1);
const BIRTHS = 20_000;

/**
 * A valid identity number that nobody has: the sequence codes 996 to 999 were kept for people who were a hundred years old, and these
 * dates of birth begin in 1950.
 */
const createIdentityNumber = (draw: Draw, { region }: District): string => {
  const born = new Date(FIRST_BIRTH + draw.below(BIRTHS) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `${region}${born}${996 + draw.below(4)}`;
  return `${digits}${checkCharacter(digits)}`;
};

const MOBILE_PREFIXES = ['134', '139', '150', '158', '166', '173', '177', '180', '186', '191', '198', '199'] as const;

/** The form of a mobile number; the four digits that name an exchange are zeros. */
export const createMobile = (draw: Draw): string => `${draw.pick(MOBILE_PREFIXES)}0000${draw.digits(4)}`;

const createLandline = (draw: Draw): string => {
  const number = `8000${draw.digits(4)}`;
  return draw.pick([`0517-${number}`, `0517${number}`, `(0517) ${number}`, `0517-${number}-${1 + draw.below(20)}`]);
};

/** Domains that RFC 2606 keeps free. */
const MAIL_DOMAINS = ['example.com', 'example.org', 'mail.example', 'huaian.example'] as const;

const createAddress = (draw: Draw, { name }: District): string => {
  const room = `${1 + draw.below(6)}单元${1 + draw.below(18)}0${1 + draw.below(4)}室`;
  const place = draw.once(3) ? draw.pick(ESTATES) : `${draw.pick(STREETS)}${1 + draw.below(400)}号${draw.pick(ESTATES)}`;
  return `江苏省淮安市${name}${place}${1 + draw.below(32)}幢${room}`;
};

export const createCaller = (draw: Draw, district: District): Caller => ({
  name: createName(draw),
  id: createIdentityNumber(draw, district),
  mobile: createMobile(draw),
  landline: draw.once(3) ? createLandline(draw) : '',
  email: draw.once(3) ? `caller${draw.digits(5)}@${draw.pick(MAIL_DOMAINS)}` : '',
  address: createAddress(draw, district),
});
