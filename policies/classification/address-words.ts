import { splitWords, startsOf, toClassTable, toEndTable, toUnitSet, toWordTable } from './words.ts';

/** Rank of a component: coarse ones come first; only one that goes on downward, or leads to a door, is taken into the address. */
const SUFFIXES: readonly (readonly [words: readonly string[], rank: number])[] = (
  [
    [1, '省 自治区 特别行政区'],
    [2, '市 自治州 地区 盟'],
    [3, '区 县 旗 开发区 新区 高新区 园区'],
    [4, '镇 乡 街道 街道办 办事处 苏木'],
    [5, '村 社区 庄 屯 寨 村委会 居委会 行政村 自然村 林场 农场'],
    [6, '路 街 大道 大街 巷 弄 胡同 道 里 条 公路 国道 省道 马路 环路 支路 桥头 中段 东段 西段 南段 北段'],
    [
      7,
      '小区 人家 花园 苑 公寓 新村 家园 嘉园 佳园 名苑 雅苑 花苑 城 府 湾 庭 郡 邸 别墅 山庄 居 阁 轩 大厦 广场 中心 名都 华庭 豪庭 雅居 宿舍 家属院 大院 坊 墅 新城 水岸 半岛 国际 园 院 楼 大楼 公馆 里弄 安置房 工地',
    ],
  ] as const
).map(([rank, words]) => [splitWords(words), rank]);
const ALL_SUFFIXES = SUFFIXES.flatMap(([words]) => words);
/** With the rank of each. */
export const SUFFIX_TABLE = toClassTable(SUFFIXES);
export const SUFFIX_ENDS = toEndTable(ALL_SUFFIXES);

/** What an address ends with: a suffix, the mark of a door or room, or its number. */
export const ADDRESS_ENDS = toUnitSet(
  `${ALL_SUFFIXES.map((suffix) => suffix.slice(-1)).join(
    '',
  )}号院铺弄巷坊栋幢座元洞门楼层室区组队社村屯湾户间房排期街路道一二三四五六七八九十0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`,
);

/** Provinces without a suffix, which begin an address. */
export const PROVINCES = toWordTable(
  splitWords(
    '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门',
  ),
);

/** What a household's address follows. */
const ADDRESS_LABELS = splitWords(
  '住址 家庭住址 家庭地址 现住址 居住地址 联系地址 通讯地址 通信地址 户籍地址 户籍地 户籍所在地 户口所在地 身份证地址 收货地址 收件地址 邮寄地址 寄送地址 送货地址 送达地址 地址 住所 住所地 居住地 现居地 经常居住地 家庭所在地 家庭详细地址 详细地址 房屋坐落 ' +
    '家住 住在 居住在 居住于 现住 现居 现居住 居住 现居住于 现居住在 租住 租住在 租住于 暂住 暂住在 搬到 搬至 搬进 搬入 请寄 快递到 发到 发至 送到 送至 寄到 寄至 寄往 户籍在 家在 住 上门地址 老家在 户籍 长住 常住 独居在 独居于 ' +
    '户址 原址 新址 旧址 原住 原住址 住处 居所 家里在 租在 租房在 现租 租了 落户 落户在 籍贯 入伍地 送达处所 送达地 派送至 派送到 配送至 配送到 送货至 送货到 送往 改送 改寄 转寄 改址 投递至 运至 运到 运往 发往 快递至 ' +
    '迁往 迁至 迁入 搬来 搬往 暂居 寓居 回到 逃至 起点 终点 目的地 安装地址 维修地址 服务地址 用电地址 用水地址 装机地址 房屋地址 房屋位置 家庭住所 上门到 门牌 门牌号 户籍住址 家庭住 居住的 租住的 暂住的 上车点 下车点 上车地点 下车地点 出发地 取件地点 交货地点 送餐地址 服务地点 取货点 交付地点 维修地点 安装地点 住家 自家在',
);
export const ADDRESS_TABLE = toWordTable(ADDRESS_LABELS);
export const ADDRESS_STARTS: ReadonlySet<string> = new Set(startsOf(ADDRESS_LABELS));
/** The label names no household: `事发地址`, `公司地址`. */
export const OTHER_LABEL_BEFORE =
  /(?:事发|事故|问题|发生|施工|项目|工程|店铺|店面|公司|单位|企业|办公|注册|经营|机构|学校|医院|银行|网点|会议|活动|网络|IP|ip|MAC|邮件|电子|网站|链接|仓库|发货|退货)$/;
/** `住` begins these words. */
export const NOT_LIVING = /^住(?:院|房|宅|户|宿|建|持|校|培|保|手|店|满|了|着|过|得|不|进|满|改|嘴)/;

