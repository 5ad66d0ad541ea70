import { codeAt, isRareHan, unitsOf } from './characters.ts';
import { isWordAt } from './ordinary-words.ts';
import { splitWords, toUnitSet, toWordTable, wordAt } from './words.ts';

/** Surnames of one character: the frequent ones first, then those of the old register and of today's rarer families. */
const SINGLE = toUnitSet(
  '郄麴萧傅易牛伍尤柳饶瞿米畅来廉谈姬鄢封官衣栗谌凤酆平湛贝危荣荀羊惠芮汲巴弓牧隗宓蓬韶阴殴郈福玉铁黑赛' +
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤' +
    '康赖文施洪季樊兰殷倪颜章鲁葛翁毕聂齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位霍翟隆植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边阳年阎喻应戚云窦穆邢焦晏池巩楚仇古安佟' +
    '胥迟闻淳刁党匡国辜冀冷宫屠娄骆储简缪蒲尚富温乔代岳桑符艾蓝娜荆连敖蔺晋麻冼丛阚厉农井练乐展邬栾居花候初甫滕狄芦卓虞慕宗宣贲郁支咎昝杭诸钮嵇滑裘宿逄原尧褚咸占鹿楼隋燕明臧计伏仲茅庞卞糜松巫乌全郗班仰秋' +
    '伊暴斜戎祖束幸郜黎蓟印怀鄂索苍双莘贡劳申扶堵宰雍郤璩濮寿扈郏浦充茹习鱼容慎戈庾暨衡满弘寇广禄阙东沃利蔚越夔师厍晁勾融訾毋沙乜鞠丰巢蒯红竺权逯盖益桓帅缑亢况琴商佘佴伯赏墨' +
    '哈谯笪爱仝邸宦折漆苟门邰揭粟麦布火闪户漕仉俞奚郎淡苑母藏达揣禹塔哲泉补朴信水佀郇璋笃税颉撒刀敬蹇蒙琚啜昌呼丘汝战邝粘斯海尉仵牙俸缠庆刑伦睢岑邴卿滿亓',
);

/** Frequent words of their own: as surnames only behind a label or a role. */
const WORDS_TOO = toUnitSet(
  '傅白石温万金易来官平福玉铁黑米畅封衣荣于时向应全成安常位水年来强云方明信呼海利东师计单支门户原代查国居候广红连关包游充满初火解印越商习文车路边房楼',
);

const DOUBLE = toWordTable(
  splitWords(
    '欧阳 司马 上官 诸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 南宫 独孤 端木 百里 东郭 闻人 呼延 轩辕 拓跋 赫连 澹台 宗政 濮阳 公冶 太叔 申屠 仲孙 钟离 鲜于 ' +
      '闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 东门 南门 西门 微生 左丘 梁丘 第五 完颜 叶赫 纳兰 那拉 爱新 万俟 淳于 单于 羊舌 即墨 达奚 ' +
      '欧侯 范姜 陆费',
  ),
);

/** UTF-16 length of the surname that begins here, 0 for none; a rare ideograph counts as one. Double surnames come first. */
export const surnameUnits = (text: string, at: number): number => {
  if (wordAt(DOUBLE, text, at) !== undefined) return 2;
  if (SINGLE[text.charCodeAt(at)] === 1) return 1;
  const code = codeAt(text, at);
  return isRareHan(code) ? unitsOf(code) : 0;
};

/** Does the surname that begins here stand in ordinary words as often as in names? */
export const isWordToo = (text: string, at: number): boolean =>
  WORDS_TOO[text.charCodeAt(at)] === 1 && wordAt(DOUBLE, text, at) === undefined;

/** Could a surname begin with this unit? Rare ideographs are asked for apart. */
export const SURNAME_STARTS: Uint8Array = SINGLE.map((one, unit) => (one === 1 || DOUBLE.starts[unit] === 1 ? 1 : 0));

/** Do surname and next character make an ordinary word, as in 高峰? Double surnames are words of their own and do not count. */
export const startsWord = (text: string, at: number): boolean => isWordAt(text, at) && wordAt(DOUBLE, text, at) === undefined;
