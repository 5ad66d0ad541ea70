import { codeAt, isHan } from './characters.ts';
import { edgeBefore } from './name-edges.ts';
import { FOLLOW_TABLE, LEAD_TABLE } from './name-words.ts';
import { isWordAt } from './ordinary-words.ts';
import { toUnitSet, wordAt, wordBefore } from './words.ts';

/** Characters by which Uyghur, Kazakh, Tibetan, Mongolian and foreign names are written. */
const SOUNDS = toUnitSet(
  '嘎金桑科洛埃琳旺娅兰吾休瓦珍荪孙明宗央措杜赛卜迪拉肖开坎凯伯罕胡帕阿艾买麦木提吐尔合热依古丽江汗娜孜玛莎扎西次仁顿珠卓格桑央金旺堆巴特图布其木斯琴高娃乌云花力亚哈里克别提努尔肯沙吾塔比拜迪亚森伊萨卡玉苏甫赛达洛桑嘉措多吉白德吉罗布边普琼索南' +
    '朗平加才让拉毛措姆贡旦增欧珠平措强曲扎丹巴赤列那日苏宝音满都拉敖登额尔敦孟根恩呼阿古拉吉日格朝鲁奥妮雅帕夏祖农尼亚孜海提库尔班卡德尔奴甫约瑟夫穆罕默萨依提热合曼司马义排组然木铁依' +
    '坎巴彦什哲列阔孔拖卓勒托胡安达尔再娜甫茹鲜则帕尔哈提佐热奇马丁史密斯约翰逊汤姆李安娜露丝罗伯特威廉查理大卫麦克布朗克里斯蒂诺娃维奇伊万彼得亚历山基弗格林菲尔德琼斯',
);
const DOTS = toUnitSet('·•・‧．.');
const FIRST_DOTS = toUnitSet('·•・‧');
const LONGEST_PART = 8;
const SHORTEST_WHOLE = 3;

const isSound = (text: string, at: number): boolean => SOUNDS[text.charCodeAt(at)] === 1;
const isSoundShare = (text: string, start: number, end: number): boolean => {
  let sounds = 0;
  for (let at = start; at < end; at++) if (isSound(text, at)) sounds += 1;
  return sounds * 3 >= (end - start) * 2;
};

/** Left part: back from the dot to the edge, a word that leads in a name, or the longest part. */
const partStart = (text: string, dot: number): number => {
  let start = dot;
  while (start > 0 && dot - start < LONGEST_PART && isHan(codeAt(text, start - 1))) {
    const lead = dot - start >= 2 ? wordBefore(LEAD_TABLE, text, start) : undefined;
    if (lead !== undefined && (lead.length > 1 || !isSound(text, start - 1))) break;
    if (dot - start >= 2 && !isSound(text, start - 1) && isWordAt(text, start - 2)) break;
    start -= 1;
  }
  return start;
};

const endsAt = (text: string, at: number): boolean =>
  !isHan(codeAt(text, at)) || wordAt(FOLLOW_TABLE, text, at) !== undefined || isWordAt(text, at);

/** Right part: on from the dot to the edge or to the first word that follows names and holds other sounds. */
const partEnd = (text: string, start: number): number => {
  let end = start;
  while (end - start < LONGEST_PART && isHan(codeAt(text, end))) {
    const follows = end - start >= 2 ? wordAt(FOLLOW_TABLE, text, end) : undefined;
    if (follows !== undefined && (follows.length > 1 || !isSound(text, end))) break;
    if (end - start >= 2 && !isSound(text, end))
      return follows === undefined && !isWordAt(text, end) && endsAt(text, end + 1) ? end + 1 : end;
    end += 1;
  }
  return end;
};

export const isNameDot = (text: string, at: number): boolean => FIRST_DOTS[text.charCodeAt(at)] === 1;

/** The name in parts around its first dot; undefined where its characters do not sound like one, as in `世界读书日·系列活动`. */
export const dottedName = (text: string, dot: number): { readonly start: number; readonly end: number } | undefined => {
  const start = partStart(text, dot);
  let end = partEnd(text, dot + 1);
  if (dot - start < 2 || end - dot < 2 || !isSoundShare(text, start, end)) return undefined;
  while (DOTS[text.charCodeAt(end)] === 1 && isHan(codeAt(text, end + 1))) end = partEnd(text, end + 1);
  return { start, end };
};

/** End of an undotted name of sounds alone, as `扎西顿珠`, that begins at the offset and ends at an edge; -1 for none. */
export const soundNameEnd = (text: string, start: number): number => {
  let end = start;
  while (end - start < LONGEST_PART && (isSound(text, end) || (text[end] === '和' && end > start && isSound(text, end + 1)))) end += 1;
  if (end - start < SHORTEST_WHOLE) return -1;
  for (let at = end; at >= start + SHORTEST_WHOLE; at--) if (endsAt(text, at)) return at;
  return end - start > SHORTEST_WHOLE ? end : -1;
};

/** 和 within sounds, as in 苏和巴特; between two names it joins them, which the longer finding covers. */
const isJoint = (text: string, at: number, end: number): boolean => text[at] === '和' && at + 1 < end && isSound(text, at - 1);

/** Start of such a name that ends at the offset and begins at an edge; -1 for none. */
export const soundNameStart = (text: string, end: number): number => {
  let start = end;
  while (start > 0 && end - start < LONGEST_PART && (isSound(text, start - 1) || isJoint(text, start - 1, end))) start -= 1;
  return end - start >= SHORTEST_WHOLE && edgeBefore(text, start) > 0 ? start : -1;
};
