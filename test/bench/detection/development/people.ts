/** Synthetic full names to develop the rules with, which stand in no list of the rules. */
const PEOPLE = (
  '蔡雨辰 贺兰亭 邱明哲 孔令仪 汤若琳 常思远 武晓棠 戴文渊 倪可欣 左宏毅 廖佳音 申屠景行 欧阳予清 上官若冰 司徒远航 诸葛青岚 慕容雪 端木修竹 尉迟恭礼 夏侯淳一 郝建军 于洋 方圆 高兴旺 白洁 成龙飞 温暖阳 ' +
  '安宁 常胜利 万里云 石磊 金鑫 马驰 路遥 时光远 向东升 应采薇 关山月 连城璧 水清浅 严守一 牛大力 苗翠花 冯桂芝 谭秀英 薛宝山 邹德胜 毛小军 龚玉兰 段铁柱 侯春生 孟庆海 尹素珍 黎世荣 易水寒 骆宾贤 甄士隐 ' +
  '缪斯语 俞伯牙 钮祜禄 晏殊之 郁达明 鄂尔泰 佟丽君 亓秀兰 仝卫东 郗鉴知 逄博文 昝宝石 厍鸿飞 𠮷川明 𫖯之远 王𬭎毅 李䶮 张𬸚 刘𫍯然 𬀩丽娟 赵㛃 '
)
  .trim()
  .split(' ');

/** Names written by their sound, with and without a dot. */
const SOUNDED =
  '古丽米热·阿不都拉 买合木提·玉山 艾尔肯·吐尔逊 热依汗·卡德尔 阿卜杜拉·赛买提 约翰·史密斯 扎西平措 次仁央宗 巴特尔 其木格 索南多吉 格桑卓玛'.split(
    ' ',
  );

export const people = { people: PEOPLE, sounded: SOUNDED };
