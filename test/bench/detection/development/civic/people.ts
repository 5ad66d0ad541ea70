const listed = (names: string): readonly string[] => names.trim().split(/\s+/);

/** Common names of all ages, then rarer surnames and single given characters. */
export const CIVIC_PEOPLE: readonly string[] = listed(`
  王秀华 李建民 刘志远 陈国富 杨玉珍 黄永强 赵小燕 吴桂兰 周志明 徐国庆 孙建平 马丽娟 朱海英 胡秀芝 郭志强 何玉兰 林国栋 高秀荣 罗建华
  梁志刚 宋丽萍 郑永红 谢玉芳 韩志国 唐秀珍 冯建民 于桂英 董志敏 萧红艳 程国华 曹秀兰 袁建新 邓玉华 许志勇 傅秀云 沈建国 曾玉珍 彭志华 吕秀梅
  苏晨曦 卢俊豪 蒋诗琪 蔡子轩 贾梓涵 丁一诺 魏子昂 薛雨萌 叶浩然 阎欣妍 余梓豪 潘语桐 杜嘉豪 戴欣然 钟雨涵 汪子墨 田梓轩 任雨菲 姜浩宇 范欣悦
  方莉 石强 谭静 廖勇 邹敏 熊丽 金涛 陆军峰 郝燕 孔建 白建军 崔玉兰 康志华 毛秀英 邱建华 秦玉芬 江志伟 顾玉琴 侯志坚
  邵玉凤 孟建国 龙秀芳 万志平 段玉梅 雷建明 钱玉英 汤志强 尹秀英 黎建平 易玉兰 常志刚 武秀兰 乔建军 贺玉芳 赖志明 龚秀珍 文建华 樊玉萍 兰志勇
  殷秀丽 牛建设 章玉良 滕志敏 鲍秀琴 卞建林 支玉成 虞书欣 缪建东 应秀娥 路志高 晏小平 柴建国 焦玉禄 瞿秋实 端木蓉 南宫雪 宇文博
`);

/** Names by their sound. */
export const CIVIC_SOUNDED: readonly string[] = listed(`
  买合木提·阿布来提 阿依古丽·图尔荪 次旦平措 旺堆卓嘎 其其格玛 沙吾列·别克 米热古丽·依明 尼玛扎堆 布仁巴雅尔
`);
