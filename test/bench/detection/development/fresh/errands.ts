/** Deliveries, repairs, removals, rides: what a firm's order system and its fitters write. */
const SENTENCES = [
  '收件人：{name} {mobile} {room}',
  '寄件：{name}，{mobile}，{address}；收件：{name}，{mobile}，{room}；物品：衣服；代收：无。',
  '{address} {name}收 {mobile}',
  '订单{order}，客户{name}要求改送{room}，原地址作废，放门口即可，勿按门铃。',
  '派件失败：{name}电话{mobile}三次无人接听，快件已退回站点。',
  '安装师傅{name}预约明天下午两点到{room}装空调，用户{name}，1.5匹挂机一台。',
  '维修单：用户{name}，热水器不打火，地址{address}，保修期内，换点火针，未收费。',
  '搬家单，起点{address}，终点{room}，车{plate}，司机{name}，含两名搬运工。',
  '骑手{name}（{mobile}）把餐洒了，顾客{name}申请全额退款{amount}元。',
  '签收人不是{name}本人，而是门卫{name}代签，收件人要求核实。',
  '网约车订单：乘客尾号0417，司机{name}，车牌{plate}，上车点{address}。',
  '发票邮寄给{name}，电子版发{email}，税号{code}。',
  '二手冰箱自提，地址{room}，联系人{name}，来之前打{mobile}。',
  '送水工{name}说{room}欠空桶三只，{name}认了两只。',
] as const;

const CLEAN = [
  '您的快件已到菜鸟驿站，请凭取件码6-2-3081领取。',
  '运单号{order}，已离开南京转运中心，发往徐州。',
  '张小泉厨房剪刀一把，王守义十三香两盒，缺货登记。',
  '李宁牌运动鞋42码断货，建议换41码。',
  '本单备注：少放辣，不要香菜，多给两双筷子。',
  '设备IMEI：{imei}，屏幕碎裂，不在保修范围。',
  '马铃薯十斤、黄瓜五斤、白菜两棵，合计{amount}元。',
  '高温天气配送可能延迟，请耐心等待。',
  '骑手定位{coordinate}，距商家八百米。',
  '空调外机支架锈蚀，需更换，材料费另计。',
  '时效件当日达，封口破损请拒收。',
  '包装箱尺寸60×40×50厘米，毛重12.5公斤。',
  '商家回复：周黑鸭鸭脖套餐已售罄。',
  '固件{version}存在断网缺陷，升级后重启路由器即可。',
] as const;

export const errands = { sentences: SENTENCES, clean: CLEAN };
