import { splitWords } from '../../../../policies/classification/words.ts';
import { pick, type Draw } from '../numbers.ts';
import { anyWord, bareOf, DIVISIONS_OF, placeCharacters, townStem } from './made-words.ts';

/** Addresses out of what Chinese addresses are made of, with names that are nobody's: three in five of place characters, the rest words. */
const ROADS = splitWords(
  '路 路 路 街 街 大道 大街 巷 弄 胡同 里 东路 西路 南路 北路 中路 东街 西街 北街 南街 支路 后街 横街 正街 一路 二路 三路 东巷 南巷 条 道',
);
const ESTATES = [
  ...splitWords(
    '小区 花园 苑 家园 新村 公寓 嘉园 名苑 雅苑 府 城 湾 庭 里 广场 大厦 山庄 华庭 国际 世家 名都 佳苑 新苑 东区 西区 一期 二期 A区 B区 宿舍 家属院 大院 村 一村 二村 新城 壹号 春天 时代 印象 小镇 公馆 水岸 名邸 名苑 华府 景园 绿洲 星城 银座 新居 人家 丽景 江南 天下 水乡 港湾 明珠 首府 学府 御园 上城 左岸 春晓 世纪城 安置房 安居房 公租房 ' +
      '商住楼 综合楼 教师楼 干休所 后院 片区 组团 五区 六区 三村 新区 老区 北苑 南苑 西苑 尚城 悦府 璟园 院子 棚户区 人才公寓',
  ),
  '',
];
const SHOPS = splitWords(
  '超市 饭店 酒店 宾馆 旅馆 商店 理发店 便利店 水果店 药店 诊所 餐馆 面馆 茶楼 网吧 修理店 五金店 门市 商铺 底商 仓库 幼儿园 卫生室',
);
const FRONTS = splitWords('底商 门面 商铺 门市');
const EMPLOYERS = splitWords(
  '机械厂 纺织厂 化肥厂 供电局 粮食局 邮电局 水利局 铁路局 百货公司 第一中学 实验小学 人民医院 农机站 自来水公司 建筑公司 煤矿 钢厂 棉纺厂 税务局 公安局 师范学院 ' +
    '机床厂 柴油机厂 卷烟厂 水泥厂 肉联厂 酒厂 外贸公司 物资局 交通局 农科所 地质队 海关 军分区 师专 卫校 党校 二轻局 化工厂 轮船公司 副食品公司 林业局 法院 中医院 电视台 造纸厂 农药厂 工商局 烟草公司 物探队',
);
const LODGINGS = splitWords('宿舍 宿舍 家属院 家属楼 生活区 小区 宿舍楼 大院 家属区 老宿舍 职工楼 家属大院 单身楼 后院');
const TOWNS = splitWords('镇 镇 乡 街道 街道 开发区 经济开发区 工业园 园区');
/** By themselves, or behind a city or a place's name. */
const ZONES = splitWords(
  '开发区 经济开发区 经济技术开发区 经开区 高新区 高新技术开发区 高新技术产业开发区 新区 工业园区 工业集中区 产业园区 新城区 示范区 度假区',
);
const VILLAGES = splitWords('村 村 村 社区 庄 屯 寨 居委会 行政村');
const HAMLETS = splitWords('自然村 屯 寨 庄 湾 屋 坪');

type Made = (draw: Draw) => string;
const upTo = (draw: Draw, most: number): string => String(1 + draw(most));
const counted = (draw: Draw): string => pick(draw, Array.from('一二三四五六七八九十'));
const divisionOf = (draw: Draw, rank: number): string => pick(draw, DIVISIONS_OF[rank] ?? []);
const either = (draw: Draw, ways: readonly Made[]): string => pick(draw, ways)(draw);

const called: Made = (draw) => {
  const kind = draw(10);
  if (kind < 5) return townStem(draw);
  return kind < 8 ? anyWord(draw) : placeCharacters(draw, draw(4) === 0 ? 3 : 2);
};

const divisions: Made = (draw) => {
  const province = draw(3) === 0 ? bareOf(divisionOf(draw, 1)) : divisionOf(draw, 1);
  const city = draw(6) === 0 ? bareOf(divisionOf(draw, 2)) : divisionOf(draw, 2);
  const county = divisionOf(draw, 3);
  return pick(draw, [
    ...[1, 2, 3].map(() => province + city + county),
    ...[1, 2, 3].map(() => city + county),
    province + city,
    county,
    '',
    city,
  ]);
};

