/** Synthetic full names in about the shapes they have in life; written by somebody who has not read the rules. Elders first, then their children and grandchildren. */
const ELDERS =
  '王桂芝 李淑珍 张玉梅 刘凤英 陈金凤 杨德顺 赵连生 黄阿巧 周根发 吴福泉 徐招娣 孙长庚 马玉莲 朱水根 胡世昌 郭廷义 何惠芳 林阿妹 罗秀娥 梁炳坤 郑祖荫 谢仁贵 唐月仙 于占海';
const GROWN =
  '王建业 王晓萍 李卫东 李红艳 张爱琴 张志奎 刘永胜 刘海棠 陈立强 陈美玲 杨红霞 赵海波 黄国梁 周晓燕 吴文斌 徐丽娟 孙洪涛 马春雷 朱雪琴 胡建芬 郭艳丽 何俊峰 林秋萍 高文静 罗小兵 宋丽华 韩学军 冯庆余 董兰芝 程秋菊 曹永刚 袁海英 许志明 傅云芳 沈惠明 曾庆丰 彭桂林 吕素云 苏启明 卢海燕 蔡文辉 贾东升 丁玉华 魏国平 薛红梅 叶青松 余金水 潘丽萍 杜长林 戴雪芬 钟伟雄 田桂花 任晓东 姜玉珍 范志军 石秀琴 姚春梅 谭国辉 廖素贞 金善花 陆月珍 郝铁柱 孔令芳 崔顺子 康宏伟 秦守业 顾阿根 侯宝山';
const YOUNG = '王梓涵 李沐宸 张若曦 刘雨桐 陈奕辰 杨欣怡 赵子墨 黄诗涵 周俊熙 徐一诺 孙嘉懿 朱芷晴 胡语桐 郭昊天 林亦晗 罗子琪';
const SHORT =
  '王磊 李瑶 张倩 张旺 刘莹 陈亮 赵颖 黄涛 周斌 徐静 孙凯 马楠 朱莉 胡波 郭芳 何萍 罗勇 宋萍 郑旭 谢娟 韩冰 于娟 程诺 汪洁 闵瑜 向阳';
const RARE = '亓文娟 逄学礼 郗广田 冼焕娣 阙水金 佟雅琴 苟晓丽 仝振国';
const DOUBLE = '欧阳佩兰 司徒嘉宁 上官梅 皇甫立新 陈李欣妍';
const UNUSUAL = '張麗芬 陳國楨 葉慧儀 李翾 周燚 王𬀩 刘𬘭 赵𫍯';

export const FRESH_PEOPLE: readonly string[] = [ELDERS, GROWN, YOUNG, SHORT, RARE, DOUBLE, UNUSUAL].flatMap((list) => list.split(' '));

/** Names written by their sound. */
const SOUNDED =
  '阿依古丽·买买提 买合木提·吐尔逊 古丽娜尔·艾尔肯 迪里夏提·肉孜 热娜·阿不都热依木 努尔兰·哈布力 帕提古丽·依明 玛依拉·赛力克 扎西顿珠 次仁拉姆 次仁央措 洛桑曲培 乌云其木格 哈斯巴根 娜仁托雅 吉克阿呷';

export const FRESH_SOUNDED: readonly string[] = SOUNDED.split(' ');