/** Words that no component holds: the address ends before them. */
const ENDING = splitWords(
  '的 了 我 你 您 他 她 它 们 在 被 把 因 说 给 请 问 有 没 不 很 就 还 又 住 这 那 哪 吗 呢 反映 投诉 咨询 举报 建议 要求 希望 来电 致电 位于 坐落 附近 门口 门前 旁边 对面 周边 楼下 楼上 里面 一带 一侧 沿线 至今 交叉 由于 来自 送至 寄至 搬至 ' +
    '电话 手机 联系 姓名 身份证 邮编 邮箱 先生 女士 业主 居民 市民 村民 租户 住户 同志 现有 发现 以及 并且 通知 上门 地址 登记 核实 办理 申请 是否 何时 发生 出现 存在 路面 路灯 路口 道路 停水 停电 漏水 噪音 施工 物业 楼道 电梯 户籍 可以 应该 需要 公里 平方 左右 期间 小时 分钟 政府 人民政府 机关 条件 环境',
);
export const STOP_TABLE = toWordTable(ENDING);
/** What may stand before an address that no word leads in. */
export const STOP_ENDS = toEndTable([...ENDING, ...splitWords('是 为 到 从 对 于 与 称 至 往 以 将 让 由')]);
/** Of these, what names of towns and villages begin with as well, behind a larger division: 泾川县于家岭镇. */
export const STOPS_IN_NAMES = toUnitSet('将为对于与称往以让由从');
export const DIVISION_ENDS = toUnitSet('省市区县旗州盟镇乡');
/** Suffixes that are places by themselves, within the town that is spoken of. */
export const ZONES = toWordTable(splitWords('开发区 高新区 经开区 经济开发区 高新技术开发区'));
/** Place names that begin with such a character. */
export const PLACE_AGAIN = /^(?:不夜|有为|在兴|家园|将军|由义|以勒)/;

const NUMBER = '(?:[甲乙丙丁增特]?[0-9]{1,5}(?:-[0-9]{1,4})*|[一二三四五六七八九十百]{1,5}|[A-Za-z][0-9]{0,3})';
/** A door and everything finer. */
export const DETAIL = new RegExp(
  `(?:第|负|地下)?${NUMBER}(号楼(?![上下道顶])|号院|号门(?![口外前卫面店市])|号之[0-9]{1,6}房(?![屋产东租])|号之(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2}(?![0-9]))|号房(?![屋产东租])|号铺|号(?![位线机床馆台码])|支弄|支巷|街坊|弄|栋|幢|座|单元|门洞|门(?![口外前卫面店市])|楼(?![上下道顶])|层|梯|室|小区|村民小组|居民小组|居民组|组|队|社(?!区)|村(?!民)|屯|湾|巷|户(?![型籍口])|房间|房(?![屋产东主型租])|排|期|区)|[甲乙丙丁东西南北中](单元|座|楼|户)(?![村庄寨屯镇乡])|[0-9]{1,3}(-[0-9]{1,3}-[0-9]{1,5})(?![0-9])|[附内][0-9]{1,3}(号)|[东西南北中](户)|[0-9]{1,3}(街|路|道|巷)(?=[0-9])|[首底顶](层|楼)|纬[0-9一二三四五六七八九十]{1,3}(路|街)|[东西南北中](区)(?=[0-9一二三四五六七八九十])`,
  'y',
);
/** A room without its word, behind a building. */
export const BARE_ROOM =
  /-?[0-9]{1,5}(?:-[0-9]{1,4}|[A-H](?![0-9A-Za-z]))?(?![0-9年月日元米号万亿公里%．.路弄平个人户棵名起次度教诊会办病])/y;
/** Marks of a room or flat; building alone is a place, not a household. */
export const ROOM_MARKS = new Set(['室', '户', '房', '房间', '号房']);
export const BUILDING_MARKS = new Set(['栋', '幢', '座', '单元', '号楼', '楼', '层', '梯', '门', '门洞']);
/** Within a town a name with such a number is a hamlet's or a compound's: 柏坞3巷, 禾园2期. */
export const LANE_MARKS = new Set(['号', '巷', '弄', '支弄', '组', '村民小组', '队', '屯', '社', '期', '区', '院', '号院']);
/** Words that stand before an address without leading one in. */
export const ADDRESS_LEADS = toWordTable([
  ...ADDRESS_LABELS.filter(({ length }) => length > 1),
  ...splitWords(
    '坐落 坐落于 位于 抵押物 标的 标的物 房产 房源 房屋 居住 租住 暂住 同住 合住 门牌 定位 导航到 开到 拉到 寄回 退回 退到 放到 放在 搁在 存放在 投到 投放到 取件 派件 揽件 送件 取货 送货 送餐 送水 送药 抢修 名下 安装在 装在 安在 地点 集合地点 席设 定在 设在 反映 投诉 举报 新家在 甲方将 乙方将 现将 拟将 要求将 到达 抵达 送达 搬离 搬出 摆在 停在 查封',
  ),
]);
/** So do these even behind another word, as in 钥匙放. */
export const BEHIND_THING = toUnitSet('放寄送到至往住');
/** Words of one character that stand before an address and are no part of it, unless they make a word with what follows: 发展路. */
export const BEFORE_ADDRESS = toUnitSet('发放送寄到在从往至租住去回给交称说问是由系访查敲取搬卖买找拆换投接抵返赴驻达');
/** Said of what has been done, behind a verb of one character: 敲了, 找到, 租下. */
export const DONE = toUnitSet('了到过着去来下开进');
/** Verbs that streets and compounds are called by; before an address another verb is no part of it. */
export const NAMING_ACTS = toWordTable(
  splitWords(
    '解放 胜利 联合 前进 奋斗 跃进 发展 复兴 创业 首创 革命 劳动 学习 振兴 开发 生产 开放 改革 建国 翻身 丰收 富强 友谊 繁荣 欢乐 兴旺 昌盛 安定 安居 保卫 拥护 展望 希望 期望 腾飞 奔腾 飞跃 起航 远航 团结 进步 拥军 爱民 爱国 光复 凯旋 迎春 迎宾 报国 卫国 兴国 立新 创新 创造 开拓 合作 互助 自立 自强 自由 独立 和谐 同心 同德 同乐 长乐 长安 永安 永乐 望江 望海',
  ),
);
