import { splitWords, toUnitSet, toWordTable } from './words.ts';

/** Names of form fields: what follows is a name, whatever it looks like. */
export const LABELS = splitWords(
  '姓名 名字 收款人 付款人 汇款人 报销人 领款人 经手人 户名 经营者 会计 出纳 审核 审批 复核 制单 制表 校对 编辑 责编 主编 摄影 监制 主办 协办人 采访对象 楼长 组长 所有人 使用人 权利人 义务人 继承人 赠与人 转让方 受让方 承租方 出租方 买方 卖方 甲方 乙方 丙方 法定代理人 人员有 成员有 人员包括 成员包括 参加人员有 参会人员有 出席人员有 参加人员包括 人员 参会人员 参加人员 出席人员 值班人员 联系人 来电人 投诉人 举报人 申请人 反映人 诉求人 求助人 咨询人 当事人 申请者 委托人 受托人 被委托人 经办人 经手人 负责人 法定代表人 法人代表 监护人 收件人 寄件人 收货人 发件人 被保险人 ' +
    '投保人 参保人 受益人 报案人 报警人 报修人 承办人 记录人 登记人 填表人 签收人 领取人 借款人 担保人 承租人 出租人 购房人 持卡人 开户人 紧急联系人 紧急联络人 户主 车主 户主姓名 患者姓名 客户姓名 用户姓名 真实姓名 曾用名 署名 ' +
    '本人叫 我叫 名叫 全名叫 化名 主诉人 被告人 被申请人 申诉人 上诉人 被上诉人 嫌疑人 受害人 被害人 代理人 委托代理人 接诊医生 主治医师 主治医生 经治医师 责任护士 配偶 共同居住人 实际控制人 联络人 对接人 值班人 责任人 回访人 陪护人',
);
/** What a person is called in a sentence: a name follows only if the words behind it let a name end there. */
export const ROLES = splitWords(
  '隔壁 楼上 楼下 对门 隔壁家 对面 领导 值班领导 驾驶人 机动车驾驶人 店长 厂长 校医 教练 导游 翻译 主播 演员 作者 译者 编者 会计师 审计师 工程师 设计师 厨师 技师 药师 教授 博士 硕士 研究员 助理 秘书 干事 科员 职员 文员 柜员 客服 专员 干部 党员 团员 队员 学员 教员 考官 评委 选手 运动员 裁判 法官 检察官 书记员 执行员 公证员 调解员 ' +
    '协管员 安全员 质检员 标注员 操作员 收银员 服务员 营业员 售货员 推销员 业务员 送水工 清洁工 环卫工 搬运工 木工 瓦工 农民工 租户 房客 住客 旅伴 伴侣 男友 女友 未婚妻 未婚夫 前夫 前妻 继父 继母 养父 养母 岳父 岳母 公公 婆婆 儿媳 女婿 舅舅 姨妈 姑妈 伯父 叔叔 婶婶 表哥 表妹 堂兄 侄子 侄女 外甥 ' +
    '长辈 孩子 小孩 男孩 女孩 婴儿 幼儿 少年 青年 老汉 老太 男生 女生 监护人 被监护人 失踪人员 失联人员 在逃人员 服刑人员 涉案人员 知情人 目击者 受害者 伤员 遇难者 幸存者 举报者 投诉者 消费者 购买者 受助者 捐赠者 申请者 应聘者 求职者 报考者 参赛者 获奖者 志愿者 负责人 主管 ' +
    '市民 居民 村民 群众 业主 住户 租客 租户 房东 患者 病人 家属 患儿 产妇 学生 家长 老师 教师 班主任 医生 医师 护士 大夫 司机 驾驶员 乘客 车主 职工 员工 工人 农民 老人 孤寡老人 残疾人 原告 被告 证人 死者 伤者 逝者 儿子 女儿 ' +
    '父亲 母亲 丈夫 妻子 爱人 哥哥 弟弟 姐姐 妹妹 孙子 孙女 外孙 邻居 同事 室友 朋友 同学 老板 商户 店主 经理 顾客 消费者 游客 旅客 用户 客户 会员 员 户 网民 网友 法人 工作人员 社区书记 ' +
    '村支书 村主任 书记 主任 队长 站长 物业经理 包工头 中介 骑手 快递员 保安 保洁 保姆 护工 义工 技工 焊工 电工 民工 志愿者 网格员 民警 交警 律师 记者 考生 新生 毕业生 退役军人 退休职工 退休教师 下岗职工 低保户 贫困户 五保户 个体户 房主 户主 男子 女子 小伙 姑娘 ' +
    '本人 其子 其女 其妻 其夫 其父 其母 之子 之女 之妻 长子 次子 长女 次女 叫 找 由 系 询问 告知 联系 回复 回访 转告 转给 联系到 陪同',
);
/** Stands before names and before anything else: the name must be of usual characters. */
export const WEAK_ROLES = splitWords(
  '抄送 发给 改派给 转给 交给 寄给 转账给 授权 委托 指派 聘请 邀请 任命 推荐 表彰 慰问 看望 拜访 采访 协助 帮助 换成 换为 变更为 出租给 出借给 转让给 叫 找 询问 告知 联系 回复 回访 转告 转给 联系到 陪同',
);
/** Ends what somebody is called by: `报销人`, `复核医师`, `驾驶员`. */
export const ROLE_ENDS = '人员师者方户';
/** Stands before names too, but far more often before other words. */
export const BEFORE_ALL = '至入到自据经与和跟同对向给被把的及有请是为让替帮找由系';
/** Said of persons behind a whole name. */
export const TITLES = splitWords('先生 女士 小姐 同志 警官 阿姨 大爷 大妈 大叔 老先生 老太太 师傅');
/** Offices and trades, which other words stand before as well: `责任护士`, `值班律师`. */
export const OFFICE_TITLES = splitWords(
  '老师 医生 大夫 护士 教授 律师 法官 老人 同学 夫妇 夫妻 本人 主任 书记 经理 局长 处长 科长 院长 校长 所长 队长 站长 村长 部长 会长 董事长 董事 总经理 总监 秘书 委员 代表 医师 主播 班长 组长',
);
/** Said behind a surname alone: `王经理`, `李某`; nobody is named by it. */
export const OFFICES = toWordTable([
  ...TITLES,
  ...OFFICE_TITLES,
  ...splitWords('经理 主任 书记 局长 处长 科长 院长 校长 所长 队长 站长 村长 部长 会长 董事长 老板 姓 某 奶奶 氏 女生 男生 警官 老'),
]);
/** The same, though each also stands in given names: only with an edge behind it. */
export const SHORT_OFFICES = toUnitSet('总工哥姐姨叔伯爷');

