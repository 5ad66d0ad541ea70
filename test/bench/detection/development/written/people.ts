const listed = (names: string): readonly string[] => names.trim().split(/\s+/);

/** Common names of all ages, then rarer surnames and single given characters. */
export const WRITTEN_PEOPLE: readonly string[] = listed(`
  王国强 李玉兰 张秀英 刘德胜 陈桂香 杨志明 黄丽华 赵文斌 吴春霞 周建华 徐凤琴 孙立新 马秀云 胡志远 郭海燕 何家荣 林秋生 高玉梅 罗永康
  梁艳芳 宋学文 郑玉萍 谢海涛 韩国庆 唐菊英 于秀珍 董文华 萧雅婷 程立军 曹雪峰 袁静茹 邓国良 许海霞 傅建军 曾宪明 彭秋菊 吕振东
  苏文涛 卢晓梅 蒋思琪 蔡宏伟 贾文婷 丁雨泽 魏嘉怡 薛子墨 叶梓涵 阎若彤 余景行 潘雨霏 杜泽宇 戴诗涵 夏天宇 钟灵秀 汪俊豪 任泽楷 姜雪琳
  范军 方琼 石岩 谭波 廖娟 邹勇 熊艳 金辉 陆婷 郝建 孔德明 白玉柱 崔志远 康复生 毛泽远 邱淑华 秦世杰 江海洋 史文娟 顾锦程
  侯建华 邵逸云 孟庆丰 龙飞宇 万国平 段小红 雷鸣远 钱学义 黎耀辉 易安宁 常玉春 武玉梅 乔建中 贺志国 赖昌星 龚雪梅 文国庆 庞青山
  樊志刚 兰小草 殷素兰 俞飞鸿 柏林泉 谷雨生 桂枝香 柯南生 麦家琪 祁连海 闵惠芬 费玉洁 岑海伦 裴文中 郎朗晴 楚云飞 褚时明 尉迟恭敏 欧阳慧兰 诸葛明亮 夏侯婉
`);

/** Names by their sound. */
export const WRITTEN_SOUNDED: readonly string[] = listed(`
  艾力·买买提江 帕提古丽·吾斯曼 迪丽拜尔·亚森 才让卓玛 苏和巴图 吾买尔江·阿不力孜
`);
