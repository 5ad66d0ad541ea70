/** Synthetic full names of the varied set, most of them such as people bear today. */
const ORDINARY =
  '岳明轩 温晓岚 康德旺 施雅琴 洪嘉树 柳青禾 翟永贵 安若溪 常胜男 牛爱莲 乔文栋 易小满 伍学斌 庞桂兰 颜如愫 聂鸿飞 章慧芝 鲁建业 葛春生 齐美玲 庄晓峰 辛国泰 管彤彤 祝满仓 霍敬之 房玉洁 耿长河 关若彤 柯俊豪 骆小芸 ' +
  '欧卫平 解雨桐 窦志坚 尤金花 裴思远 詹美凤 单宏业 包小翠 费明辉 岑佩仪 桂长林 宁采薇 凌霄汉 车永胜 项婉婷 代红霞 明志成 冉启华 阮文雄 蓝秀娥 甘雨田 滕云舒 路晓彤 佟立军 麦嘉慧 官玉良 ' +
  '张秋菱 王德厚 李沐阳 刘巧云 陈守信 杨絮儿 黄柏青 赵玉坤 周梓萱 吴大勇 徐凤霞 孙诗雨 马长顺 朱晓棠 胡万林 郭子墨 何秀清 高文远 林淑惠 罗永强 郑欣妍 梁启秋 谢春桃 宋祖旺 唐若曦 许根生 韩雪莹 邓家栋 冯小满 曹玉兰 ' +
  '彭一诺 曾桂英 肖振国 田雨欣 董玉成 潘晓燕 袁世昌 蔡美娟 蒋文博 余彩霞';
const SHORT =
  '岳帆 温婕 康宁波 施展 洪涛 柳絮 翟颖 常昊 乔楚 伍迪 庞博 颜妍 聂枫 章岩 葛蕾 齐悦 庄严 辛夷 祝捷 霍达 房磊 耿直 柯澜 骆冰 解颐 窦蔻 尤佳 裴钰 詹翔 单丹 张炜 王芮 李喆 刘衡 陈曦 杨沁 黄蕊 赵泽 周桐 吴蔚';
const RARE = '妫文君 佴志刚 郗小红 隗永福 逄春梅 戚玉英 乌兰英 束建平 竺明远 宓晓鸥 厍长海 谌丽华 綦国梁 鄢秀梅 郜新民';
const DOUBLE = '欧阳晓雯 司徒建文 上官雅静 诸葛瑞 皇甫明辉 慕容建华 东方玉 夏侯燕 令狐长顺 尉迟敏';
const BEYOND = '王㛃 李𬭚 周𫍽明 刘𬸣 陈玉𫘝';
export const VARIED_PEOPLE: readonly string[] = [ORDINARY, SHORT, RARE, DOUBLE, BEYOND].flatMap((list) => list.split(' '));

/** Names written by their sound, with and without a dot. */
export const VARIED_SOUNDED: readonly string[] =
  '艾孜买提·阿卜力孜 古海尔妮萨·麦麦提 木合塔尔·沙迪克 阿依谢姆·吐尔逊 赛力克·胡安别克 安德烈·科瓦连科 玛格丽特·奥康纳 扎西群培 德吉旺姆 乌云其其格 巴特尔苏荣 旦增罗布'.split(
    ' ',
  );