/** Words of one character that may follow a name; less telling than longer ones. */
export const PARTICLES = splitWords(
  '了 凭 来 诉 称 说 因 于 在 的 骑 男 女 等 与 和 及 同 跟 向 对 被 把 将 从 经 已 曾 又 到 去 来 家 是 系 为 有 未 转 办 处 给 让 想 子 收 我 号 现 拟 应 需 仍 均 也 还 并 因 由 后 前 时',
);

/** Act that a clause begins with a name before; the rest of the acts only let a name end behind a role. */
export const OPENING_ACTS = splitWords(
  '反映 来电 来信 来访 投诉 咨询 举报 致电 拨打 求助 反馈 诉称 述称 自述 报警 报案 报修 到访 因病 因公 入院 就诊 确诊 签字 签收 突发 的身份证 的电话 的手机 的联系 的银行卡 的车牌 的邮箱 的住址 的病历 的家庭 的证件 的户籍 的账户 的微信 名下 ' +
    '身份证 联系电话 联系方式 手机号 电话号码 家住 现住 户籍地 现年 收， 收。 收； 收（ 代收',
);

/** Other words that stand before names. */
export const LEADS = splitWords(
  '位 叫做 这位 那位 现 经 经查 查明 其中 对象 据 向 对 给 让 被 把 将 帮 替 陪 代 今 兹 因 但 而 且 并 或 又 称 说 问 到 的 在 从 我 我是 本人 您好 你好 原 新 前 与 和 跟 同 及 以及',
);
/** A name before these is a part of a longer one, of a place or a thing: 中山|路, 李宁|牌. */
export const PLACE_ENDS = '路街巷桥镇乡县牌';
/** So do these, though they begin other words as well. */
export const OTHER_PLACE_ENDS = '湖村市区山河江庄园苑寺港站店式派党杯奖洞岭沟屯寨楼府城坊湾里州省岛乳器机';