const door: Made = (draw) =>
  either(draw, [
    ...[1, 2, 3].map((): Made => () => `${upTo(draw, 300)}号`),
    () => `${upTo(draw, 99)}弄${upTo(draw, 60)}号`,
    () => `${upTo(draw, 99)}-${upTo(draw, 20)}号`,
    () => `${upTo(draw, 99)}号院`,
    () => `${upTo(draw, 99)}号附${upTo(draw, 9)}号`,
    () => `特${upTo(draw, 9)}号`,
    () => `${upTo(draw, 99)}号之${counted(draw)}`,
    () => `${upTo(draw, 99)}号内${upTo(draw, 9)}号`,
    () => `${upTo(draw, 99)}弄${upTo(draw, 30)}支弄${upTo(draw, 60)}号`,
    () => `${upTo(draw, 30)}条${upTo(draw, 60)}号`,
    () => `${upTo(draw, 20)}段${upTo(draw, 60)}号`,
    () => `${upTo(draw, 300)}号之${pick(draw, ['一', '二', '1', '2', '3'])}`,
    () => `甲${upTo(draw, 99)}号`,
    () => `${upTo(draw, 300)}号`,
    () => `${upTo(draw, 300)}号`,
  ]);

const building: Made = (draw) => {
  const kind = draw(8);
  const number =
    kind < 1 ? counted(draw) : kind < 3 ? pick(draw, Array.from('ABCDEFT')) + (draw(2) === 0 ? '' : upTo(draw, 9)) : upTo(draw, 40);
  return number + pick(draw, ['栋', '幢', '号楼', '座', '楼']);
};
const stair: Made = (draw) => `${draw(4) === 0 ? counted(draw) : upTo(draw, 8)}单元`;
const room: Made = (draw) => `${upTo(draw, 33)}0${upTo(draw, 9)}`;

const flat: Made = (draw) =>
  either(draw, [
    () => `${building(draw)}${stair(draw)}${room(draw)}室`,
    () => building(draw) + stair(draw) + room(draw),
    () => `${building(draw)}${room(draw)}室`,
    () => building(draw) + room(draw),
    () => `${building(draw)}${room(draw)}房`,
    () => `${upTo(draw, 30)}-${upTo(draw, 5)}-${room(draw)}`,
    () => `${upTo(draw, 40)}号${room(draw)}室`,
    () => `${building(draw)}${stair(draw)}${upTo(draw, 30)}层${pick(draw, ['东户', '西户', '中户', '南户', '4号'])}`,
    () => `${building(draw)}${stair(draw)}${counted(draw)}楼${pick(draw, ['东户', '西户', '左手', '2号'])}`,
    () => `${building(draw)}${upTo(draw, 4)}门${room(draw)}`,
    () => `${building(draw)}${upTo(draw, 12)}号`,
    () => `${upTo(draw, 40)}座${upTo(draw, 30)}层`,
    () => `${building(draw)}${upTo(draw, 3)}座${upTo(draw, 30)}${pick(draw, Array.from('ABCDEFGH'))}`,
    () => `${building(draw)}${room(draw)}单元`,
    building,
    () => `${room(draw)}室`,
    () => `${upTo(draw, 40)}号${room(draw)}`,
    () => `${building(draw)}${stair(draw)}${pick(draw, ['东户', '西户', '一楼', '顶楼', '三楼', '底层'])}`,
    () => `${upTo(draw, 30)}排${upTo(draw, 20)}号`,
    () => `${upTo(draw, 20)}号楼${upTo(draw, 9)}段${room(draw)}`,
    () => `${upTo(draw, 30)}-${room(draw)}`,
    () => `${upTo(draw, 20)}梯${room(draw)}室`,
    () => `${pick(draw, ['东', '西', '甲', '乙'])}单元${room(draw)}`,
    () => `${building(draw)}${stair(draw)}${upTo(draw, 30)}楼`,
    () => `${upTo(draw, 9)}街坊${upTo(draw, 40)}栋${upTo(draw, 9)}门${upTo(draw, 30)}号`,
  ]);

const estate: Made = (draw) =>
  draw(7) === 0
    ? `${draw(2) === 0 ? pick(draw, ['', '', '老', '原', '省', '市', '县']) : called(draw)}${pick(draw, EMPLOYERS)}${pick(draw, LODGINGS)}`
    : `${called(draw)}${draw(5) === 0 ? called(draw) : ''}${pick(draw, ESTATES)}`;
/** Roads that are counted: 经三路, 纬12道街, 七马路. */
const countedRoad: Made = (draw) =>
  either(draw, [
    () =>
      `${pick(draw, ['经', '纬', '经', '纬', '东', '西', '南', '北', '中'])}${counted(draw)}${pick(draw, ['路', '街', '道街', '巷', '条', '纬路'])}`,
    () => `${called(draw)}${upTo(draw, 30)}${pick(draw, ['号路', '道街', '街', '路', '巷', '条'])}`,
    () => `${called(draw)}${counted(draw)}${pick(draw, ['路', '街', '巷', '条', '道', '里'])}`,
  ]);
const road: Made = (draw) => (draw(9) === 0 ? countedRoad(draw) : called(draw) + pick(draw, ROADS));
const town: Made = (draw) => called(draw) + pick(draw, TOWNS);
const zone: Made = (draw) =>
  either(draw, [() => '', () => divisionOf(draw, 2), () => bareOf(divisionOf(draw, 2)), called, town]) + pick(draw, ZONES);
