import { FOLLOW_WORDS } from './follow-words.ts';
import { splitWords, startsOf, toEndTable, toWordTable } from './words.ts';

/** Names of form fields: what follows is a name, whatever it looks like. */
const LABELS = splitWords(
  '姓名 名字 户名 经营者 会计 出纳 审核 审批 复核 制单 制表 校对 编辑 责编 主编 摄影 监制 主办 协办人 采访对象 楼长 组长 所有人 使用人 权利人 义务人 继承人 赠与人 转让方 受让方 承租方 出租方 买方 卖方 甲方 乙方 丙方 法定代理人 人员有 成员有 人员包括 成员包括 参加人员有 参会人员有 出席人员有 参加人员包括 人员 参会人员 参加人员 出席人员 值班人员 联系人 来电人 投诉人 举报人 申请人 反映人 诉求人 求助人 咨询人 当事人 申请者 委托人 受托人 被委托人 经办人 经手人 负责人 法定代表人 法人代表 监护人 收件人 寄件人 收货人 发件人 被保险人 ' +
    '投保人 参保人 受益人 报案人 报警人 报修人 承办人 记录人 登记人 填表人 签收人 领取人 借款人 担保人 承租人 出租人 购房人 持卡人 开户人 紧急联系人 紧急联络人 户主 车主 户主姓名 患者姓名 客户姓名 用户姓名 真实姓名 曾用名 署名 ' +
    '本人叫 我叫 名叫 全名叫 化名 主诉人 被告人 被申请人 申诉人 上诉人 被上诉人 嫌疑人 受害人 被害人 代理人 委托代理人 接诊医生 主治医师 主治医生 经治医师 责任护士 配偶 共同居住人 实际控制人 联络人 对接人 值班人 责任人 回访人 陪护人',
);
/** What a person is called in a sentence: a name follows only if the words behind it let a name end there. */
const ROLES = splitWords(
  '隔壁 楼上 楼下 对门 隔壁家 对面 领导 值班领导 驾驶人 机动车驾驶人 店长 厂长 校医 教练 导游 翻译 主播 演员 作者 译者 编者 会计师 审计师 工程师 设计师 厨师 技师 药师 教授 博士 硕士 研究员 助理 秘书 干事 科员 职员 文员 柜员 客服 专员 干部 党员 团员 队员 学员 教员 考官 评委 选手 运动员 裁判 法官 检察官 书记员 执行员 公证员 调解员 ' +
    '协管员 安全员 质检员 标注员 操作员 收银员 服务员 营业员 售货员 推销员 业务员 送水工 清洁工 环卫工 搬运工 木工 瓦工 农民工 租户 房客 住客 旅伴 伴侣 男友 女友 未婚妻 未婚夫 前夫 前妻 继父 继母 养父 养母 岳父 岳母 公公 婆婆 儿媳 女婿 舅舅 姨妈 姑妈 伯父 叔叔 婶婶 表哥 表妹 堂兄 侄子 侄女 外甥 ' +
    '长辈 孩子 小孩 男孩 女孩 婴儿 幼儿 少年 青年 老汉 老太 男生 女生 监护人 被监护人 失踪人员 失联人员 在逃人员 服刑人员 涉案人员 知情人 目击者 受害者 伤员 遇难者 幸存者 举报者 投诉者 消费者 购买者 受助者 捐赠者 申请者 应聘者 求职者 报考者 参赛者 获奖者 志愿者 负责人 主管 ' +
    '市民 居民 村民 群众 业主 住户 租客 租户 房东 患者 病人 家属 患儿 产妇 学生 家长 老师 教师 班主任 医生 医师 护士 大夫 司机 驾驶员 乘客 车主 职工 员工 工人 农民 老人 孤寡老人 残疾人 原告 被告 证人 死者 伤者 逝者 儿子 女儿 ' +
    '父亲 母亲 丈夫 妻子 爱人 哥哥 弟弟 姐姐 妹妹 孙子 孙女 外孙 邻居 同事 室友 朋友 同学 老板 商户 店主 经理 顾客 消费者 游客 旅客 用户 客户 会员 员 户 网民 网友 法人 工作人员 社区书记 ' +
    '村支书 村主任 书记 主任 队长 站长 物业经理 包工头 中介 骑手 快递员 保安 保洁 保姆 护工 义工 技工 焊工 电工 民工 志愿者 网格员 民警 交警 律师 记者 考生 新生 毕业生 退役军人 退休职工 退休教师 下岗职工 低保户 贫困户 五保户 个体户 房主 户主 男子 女子 小伙 姑娘 ' +
    '本人 其子 其女 其妻 其夫 其父 其母 之子 之女 之妻 长子 次子 长女 次女 叫 找 由 系 询问 告知 联系 回复 回访 转告 转给 联系到 陪同',
);
/** Stands before names and before anything else: the name must be of usual characters. */
export const WEAK_ROLES = new Set(
  splitWords(
    '抄送 发给 改派给 转给 交给 寄给 转账给 授权 委托 指派 聘请 邀请 任命 推荐 表彰 慰问 看望 拜访 采访 协助 帮助 换成 换为 变更为 出租给 出借给 转让给 叫 找 询问 告知 联系 回复 回访 转告 转给 联系到 陪同',
  ),
);
/** Ends what somebody is called by: `报销人`, `复核医师`, `驾驶员`. */
export const ROLE_ENDS = '人员师者方户';
/** Stands before names too, but far more often before other words. */
export const BEFORE_ALL = '至入到自据经与和跟同对向给被把的及有请是为让替帮找由系';
/** Joins a name to the one before it. */
export const JOINERS = /^(?:[、，,和与及跟同]|以及)/;

