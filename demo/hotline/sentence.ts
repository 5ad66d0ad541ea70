import type { Draw } from './draw.ts';
import type { Caller } from './caller.ts';
import { createName, createMobile } from './caller.ts';
import { ESTATES, STREETS } from './places.ts';
import { CLOSINGS, DETAILS, OPENINGS, SHORT_TEXTS, type Category } from './sentences.ts';

const FILLS: Readonly<Record<string, (draw: Draw, caller: Caller) => string>> = {
  street: (draw) => draw.pick(STREETS),
  estate: (draw) => draw.pick(ESTATES),
  days: (draw) => String(2 + draw.below(40)),
  number: (draw) => String(1 + draw.below(300)),
  building: (draw) => String(1 + draw.below(32)),
  hour: (draw) => String(9 + draw.below(3)),
  line: (draw) => String(201 + draw.below(60)),
  // A letter that no plate has (GA 36: neither I nor O).
  plate: (draw) => `苏HO${draw.digits(4)}`,
  name: (draw) => createName(draw),
  mobile: (draw) => createMobile(draw),
  id: (_, { id }) => id,
  landline: (_, { landline }) => landline || '同手机',
  email: (_, { email }) => email || '你们的公众号',
  address: (_, { address }) => address,
  ticket: (draw) => draw.digits(20),
  fen: (draw) => `${draw.below(20_000)}.${draw.digits(2)}`,
};

const fill = (pattern: string, draw: Draw, caller: Caller): string =>
  pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => FILLS[name]?.(draw, caller) ?? whole);

/** How sentences follow one another: most people know the full stop, a form sends CR LF, a phone LF. */
const JOINTS = ['。', '。', '，', '；', '。\r\n', '\n', '。\r\n\r\n'] as const;

/** What a caller writes: from one word to several paragraphs. */
export const createText = (draw: Draw, caller: Caller, { complaints }: Category): string => {
  if (draw.once(25)) return draw.pick(SHORT_TEXTS);
  const count = draw.once(40) ? 30 + draw.below(30) : draw.below(5);
  const from = draw.below(DETAILS.length);
  const details = Array.from({ length: count }, (_, i) => DETAILS[(from + 5 * i) % DETAILS.length] ?? '');
  const sentences = [draw.pick(complaints), ...details];
  const [first = '', ...rest] = sentences.map((sentence) => fill(sentence, draw, caller));
  const body = rest.reduce((text, sentence) => `${text}${draw.pick(JOINTS)}${sentence}`, first);
  const tail = draw.once(50) ? ' 回复 "已读" 即可\\' : '';
  return `${fill(draw.pick(OPENINGS), draw, caller)}${body}。${draw.pick(CLOSINGS)}${tail}`;
};