const FAMILIES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗梁宋谢唐许韩冯邓曹彭曾田董袁潘蔡余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪石贾夏韦方白邹孟熊秦江尹薛闫段雷侯龙史黎贺顾毛郝龚邵万钱严戴武孔汤胡窑庙',
);
const HOUSEHOLDS = splitWords('家 家 庄 集 圩 楼 寨 湾 营 桥 店 沟 洼 岭 坝 铺 塘 大庄 小庄 老庄 家沟 家湾 家店 家圩 家坪 家渡 家桥');
const family: Made = (draw) =>
  `${draw(5) === 0 ? pick(draw, ['大', '小', '前', '后', '上', '下', '东', '西']) : ''}${pick(draw, FAMILIES)}${pick(draw, HOUSEHOLDS)}`;
const village: Made = (draw) =>
  `${draw(3) === 0 ? family(draw) : called(draw)}${pick(draw, VILLAGES)}${draw(8) === 0 ? called(draw) + pick(draw, HAMLETS) : ''}`;
const group: Made = (draw) =>
  either(draw, [
    () => '',
    () => `${upTo(draw, 20)}组`,
    () => `${counted(draw)}组`,
    () => `${upTo(draw, 20)}号`,
    () => `${upTo(draw, 20)}组${upTo(draw, 90)}号`,
    () => `${upTo(draw, 20)}队`,
    () => `${upTo(draw, 20)}社`,
    () => `第${upTo(draw, 20)}${pick(draw, ['村民小组', '居民组', '小组'])}`,
    () => `${upTo(draw, 20)}屯${upTo(draw, 90)}号`,
    () => `${called(draw)}组`,
    () => `${upTo(draw, 20)}巷${upTo(draw, 90)}号`,
    () => `${counted(draw)}队${upTo(draw, 90)}号`,
  ]);

const repeated = (times: number, way: Made): Made[] => Array.from({ length: times }, () => way);

const ROOMS: readonly Made[] = [
  ...repeated(
    8,
    (draw) =>
      divisions(draw) + (draw(5) === 0 ? town(draw) : '') + road(draw) + door(draw) + (draw(2) === 0 ? '' : estate(draw)) + flat(draw),
  ),
  ...repeated(5, (draw) => estate(draw) + flat(draw)),
  ...repeated(2, (draw) => divisions(draw) + estate(draw) + flat(draw)),
  ...repeated(2, (draw) => road(draw) + door(draw) + flat(draw)),
  (draw) => town(draw) + estate(draw) + flat(draw),
  ...repeated(2, (draw) => zone(draw) + road(draw) + door(draw) + (draw(2) === 0 ? '' : estate(draw)) + flat(draw)),
  (draw) => divisions(draw) + town(draw) + village(draw) + estate(draw) + flat(draw),
  (draw) => divisionOf(draw, 3) + road(draw) + door(draw) + flat(draw),
  (draw) => road(draw) + door(draw) + estate(draw) + flat(draw),
  (draw) => `${road(draw)}${upTo(draw, 300)}号之${upTo(draw, 9)}${room(draw)}房`,
  (draw) => `${called(draw)}${pick(draw, ['社区', '村', '新村', '苑', '街道'])}${estate(draw)}${flat(draw)}`,
  (draw) => `${called(draw)}${flat(draw)}`,
];
const DOORS: readonly Made[] = [
  ...repeated(5, (draw) => divisions(draw) + town(draw) + village(draw) + group(draw)),
  ...repeated(3, (draw) => town(draw) + village(draw) + (group(draw) || `${upTo(draw, 20)}组`)),
  ...repeated(5, (draw) => divisions(draw) + road(draw) + door(draw)),
  ...repeated(2, (draw) => road(draw) + door(draw)),
  (draw) => zone(draw) + road(draw) + door(draw),
  ...repeated(2, (draw) => divisionOf(draw, 3) + town(draw) + village(draw)),
  (draw) => town(draw) + village(draw),
  (draw) => road(draw) + door(draw) + called(draw) + pick(draw, SHOPS),
  (draw) => `${divisions(draw)}${road(draw)}${upTo(draw, 300)}号${pick(draw, FRONTS)}`,
  (draw) => divisions(draw) + road(draw) + door(draw) + estate(draw),
  (draw) => `${divisions(draw)}${village(draw)}${upTo(draw, 90)}号`,
  (draw) => divisionOf(draw, 3) + road(draw) + door(draw),
];

const BEFORE_BLANK = /(?:室|号|栋|幢|楼|单元|区|苑|园|村|路|街)(?=[^室号])/g;
/** Every twenty-fifth has blanks between its parts. */
const parted = (draw: Draw, address: string): string =>
  draw(25) === 0 ? address.replace(BEFORE_BLANK, (part) => (draw(2) === 0 ? part : `${part} `)) : address;

/** An address that ends in a room, and one that ends in a door or a village. */
export const madeRoom: Made = (draw) => parted(draw, either(draw, ROOMS));
export const madeDoor: Made = (draw) => parted(draw, either(draw, DOORS));