/** Spoken behind a whole name. */
const TITLES = splitWords(
  '先生 女士 小姐 同志 老师 师傅 医生 大夫 护士 教授 律师 法官 警官 阿姨 大爷 大妈 大叔 老人 同学 老先生 老太太 夫妇 夫妻 本人 主任 书记 经理 局长 处长 科长 院长 校长 所长 队长 站长 村长 部长 会长 董事长 董事 总经理 总监 秘书 委员 代表 医师 主播 班长 组长',
);
/** Said behind a surname alone: `王经理`, `李某`; nobody is named by it. */
export const OFFICES = toWordTable([
  ...TITLES,
  ...splitWords('经理 主任 书记 局长 处长 科长 院长 校长 所长 队长 站长 村长 部长 会长 董事长 老板 姓 某 奶奶 氏 女生 男生 警官 老'),
]);
/** The same, though each also stands in given names: only with an edge behind it. */
export const SHORT_OFFICES = new Set('总工哥姐姨叔伯爷');

/** Words of one character that may follow a name; less telling than longer ones. */
const PARTICLES = splitWords(
  '了 凭 来 诉 称 说 因 于 在 的 骑 男 女 等 与 和 及 同 跟 向 对 被 把 将 从 经 已 曾 又 到 去 来 家 是 系 为 有 未 转 办 处 给 让 想 子 收 我 号 现 拟 应 需 仍 均 也 还 并 因 由 后 前 时',
);

/** Act that a clause begins with a name before; the rest of the acts only let a name end behind a role. */
const OPENING_ACTS = splitWords(
  '反映 来电 来信 来访 投诉 咨询 举报 致电 拨打 求助 反馈 诉称 述称 自述 报警 报案 报修 到访 因病 因公 入院 就诊 确诊 签字 签收 突发 的身份证 的电话 的手机 的联系 的银行卡 的车牌 的邮箱 的住址 的病历 的家庭 的证件 的户籍 的账户 的微信 名下 ' +
    '身份证 联系电话 联系方式 手机号 电话号码 家住 现住 户籍地 现年 收， 收。 收； 收（ 代收',
);

/** First characters of everything that a name may stand beside. */
export const NAME_STARTS: ReadonlySet<string> = new Set([
  ...startsOf([...LABELS, ...ROLES, ...WEAK_ROLES, ...TITLES, ...OPENING_ACTS]),
  '男',
  '女',
  '·',
  '•',
  '・',
  '‧',
]);

