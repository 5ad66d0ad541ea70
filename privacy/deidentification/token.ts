import { foldValue } from './fold.ts';
import { countPoints } from './code-points.ts';
import type { Kind, Span } from './kinds.ts';

/** Languages in which tokens and pseudonyms are written. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `mark` stands for something in the source that looks like a token. */
export type TokenKind = Kind | 'mark';

export const LABELS: Readonly<Record<Language, Readonly<Record<TokenKind, string>>>> = {
  'zh-CN': {
    'id-number': '证件号',
    'bank-card': '银行卡号',
    mobile: '手机号',
    landline: '座机号',
    email: '邮箱',
    plate: '车牌号',
    'credit-code': '信用代码',
    name: '姓名',
    address: '地址',
    identifier: '编号',
    date: '日期',
    mark: '原文标记',
  },
  en: {
    'id-number': 'ID number ',
    'bank-card': 'Bank card ',
    mobile: 'Mobile ',
    landline: 'Landline ',
    email: 'Email ',
    plate: 'Plate ',
    'credit-code': 'Credit code ',
    name: 'Name ',
    address: 'Address ',
    identifier: 'Identifier ',
    date: 'Date ',
    mark: 'Mark in source ',
  },
};

/** `【姓名1】`, `【Name 1】`. */
export const writeToken = (language: Language, kind: TokenKind, number: number): string => `【${LABELS[language][kind]}${number}】`;

const BRACKETED = /[【〖[［〔][^【】〖〗[\]［］〔〕]{1,60}[】〗\]］〕]/gu;
const TOKEN = new RegExp(`^(?:${LANGUAGES.flatMap((language) => Object.values(LABELS[language]).map(foldValue)).join('|')})\\d+$`);

export interface Mark extends Span {
  /** What stands between the brackets, folded. */
  readonly identity: string;
}

/**
 * Stretches of a text that have the form of a token, in any brackets, width, case or language. They are replaced like a value, so that
 * whatever has this form in delivered text was put there by protection.
 */
export const findMarks = (text: string): readonly Mark[] => {
  const marks: Mark[] = [];
  let unit = 0;
  let start = 0;
  for (const { 0: found, index } of text.matchAll(BRACKETED)) {
    start += countPoints(text.slice(unit, index));
    unit = index;
    const identity = foldValue(found.slice(1, -1));
    if (TOKEN.test(identity)) marks.push({ start, end: start + countPoints(found), identity });
  }
  return marks;
};

/** Hands out the tokens of one row: a value has one number throughout its row, by the order in which values first appear. */
export interface Numbering {
  tokenFor(kind: TokenKind, identity: string): string;
}

export const createNumbering = (language: Language): Numbering => {
  const numbers = new Map<TokenKind, Map<string, number>>();
  return {
    tokenFor: (kind, identity) => {
      const known = numbers.get(kind) ?? new Map<string, number>();
      numbers.set(kind, known);
      const number = known.get(identity) ?? known.size + 1;
      known.set(identity, number);
      return writeToken(language, kind, number);
    },
  };
};
