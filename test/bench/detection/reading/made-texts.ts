import type { Stretch } from '../../../../policies/classification/reading-labels.ts';
import { splitWords } from '../../../../policies/classification/words.ts';
import type { Corpus } from '../corpus.ts';
import { createDraw, NUMBERS, pick, type Draw } from '../numbers.ts';
import { disguised } from './disguise.ts';
import { madeDoor, madeRoom } from './made-addresses.ts';
import { madeName, madeSounded } from './made-names.ts';
import { anyWord, DIVISIONS_OF, placeCharacters, shortAct, shortWord } from './made-words.ts';

export interface MadeText {
  readonly text: string;
  /** UTF-16 units. */
  readonly stretches: readonly (Stretch & { readonly kind: 'name' | 'address' })[];
}

type Made = (draw: Draw) => string;
type Values = Readonly<Record<string, Made>>;

const KIND_OF: Readonly<Record<string, 'name' | 'address'>> = { name: 'name', address: 'address', room: 'address' };

/** What stands beside addresses in texts that no pattern has: any word, and some that often do. */
const LEADS = splitWords('在 到 去 于 从 将 把 至 往 是 为 给 由 寄 送 租 住');
const LEAD_ENDS = splitWords('在 到 于 至 了 着 过 去 往');
const TAILS = splitWords(
  '的 有 是 被 又 还 没 因 与 和 由 已 发 出 里 上 内 处 等 ， 那 这 户 主 附近 门口 楼下 对面 旁边 房租 房屋 违建 路口 一楼 业主 居民 租客 漏水 门前 周边 一带',
);
const LEADING: readonly Made[] = [
  shortWord,
  shortAct,
  shortAct,
  (draw) => pick(draw, LEADS),
  (draw) => shortWord(draw) + pick(draw, LEAD_ENDS),
];
const TRAILING: readonly Made[] = [
  shortWord,
  shortWord,
  shortWord,
  (draw) => pick(draw, TAILS),
  (draw) => pick(draw, ['的', '里', '内', '处']) + shortWord(draw),
];
/** Of a hundred addresses so many get another word before them, and as many one behind. */
const OTHER_WORDS = 16;

const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蔡余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严戴武莫孔向汤',
);
const TITLES = splitWords('先生 女士 师傅 老师 阿姨 主任 大爷 医生 经理 某 某某 总 姐 哥 工');
const NOBODIES = splitWords('对方 本人 他 她 该业主 我 他们 家属 物业 客服 有关部门 某人 其本人 住户 邻居');
const nobody: Made = (draw) =>
  pick(draw, [pick(draw, SURNAMES) + pick(draw, TITLES), pick(draw, ['老', '小', '阿']) + pick(draw, SURNAMES), pick(draw, NOBODIES)]);
const PLACES = splitWords('小区 路 街 广场 公园 医院 中学 小学 村 镇 社区 大厦 站');
const NOWHERES = splitWords('小区 楼下 这里 家里 公司 门口 单位 本市 学校 医院 窗口 现场 大厅 附近 我家 老家');
/** What names a place that is no address. */
const nowhere: Made = (draw) =>
  pick(draw, [
    placeCharacters(draw, 2) + pick(draw, PLACES),
    anyWord(draw) + pick(draw, PLACES),
    pick(draw, NOWHERES),
    pick(draw, DIVISIONS_OF[3] ?? []),
    pick(draw, DIVISIONS_OF[2] ?? []),
  ]);

const valuesOf = (corpora: readonly Corpus[]): Values => {
  const sounded = madeSounded(corpora.flatMap((corpus) => corpus.sounded));
  const rooms = corpora.flatMap((corpus) => corpus.rooms);
  const doors = corpora.flatMap((corpus) => corpus.doors);
  const room: Made = (draw) => (draw(2) === 0 ? disguised(draw, pick(draw, rooms)) : madeRoom(draw));
  const door: Made = (draw) => (draw(2) === 0 ? disguised(draw, pick(draw, doors)) : madeDoor(draw));
  return {
    ...NUMBERS,
    name: (draw) => (draw(14) === 0 ? sounded(draw) : madeName(draw)),
    room,
    address: (draw) => (draw(5) < 2 ? door(draw) : room(draw)),
  };
};

const ENDS_IN_HAN = /\p{Script=Han}$/u;

const fill = (pattern: string, values: Values, draw: Draw, isPlanted: boolean): MadeText => {
  const stretches: MadeText['stretches'][number][] = [];
  let text = '';
  for (const [at, part] of pattern.split(/[{}]/).entries()) {
    const kind = at % 2 === 0 || !isPlanted ? undefined : KIND_OF[part];
    const value = at % 2 === 0 ? part : (values[part]?.(draw) ?? part);
    const drawn = kind === 'address' ? draw(100) : 100;
    if (drawn < OTHER_WORDS && ENDS_IN_HAN.test(text)) text += pick(draw, LEADING)(draw);
    if (kind !== undefined) stretches.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
    if (drawn >= 50 && drawn < 50 + OTHER_WORDS) text += pick(draw, TRAILING)(draw);
  }
  return { text, stretches };
};

/** A door of an office is written as one of a home; whose it is, is asked for when it has been read. */
const DOOR = /\d(?:号|层|室|栋)/;

const SEED = 5;

/**
 * Texts to learn from: the patterns of the corpora, filled with names that are put together and with addresses that are disguised or made, so that no
 * name and no place of a corpus is among them; every eighth also with what is nobody's name and no address. The same at every run.
 */
export const madeTexts = (corpora: readonly Corpus[], rounds: number): MadeText[] => {
  const draw = createDraw(SEED);
  const values = valuesOf(corpora);
  const nobodies: Values = { ...values, name: nobody, room: nowhere, address: nowhere };
  const roundOf = (round: number): MadeText[] =>
    corpora.flatMap(({ sentences, clean }) => [
      ...sentences.map((pattern) => fill(pattern, values, draw, true)),
      ...sentences.filter(() => draw(8) === 0).map((pattern) => fill(pattern, nobodies, draw, false)),
      ...(round % 2 === 0 ? clean.filter((pattern) => !DOOR.test(pattern)).map((pattern) => fill(pattern, values, draw, true)) : []),
    ]);
  return Array.from({ length: rounds }, (_, round) => roundOf(round)).flat();
};