export const LABEL_TABLE = toWordTable(LABELS);
export const ROLE_TABLE = toWordTable([...ROLES, ...WEAK_ROLES]);
export const TITLE_TABLE = toWordTable(TITLES);
export const OPENING_TABLE = toWordTable(OPENING_ACTS);
/** Words that may follow a name. */
export const FOLLOW_TABLE = toWordTable([...TITLES, ...PARTICLES, ...FOLLOW_WORDS]);
/** Words that may stand before a name. */
export const LEAD_TABLE = toEndTable([
  ...LABELS,
  ...ROLES,
  ...WEAK_ROLES,
  ...Array.from(ROLE_ENDS + BEFORE_ALL),
  ...splitWords(
    '位 叫做 这位 那位 现 经 经查 查明 其中 对象 据 向 对 给 让 被 把 将 帮 替 陪 代 今 兹 因 但 而 且 并 或 又 称 说 问 到 的 在 从 我 我是 本人 您好 你好 原 新 前 与 和 跟 同 及 以及',
  ),
]);

/** Times and places that follow 于, 从 or 向 where a name could also go on. */
export const TIME_WORDS = toWordTable(
  splitWords(
    '凌晨 清晨 早晨 早上 上午 中午 下午 傍晚 晚上 夜间 夜里 近日 近期 日前 当日 当天 同日 同年 今年 去年 明年 前年 本月 本周 上月 上周 昨天 今天 明天 去年 年初 年底 月初 月底 春节 国庆 事发 该 本市 本地 外地 一楼 二楼 医院 家中',
  ),
);

