import { codeAt, isHan, unitsOf } from './characters.ts';
import type { Candidate, Check } from './finding.ts';
import { BEFORE_ALL, JOINERS, LABEL_TABLE, OPENING_TABLE, ROLE_TABLE, TITLE_TABLE, WEAK_ROLES } from './name-words.ts';
import { aloneEnd, bareEnd, isLoneName, nameEnd, nameStart } from './names.ts';
import { isWordAt } from './ordinary-words.ts';
import { dottedName, isNameDot, soundNameEnd, soundNameStart } from './transliterated-names.ts';
import { toUnitSet, wordAt } from './words.ts';

const FILLER = /[ \t:：]*(?:为|是|系|叫做|名叫|叫|姓名)?[ \t:：（(“"「【《|]*/y;
const GENDER_BEHIND = /^[男女](?:性|$|[^\p{Script=Han}])/u;
const BEFORE_GENDER = /[，,、 （(\t/]{1,2}$/;
const BEFORE_NUMBER =
  /(?:先生|女士|小姐|同志|老师)?(?:[ ，,、（(：:\t/]|联系电话|联系方式|电话号码|电话|手机号码|手机号|手机|身份证号码|身份证号|身份证|号码|为|是|[Tt]el)*$/;
const SEXES = toUnitSet('男女');
const LONGEST_BETWEEN = 16;
/** Titles that also follow other words than names. */
const LOOSE_TITLES = new Set([
  '老师',
  '师傅',
  '医生',
  '大夫',
  '护士',
  '老人',
  '同学',
  '本人',
  '夫妇',
  '夫妻',
  '法官',
  '律师',
  '教授',
  '主任',
  '书记',
  '经理',
  '局长',
  '处长',
  '科长',
  '院长',
  '校长',
  '所长',
  '队长',
  '站长',
  '村长',
  '部长',
  '会长',
  '董事长',
  '董事',
  '总经理',
  '总监',
  '秘书',
  '委员',
  '代表',
  '医师',
  '主播',
  '班长',
  '组长',
]);

const NONE: readonly Candidate[] = [];
const named = (start: number, end: number, check: Check): Candidate => ({ kind: 'name', check, start, end });

const afterFiller = (text: string, at: number): number => {
  FILLER.lastIndex = at;
  FILLER.test(text);
  return FILLER.lastIndex;
};

/** `姓名：王芳`, `联系人 𠮷田明`, `户主阿依古丽`. */
const behindLabel = (text: string, at: number): Candidate | undefined => {
  const start = afterFiller(text, at);
  for (const from of new Set([start, at])) {
    const end = Math.max(nameEnd(text, from, start > at ? 'label' : 'role'), soundNameEnd(text, from));
    if (end > 0) return named(from, end, 'name-label');
  }
  return start > at && isLoneName(text, start) ? named(start, start + unitsOf(codeAt(text, start)), 'name-label') : undefined;
};

/** `市民张伟来电`, `患者：李娜`. */
const behindRole = (text: string, at: number, word: string): Candidate | undefined => {
  const start = afterFiller(text, at);
  const weak = WEAK_ROLES.has(word);
  const end = Math.max(nameEnd(text, weak ? at : start, weak ? 'weak' : 'role'), soundNameEnd(text, weak ? at : start));
  return end > 0 ? named(weak ? at : start, end, 'name-role') : undefined;
};

/** Names of one list that are followed from its first; the next one begins another. */
const LONGEST_LIST = 50;

/** Further names that join the one found: `张伟、李娜和王芳`. */
const joined = (text: string, first: Candidate): readonly Candidate[] => {
  const all = [first];
  let { end } = first;
  while (all.length < LONGEST_LIST) {
    const joiner = JOINERS.exec(text.slice(end, end + 2))?.[0];
    if (joiner === undefined) return all;
    const start = end + joiner.length;
    end = Math.max(nameEnd(text, start, 'suffix'), soundNameEnd(text, start));
    if (end < 0) return all;
    all.push(named(start, end, first.check));
  }
  return all;
};

const beforeTitle = (text: string, at: number, title: string): Candidate | undefined => {
  const end = text[at - 1] === ' ' ? at - 1 : at;
  const start = Math.max(
    nameStart(text, end, LOOSE_TITLES.has(title) ? 'suffix' : 'role', LOOSE_TITLES.has(title)),
    soundNameStart(text, end),
  );
  return start < 0 ? undefined : named(start, end, 'name-title');
};

const beforeAct = (text: string, at: number): Candidate | undefined => {
  const start = Math.max(nameStart(text, at, 'suffix', true), soundNameStart(text, at));
  return start < 0 ? undefined : named(start, at, 'name-act');
};

/** `张伟，男，45岁`. */
const beforeGender = (text: string, at: number): Candidate | undefined => {
  if (SEXES[text.charCodeAt(at)] !== 1) return undefined;
  if (!GENDER_BEHIND.test(text.slice(at, at + 3))) return undefined;
  const end = at - (BEFORE_GENDER.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0);
  const start = end === at ? -1 : nameStart(text, end, 'role', true);
  return start < 0 ? undefined : named(start, end, 'name-beside-identifier');
};

/** The name beside an identifier that was found: `张伟（13800138000）`. */
export const nameBeforeNumber = (text: string, number: number): Candidate | undefined => {
  const between = BEFORE_NUMBER.exec(text.slice(Math.max(0, number - LONGEST_BETWEEN), number))?.[0] ?? '';
  const end = number - between.length;
  const start = Math.max(nameStart(text, end, between === '' ? 'weak' : 'role', true), soundNameStart(text, end));
  return start < 0 ? undefined : named(start, end, 'name-beside-identifier');
};

const oneAt = (text: string, at: number): Candidate | undefined => {
  const label = wordAt(LABEL_TABLE, text, at);
  const byLabel = label === undefined ? undefined : behindLabel(text, at + label.length);
  if (byLabel !== undefined) return byLabel;
  const role = wordAt(ROLE_TABLE, text, at);
  const byRole = role === undefined ? undefined : behindRole(text, at + role.length, role);
  if (byRole !== undefined) return byRole;
  const title = wordAt(TITLE_TABLE, text, at);
  const byTitle = title === undefined ? undefined : beforeTitle(text, at, title);
  if (byTitle !== undefined) return byTitle;
  const byAct = wordAt(OPENING_TABLE, text, at) === undefined ? undefined : beforeAct(text, at);
  return byAct ?? beforeGender(text, at);
};

/** Names that the words at the offset point to. */
export const namesAround = (text: string, at: number): readonly Candidate[] => {
  if (isNameDot(text, at)) {
    const dotted = isHan(codeAt(text, at + 1)) ? dottedName(text, at) : undefined;
    return dotted === undefined ? NONE : joined(text, named(dotted.start, dotted.end, 'name-parts'));
  }
  const found = oneAt(text, at);
  return found === undefined ? NONE : joined(text, found);
};

/** A name between two other signs, as a field of its own: `王芳，` behind a full stop, `陈旭（` at the start. */
export const nameAlone = (text: string, start: number): readonly Candidate[] => {
  const field = text[start - 1] === '：' || text[start - 1] === ':';
  const end = Math.max(aloneEnd(text, start), field ? soundNameEnd(text, start) : -1);
  return end < 0 ? NONE : joined(text, named(start, end, 'name-alone'));
};

const BEFORE_ALL_SIGNS = toUnitSet(BEFORE_ALL);

/**
 * A name behind a single character: the end of a role, as in `报销人王芳，`, or one that joins, as in `与王芳芳相识`.
 * @param near whether somebody was named shortly before
 */
export const nameBehindSign = (text: string, start: number, near: boolean): readonly Candidate[] => {
  if (isWordAt(text, start - 1)) return NONE;
  const suffix = BEFORE_ALL_SIGNS[text.charCodeAt(start - 1)] !== 1;
  const end = Math.max(nameEnd(text, start, suffix ? 'suffix' : near ? 'weak' : 'joining'), suffix ? soundNameEnd(text, start) : -1);
  return end < 0 ? NONE : joined(text, named(start, end, 'name-role'));
};

/** A name that no word leads in or follows, as `王芳芳` in `送达至王芳芳住所`. */
export const nameAnywhere = (text: string, start: number): readonly Candidate[] => {
  const end = bareEnd(text, start);
  return end < 0 ? NONE : joined(text, named(start, end, 'name-characters'));
};

/** A name of sounds behind the end of a role, as in `求助者扎西顿珠表示`. */
export const soundNameBehind = (text: string, start: number): Candidate | undefined => {
  const end = soundNameEnd(text, start);
  return end < 0 ? undefined : named(start, end, 'name-role');
};
