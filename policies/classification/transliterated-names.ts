import { codeAt, isHan, stepBack } from './characters.ts';
import { isWholeWord, isWordAt, kindOfWordAt, OF_ACT, OF_ACT_CHARACTER, OF_OTHER_CHARACTER, surnameCost } from './lexicon.ts';
import { FOLLOW_TABLE, LEAD_TABLE } from './name-context.ts';
import { toUnitSet, wordAt, wordBefore } from './words.ts';
import { unitAt, type Text, unitOf } from './text.ts';

/** Characters by which Uyghur, Kazakh, Tibetan, Mongolian and foreign names are written. */
const SOUNDS = toUnitSet(
  '嘎金桑科洛埃琳旺娅兰吾休瓦珍荪孙明宗央措杜赛卜迪拉肖开坎凯伯罕胡帕阿艾买麦木提吐尔合热依古丽江汗娜孜玛莎扎西次仁顿珠卓格桑央金旺堆巴特图布其木斯琴高娃乌云花力亚哈里克别提努尔肯沙吾塔比拜迪亚森伊萨卡玉苏甫赛达洛桑嘉措多吉白德吉罗布边普琼索南' +
    '朗平加才让拉毛措姆贡旦增欧珠平措强曲扎丹巴赤列那日苏宝音满都拉敖登额尔敦孟根恩呼阿古拉吉日格朝鲁奥妮雅帕夏祖农尼亚孜海提库尔班卡德尔奴甫约瑟夫穆罕默萨依提热合曼司马义排组然木铁依' +
    '呷嫫惹' +
    '青东坦仓尕藏乐宝克勒雅兰来牧查干陶本杰顿知项珍' +
    '群荣坚赞噶雍久' +
    '毕根楚晋美泽让培坎巴彦什哲列阔孔拖卓勒托胡安达尔再娜甫茹鲜则帕尔哈提佐热奇马丁史密斯约翰逊汤姆李安娜露丝罗伯特威廉查理大卫麦克布朗克里斯蒂诺娃维奇伊万彼得亚历山基弗格林菲尔德琼斯',
);
/** Characters by which foreign names are written as well. */
const FOREIGN_SOUNDS = toUnitSet(
  '阿埃艾安昂奥巴拜班邦贝本比彼宾波伯博布查柴达代丹道德登迪蒂丁东杜多恩尔法凡范菲费芬弗福盖甘冈戈格根古圭哈海汉豪赫黑亨胡华怀基吉加贾杰捷金卡凯坎康考科克肯孔库奎拉莱赖兰朗劳勒雷黎里利莉立丽莲列林琳隆卢鲁路伦罗洛马玛迈麦曼芒毛梅门蒙米密明缪摩莫默姆穆纳娜乃南内尼涅宁纽农努诺欧帕派潘庞培佩彭皮平珀普奇齐乔切琴丘琼屈让热仁日荣茹瑞若撒萨塞赛桑瑟沙莎山尚绍舍申圣施什史舒朔斯丝松苏索塔泰坦汤唐陶特滕提廷通图托万旺威维韦温翁沃乌武西希席夏香肖谢辛欣休雅亚延扬耶叶伊依因英尤约云泽扎詹珍芝朱兹宗佐不都仙爱鲍倍采策察柴昌茨慈戴厄佛盖戈贡瓜洪惠霍简腊连龙吕缅敏嫩牛纽泡蓬匹钦荣绍胜圣舜泰坦锡兴许尧永尤赞章祖卓耐奈恰涅',
);
const DOTS = toUnitSet('·•・‧．.');
/** Signs that part a name; others do so only behind the first of these. */
export const NAME_DOTS = '·•・‧';
const LONGEST_PART = 8;

export const isSoundUnit = (unit: number): boolean => SOUNDS[unit] === 1;
export const isSound = (text: Text, at: number): boolean => isSoundUnit(unitAt(text, at));
const isForeignSound = (text: Text, at: number): boolean => isSound(text, at) || FOREIGN_SOUNDS[unitAt(text, at)] === 1;
const isSoundShare = (text: Text, start: number, end: number): boolean => {
  let sounds = 0;
  let others = 0;
  for (let at = start; at < end; at++)
    if (isForeignSound(text, at)) sounds += 1;
    else if (DOTS[unitAt(text, at)] !== 1) others += 1;
  return sounds >= others * 2;
};

const SHORTEST_PART = 2;

/** Behind another character these end what somebody is called by: 精神科, 记者. */
const OF_WORDS = toUnitSet('科组席员者人排客说');

/** A word ends here with a character that sounds are written by seldom: 检验科, 主席. */
const endsWord = (text: Text, end: number): boolean =>
  !isForeignSound(text, end - 2) && (isWordAt(text, end - 2) || isWholeWord(text, end - 3, end));

const CLASS = toUnitSet('班科');
/** 班 behind a bracket is a class: 三（2）班. */
const isClassAt = (text: Text, at: number): boolean => CLASS[unitAt(text, at)] === 1 && !isHan(codeAt(text, at - 1)) && at > 0;