/** Ordinary words that begin like a name of two or three characters. */
export const ORDINARY = toWordTable(
  splitWords(
    '麻醉 高度 高兴 高层 高龄 高速 高峰 高考 高中 高校 高新 高铁 高温 高价 高级 高空 高压 方便 方面 方式 方法 方案 方向 安全 安装 安排 安静 安置 安心 安保 安徽 安康 安阳 安庆 常年 常常 常见 常规 常住 常州 常德 时间 时常 时段 时候 万元 万一 万分 成立 成为 成功 成本 成员 ' +
      '成都 成年 成绩 成果 温馨 温度 温暖 温泉 温州 金额 金融 金属 金钱 金华 金湖 金昌 白天 白色 白银 白领 白血 马上 马路 马鞍山 党员 党委 党支部 党群 党组 和谐 和平 和解 连续 连接 连云港 连锁 连日 关于 关注 关心 关闭 关系 关键 关爱 关怀 全部 全体 全家 全年 全面 全市 全国 全程 全额 ' +
      '全省 全区 水费 水电 水管 水质 水表 水压 水务 水利 路灯 路面 路口 路边 路段 路过 路人 路政 江苏 江西 江阴 江边 江门 石油 石头 石家庄 石材 黄色 黄金 黄昏 黄山 黄石 黄冈 周边 周围 周末 周日 周六 周一 周二 周三 周四 周五 周期 周年 周口 向阳 向上 向前 向社区 向物业 向本 ' +
      '经常 经济 经营 经过 经理 经验 经查 经开区 经核实 应该 应当 应急 应用 应届 都是 都有 都在 能够 能否 能源 能力 能不能 有关 有限 有人 有时 有效 有害 有没有 有偿 有关部门 上班 上学 上海 上午 上门 上级 上述 上报 上访 上饶 来回 来访 来源 来自 来信 来电 空调 空间 空气 空地 空置 ' +
      '通知 通过 通行 通道 通常 通讯 通信 通州 通化 于是 于都 后续 后来 后果 后期 后勤 年底 年初 年度 年龄 年后 年前 年纪 年轻 位于 位置 别人 别墅 别的 那么 那里 那天 那个 相关 相当 相应 相互 强烈 强制 强调 强行 云南 云浮 方才 公司 公共 公园 公交 公寓 公安 公积金 公布 公示 公告 ' +
      '公平 公益 公开 公证 公务 公里 公租房 信息 信用 信号 信访 信任 信贷 海口 海南 海关 海鲜 利用 利息 利率 利益 东西 东侧 东边 东莞 东营 东区 师傅 师生 师范 计划 计算 计费 计生 单位 单独 单价 单元 单身 支持 支付 支行 支出 支部 门口 门前 门诊 门卫 门票 门店 户口 户籍 户外 户型 ' +
      '原因 原来 原本 原告 原件 代表 代理 代办 代码 查询 查看 查处 查明 国家 国庆 国道 国企 国内 居住 居委会 居民 居家 候车 广场 广大 广东 广告 广西 广州 广元 广安 红绿灯 红色 红十字 红包 包括 包含 包裹 包装 包干 游客 游泳 游戏 充电 充值 充分 满意 满足 初步 初中 初期 初一 初二 初三 ' +
      '火灾 火车 火锅 解决 解释 解除 越来越 越多 商家 商场 商业 商店 商务 商户 商品 商品房 商洛 步行 文件 文化 文明 文艺 车辆 车主 车位 车库 车费 车牌 车站 车间 车管所 房产 房屋 房东 房间 房租 房价 房管局 楼上 楼下 楼道 楼顶 楼栋 楼层 楼盘 任何 任务 任意 任职 毛病 谢谢 谢绝 许多 许可 ' +
      '何时 何种 何处 余额 余下 余姚 丁字路口 孔明 武汉 武器 武进 宁波 宁夏 宁德 苏州 苏北 苏宁 徐州 徐汇 郑州 郑重 齐全 齐齐 康复 康乐 康养 施工 施救 雷电 雷雨 童装 童车 沈阳 唐山 汉中 汉语 洪水 洪灾 洪泽 洪泽区 卫生 卫健委 项目 项链 景区 景点 祝福 祝愿 纪念 纪检 纪委 费用 费率 费心 ' +
      '平时 平安 平台 平均 平方 平米 平顶山 平凉 平日 平房 边上 边缘 钟头 明明 明显 明确 明白 明天 毕竟 毕业 毕节 齐心 盛大 盛夏 曲靖 曲线 鲁山 梅州 滑坡 滑倒 滑梯 农村 农民 农业 农田 农户 农商行 双方 双向 双休 生活 生产 生病 生意 生育 生日 申请 申报 申诉 申领 幸福 幸好 广泛 容易 ' +
      '容量 终于 终身 终止 步骤 都会 都不 寿命 尚未 尚且 古城 古镇 古树 司机 司法 焦点 焦虑 焦作 景德镇 储蓄 储存 简单 简直 简历 乘车 乘客 甚至 甘肃 习惯 习题 鱼塘 滕州 台州 台风 乐意 乐器 乐山 展示 展开 展览 居然 严重 严格 严肃 严禁 严厉 程序 程度 钱款 田地 田间 沙发 沙石 ' +
      '潘家 夏天 夏季 夏令 秋季 秋天 冷暖 冷水 冷库 冷气 热水 仲裁 伍佰 沃尔玛 利民 满地 满载 贵公司 贵单位 贵州 贵阳 贵港 布置 布局 布线 税务 税费 税收 标准 粟米 麦田 火化 闪电 闪光 木材 木工 木门 牙科 牙齿 牙医 补贴 补助 补偿 补办 补缴 植物 植树 植被 翟家 支取 支撑 丰富 丰收 ' +
      '易燃 易爆 习俗 荣誉 荣获 富裕 富余 农历 池塘 池州 巩固 边界 强化 楚州 楚州区 淮安 淮阴 涟水 盱眙 季度 季节 乔迁 祖国 祖坟 束缚 别处 班级 班车 班次 能耗 全勤 全责 索赔 索要 籍贯 从事 从来 从而 从未 双层 堵塞 堵车 宰客 扶贫 扶梯 扶手 冉冉 桑树 桂林 桂花 柴油 柴火 解放 解体 应付 管道 管理 ' +
      '管线 管委会 管辖 管制 管网 石化 段时间 时代 时刻 时效 时长 成人 成品 游乐 路灯杆 邮政 邮局 邮寄 邮箱 符合 符号 阳光 阳台 阳性 阳泉 阳江 莫名 莫非 卓越 顾客 顾虑 顾问 盘点 左右 左侧 左边 左转 右侧 陆续 陆地 雨水 雨天 花园 花草 花费 花卉 向我 向市 向有关 向法院 和物业 和社区',
  ),
);
