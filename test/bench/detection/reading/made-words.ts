import DIVISIONS from '../../../../policies/classification/divisions.json' with { type: 'json' };
import WORDS from '../../../../policies/classification/words.json' with { type: 'json' };
import { splitWords } from '../../../../policies/classification/words.ts';
import { pick, type Draw } from '../numbers.ts';
import TOWN_STEMS from './town-stems.json' with { type: 'json' };

/** A sign behind each rest of a word in `words.json` stands for its cost; from this one on for an act's. */
const SIGN_OF_ZERO = 40;
const COSTS = 36;
const CHEAPEST = 14;
const [DEAREST_SHORT, DEAREST_LONG] = [40, 44];

const WORDS_OF = Object.entries(WORDS).flatMap(([first, rests]) =>
  Array.from(
    rests.matchAll(/([^!-\u007f]+)([!-\u007f])/g),
    ([, rest = '', sign = '']) => [first + rest, sign.charCodeAt(0) - SIGN_OF_ZERO] as const,
  ).map(([word, letter]) => ({ word, cost: CHEAPEST + (letter % COSTS), isAct: letter >= COSTS })),
);
const wordsOf = (size: number, dearest: number, ofActs: boolean): readonly string[] =>
  WORDS_OF.filter(({ word, cost, isAct }) => word.length === size && cost <= dearest && isAct === ofActs).map(({ word }) => word);
const SHORT = wordsOf(2, DEAREST_SHORT, false);
const ACTS = wordsOf(2, DEAREST_SHORT, true);
const LONG = wordsOf(3, DEAREST_LONG, false);

/** A word of two characters that is no act. */
export const shortWord = (draw: Draw): string => pick(draw, SHORT);
/** One of two that is an act. */
export const shortAct = (draw: Draw): string => pick(draw, ACTS);
/** One of two, or of three as every fourth. */
export const anyWord = (draw: Draw): string => (draw(4) === 0 ? pick(draw, LONG) : shortWord(draw));

const PLACE_CHARACTERS = Array.from(
  '东西南北中上下新安平永长江河湖海山石金银白青红黄龙凤云星月春秋和兴福泰康宁文武德仁义信华明光天大小三五七双清水泉林柳杨桃梅兰竹松柏桂荷莲花园城桥塘港渡沙洲岭坡岗坪坝湾沟溪潭井堡寨庙寺塔关门前后左右高低阳阴古老丰盛' +
    '富贵吉祥庆瑞锦绣翠碧玉珠宝珍景秀丽嘉美乐欣悦怡雅韵颐馨香雪雨风雷虎马牛羊鹤鹰燕雁鹿鱼鼓钟琴书墨画学府工农建设民生解放人胜利朝曙霞晨晖旭王李张赵陈周吴郑孙刘何罗宋唐许邓冯曹彭曾萧田董袁潘蔡蒋余杜叶程魏苏吕丁任卢姚沈',
);
export const placeCharacters = (draw: Draw, count: number): string =>
  Array.from({ length: count }, () => pick(draw, PLACE_CHARACTERS)).join('');

const STEMS = splitWords(TOWN_STEMS);
/** What a town is called somewhere. */
export const townStem = (draw: Draw): string => pick(draw, STEMS);

/** Names of divisions by rank, 1 for provinces. */
export const DIVISIONS_OF: Readonly<Record<number, readonly string[]>> = {
  1: splitWords(DIVISIONS.provinces),
  2: splitWords(DIVISIONS.prefectures),
  3: splitWords(DIVISIONS.counties),
};
/** As people say it: 江苏, 淮安. */
export const bareOf = (division: string): string => division.replace(/(?:壮族|回族|维吾尔)?(?:自治区|特别行政区)$|[省市]$/, '');