/** Is what stands before no part of a name that is long enough without it? */
const isBeforePart = (text: Text, start: number): boolean => {
  const lead = wordBefore(LEAD_TABLE, text, start);
  if (lead !== undefined && (lead.length > 1 || !isSound(text, start - 1))) return true;
  if (isClassAt(text, start - 1)) return true;
  if (!isForeignSound(text, start - 1) || endsWord(text, start)) return true;
  return OF_WORDS[unitAt(text, start - 1)] === 1 && isHan(codeAt(text, start - 2)) && !isForeignSound(text, start - 2);
};

/** Left part: back from the dot over sounds, to a word that leads in a name, or to the longest part. */
const partStart = (text: Text, dot: number): number => {
  let start = dot;
  while (start > 0 && dot - start < LONGEST_PART && isHan(codeAt(text, start - 1))) {
    if (dot - start >= SHORTEST_PART && isBeforePart(text, start)) break;
    start -= 1;
  }
  return start;
};

const endsAt = (text: Text, at: number): boolean =>
  !isHan(codeAt(text, at)) || wordAt(FOLLOW_TABLE, text, at) !== undefined || isWordAt(text, at);

/** 提 of 麦麦提出庭 is the name's, since a word that goes on behind names begins behind it. */
const isBeforeWord = (text: Text, at: number): boolean => isSound(text, at) && (wordAt(FOLLOW_TABLE, text, at + 1)?.length ?? 0) > 1;

/** Does a word stand here that goes on behind a name: one that follows names, an act, or one with other sounds? */
const goesOnAt = (text: Text, at: number): boolean => {
  const follows = wordAt(FOLLOW_TABLE, text, at);
  if (follows !== undefined && (follows.length > 1 || !isSound(text, at))) return !isBeforeWord(text, at);
  if (isWordAt(text, at) && !isForeignSound(text, at + 1)) return true;
  const kind = kindOfWordAt(text, at);
  return !isSound(text, at) && (kind === OF_ACT || kind === OF_ACT_CHARACTER);
};

/** These go on behind a name and end none. */
const NEVER_LAST = toUnitSet('人家们这那本');

/** The one other character with which a part may end. */
const lastEnd = (text: Text, at: number): number =>
  NEVER_LAST[unitAt(text, at)] !== 1 &&
  kindOfWordAt(text, at) === OF_OTHER_CHARACTER &&
  wordAt(FOLLOW_TABLE, text, at) === undefined &&
  endsAt(text, at + 1)
    ? at + 1
    : at;

/** Right part: on from the dot over sounds, to the first word that goes on behind names. */
const partEnd = (text: Text, start: number): number => {
  let end = start;
  while (end - start < LONGEST_PART && isHan(codeAt(text, end))) {
    const isLong = end - start >= SHORTEST_PART;
    if (isLong && goesOnAt(text, end)) break;
    if (isLong && !isForeignSound(text, end)) return lastEnd(text, end);
    end += 1;
  }
  return end;
};

/** A Chinese surname alone behind the dot: 卡特琳娜·周. */
const DEAREST_FAMILY_NAME = 18;
const isFamilyName = (text: Text, at: number): boolean =>
  surnameCost(unitAt(text, at)) <= DEAREST_FAMILY_NAME && !isSound(text, at + 1) && !isWordAt(text, at);

/** With a part of one character and its dot, behind what is no ideograph: 让·米歇尔·勒贝尔. */
const withShortPart = (text: Text, start: number): number =>
  DOTS[unitAt(text, start - 1)] === 1 && isForeignSound(text, start - 2) && !isHan(codeAt(text, stepBack(text, start - 2)))
    ? start - 2
    : start;

/** The name in parts around its first dot; undefined where its characters do not sound like one, as in `世界读书日·系列活动`. */
export const dottedName = (text: Text, dot: number): { readonly start: number; readonly end: number } | undefined => {
  let start = partStart(text, dot);
  let end = partEnd(text, dot + 1);
  if (dot - start < 2 || end - dot < 2) return undefined;
  if (dot - start === 2 && DOTS[unitAt(text, end)] === 1 && OF_WORDS[unitAt(text, start)] === 1) start += 1;
  if (!isSoundShare(text, start, end))
    return dot - start > SHORTEST_PART && isFamilyName(text, dot + 1) && isSoundShare(text, start, dot)
      ? { start, end: dot + 2 }
      : undefined;
  while (DOTS[unitAt(text, end)] === 1 && isHan(codeAt(text, end + 1))) end = partEnd(text, end + 1);
  return { start: withShortPart(text, start), end };
};

export const JOINT = unitOf('和');
/** 和 within sounds, as in 敖和巴尔; between two names it joins them. */
export const isJoint = (text: Text, at: number): boolean => unitAt(text, at) === JOINT && isSound(text, at - 1) && isSound(text, at + 1);
