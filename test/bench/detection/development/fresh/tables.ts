/** Forms with fields, lists, tables and exports flattened to text. */
const SENTENCES = [
  '序号\t姓名\t身份证号\t住址\n1\t{name}\t{id}\t{room}\n2\t{name}\t{id}\t{room}\n3\t{name}\t{id}\t{address}',
  '姓名：{name} 性别：女 民族：汉族 出生日期：1956年4月 住址：{address} 公民身份号码：{id}',
  '申请人姓名 {name}\n证件号码 {id}\n手机号码 {mobile}\n家庭住址 {room}\n申请事项 居住证签注',
  '户主|{name}|配偶|{name}|长子|{name}|户籍地址|{address}',
  '{name},{mobile},{room},已缴,{amount}',
  '开户名称：{name}\n开户银行：邮政储蓄银行\n银行账号：{card}\n预留手机：{mobile}',
  '企业名称：某某商贸有限公司；统一社会信用代码：{code}；法人：{name}；注册地址：{address}；联系电话：{landline}。',
  '紧急联系人1：{name}（父子）{mobile}；紧急联系人2：{name}（母子）{mobile}',
  '车辆信息 车主{name} 号牌号码{plate} 使用性质非营运 住址{address}',
  '1.{name} {mobile}\n2.{name} {mobile}\n3.{name} {mobile}\n请以上人员明早八点到村部集合。',
  '报名表：姓名{name}，出生年月1993.08，身份证{id}，邮箱{email}，通讯地址{room}。',
  '旧系统迁移：姓名={name};证件={id15};电话={landline};地址={address}',
  '填表人：{name}　审核人：{name}　填表日期：{date}',
  '楼栋长名单：1栋{name}，2栋{name}，3栋{name}，4栋暂缺。',
  '供应商\t信用代码\t联系人\t电话\n某某食品厂\t{code}\t{name}\t{landline}\n某某包装厂\t{code}\t{name}\t{mobile}',
  '"customer":"{name}","phone":"{mobile}","address":"{room}","remark":"周末送"',
] as const;

const CLEAN = [
  '姓名：　　　　身份证号：　　　　联系电话：　　　　',
  '填写说明：请用黑色签字笔填写，字迹工整，不得涂改。',
  '品名\t规格\t数量\t单价\n黄豆酱\t500g\t12\t9.80\n牛肉面\t5连包\t6\t13.50',
  '序号|项目|金额\n1|管理费|{amount}\n2|保洁费|{amount}',
  '是否党员：□是 □否　婚姻状况：□未婚 □已婚 □离异',
  '批次号{badid}，质检合格，入库日期{date}。',
  '流水号：{badcard}，状态：交易关闭',
  '开户银行：中国工商银行，币种：人民币，账户性质：一般户',
  '执行标准GB 50016-2014，版本号{version}，页数36。',
  '岗位：综合柜员；人数：3；学历：本科及以上；专业：金融、经济、管理类',
  '单位：万元　年份：2021　2022　2023　合计：3816',
  '户籍类别：农业家庭户；与户主关系：长女；文化程度：初中',
  '坐标：{coordinate}；高程：37.2米；桩号：K12+350',
  '设备编号{imei}，安装位置：泵房，巡检周期：每周',
] as const;

export const tables = { sentences: SENTENCES, clean: CLEAN };
