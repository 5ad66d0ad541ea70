const listed = (names: string): readonly string[] => names.trim().split(/\s+/);

/** Common names of all ages, then rarer surnames and single given characters. */
export const SPOKEN_PEOPLE: readonly string[] = listed(`
  王德全 张建国 刘桂芳 陈永福 杨爱琴 黄志刚 赵淑珍 吴国华 周美兰 徐长林 孙玉莲 马福生 朱凤英 胡金宝 郭春花 何水根 林阿珠 高振华 罗满仓
  梁秋萍 宋保国 郑雅琴 谢正林 韩小娟 唐建平 冯丽丽 于长河 董秀芬 萧国栋 程海龙 曹翠萍 袁晓东 邓慧敏 许家豪 傅雪莹 沈伟民 曾令芳 彭大勇 吕红英
  苏子轩 卢可欣 蒋雨桐 蔡明哲 贾欣怡 丁浩宇 魏一凡 薛佳琪 叶晨曦 阎博涵 余嘉懿 潘俊熙 杜若溪 戴梓萱 夏语嫣 钟逸飞 汪沐阳 田芮 任静 姜涛 范伟
  谭敏 廖凯 邹倩 熊健 陆洋 郝强 孔蕾 白露洁 崔莹 康健民 毛小兵 邱阿大 秦怀玉 江月明 史金花 顾招娣 侯满堂 邵建设 孟繁荣
  龙海生 万里鹏 段誉铭 雷春生 钱多福 汤有财 尹素云 易中秋 常满意 武铁军 乔木森 贺喜梅 赖水旺 龚自强 文静怡 庞统庆 樊梨红 兰花香 殷桃红
  俞伯文 柏青松 单小满 查良平 仇和平 逄志国 訾敬贤 亓玉芝 綦连生 呼延海 司徒慧 东方晓梅 令狐建 闻人杰 万俟兰 𬭚子昂 林徽 蒙自立 缪红
`);

/** Names by their sound. */
export const SPOKEN_SOUNDED: readonly string[] = listed(`
  阿不都拉·买买提 古丽娜尔·艾山 扎西多吉 次仁曲珍 乌云塔娜 木合塔尔·吐尔逊 热依汗·库尔班 格桑拉姆
`);
