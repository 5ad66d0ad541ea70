/** A kind of complaint, the unit that handles it, and what people write; {…} is filled in (sentence.ts). */
export interface Category {
  readonly name: string;
  readonly unit: string;
  readonly complaints: readonly string[];
}

export const CATEGORIES: readonly Category[] = [
  {
    name: '道路设施',
    unit: '市政设施养护中心',
    complaints: [
      '{street}靠近{estate}的路面塌了一个坑，深得能放下一只脸盆，已经{days}天没有围挡',
      '{estate}东门的斜坡石板松动，轮椅推到一半就卡住',
      '{street}上的减速带螺丝全翘起来了，电动车一过就扎胎',
    ],
  },
  {
    name: '路灯照明',
    unit: '城市照明管理所',
    complaints: [
      '{street}从{number}号往北的路灯整排不亮',
      '{estate}门口的路灯白天亮着晚上灭，反着来',
      '{street}拐角那盏灯一闪一闪，照得人头晕',
    ],
  },
  {
    name: '供水排水',
    unit: '水务服务中心',
    complaints: [
      '{estate}{building}号楼的自来水发黄，放了{days}天还是有铁锈味',
      '{street}的雨水口被水泥糊死，一下雨就漫到店里',
      '{estate}地下室返水，污水已经没过鞋面',
    ],
  },
  {
    name: '噪声扰民',
    unit: '生态环境执法队',
    complaints: [
      '{street}工地夜里{hour}点还在打桩，孩子睡不着',
      '{estate}楼下的健身舞音箱每天响到{hour}点',
      '{estate}对面冷库的风机像拖拉机一样',
    ],
  },
  {
    name: '物业服务',
    unit: '住房保障服务中心',
    complaints: [
      '{estate}{building}号楼的电梯停了{days}天，八楼的老人下不来',
      '{estate}物业把业主的公共收益说成“没有账”，“账本”谁也没见过',
      '{estate}的垃圾桶挪到了我家窗下',
    ],
  },
  {
    name: '公共交通',
    unit: '公共交通集团',
    complaints: ['{line}路车在{street}站经常不停', '{line}路的电子站牌写着3分钟，等了半个多小时', '{street}站的候车亭顶棚破了，下雨没处躲'],
  },
  {
    name: '停车管理',
    unit: '交通警察支队',
    complaints: ['{street}{number}号门前的消防通道被两辆车堵着', '{estate}外面划了车位却有人用锥桶占住收钱', '{plate}长期停在盲道上'],
  },
  {
    name: '医疗保障',
    unit: '医疗保障局',
    complaints: ['母亲转院的费用说好能直接结算，窗口却让先垫付', '慢性病门诊的备案交了{days}天没有回音', '孩子的参保信息里身份证少了一位'],
  },
  {
    name: '劳动报酬',
    unit: '劳动保障监察支队',
    complaints: ['在{street}的工地干了活，工钱拖了{days}天', '{estate}的保洁公司不给签合同', '试用期结束那天被告知“不用来了”，工资也没算'],
  },
  {
    name: '教育服务',
    unit: '教育局',
    complaints: ['{estate}划片的小学今年换了，没人解释', '校外培训班在{street}换了招牌，不肯退剩下的课时费', '学校门口的早点摊没有证'],
  },
  {
    name: '市容环境',
    unit: '城市管理局',
    complaints: [
      '{street}的绿化带里堆着装修袋，袋子都晒裂了',
      '{estate}后墙被人喷满小广告，电话写的是{mobile}',
      '{street}河道漂着死鱼，味道很重',
    ],
  },
  {
    name: '政务咨询',
    unit: '政务服务办公室',
    complaints: ['想问居住证到期后能不能在网上续', '个体户改经营地址要带哪些材料', '落户{estate}需不需要原来的户口本'],
  },
];

export const OPENINGS = [
  '',
  '您好，',
  '来电人反映：',
  '市民{name}来电称，',
  '我住{estate}{building}号楼，',
  // Two UTF-16 units: what follows it has other offsets for whoever counts these.
  '再次反映😭，上回的工单没有解决：',
  '\t',
] as const;

/** What makes a text longer. */
export const DETAILS = [
  '已经打过{days}次电话，每回都说“正在协调”',
  '照片和视频都在手机里，可以发给工作人员',
  '隔壁{name}家也是一样的情况',
  '去现场的人只拍了张照就走了，后面再没有消息',
  '我今年七十多岁，腿脚不方便，跑不动窗口',
  '说是下周处理，“下周”已经过了好几个',
  '旁边就是幼儿园，早晚接送的人很多',
  '附近二十多户都愿意联名',
  '听说别处是当天修好的，为什么这里不行',
  '本人证件号码{id}，核实身份用',
  '可以打我手机{mobile}，白天在家',
  '家里座机{landline}，晚上六点以后有人接',
  '材料发到了{email}，请查收',
  '具体位置在{address}',
  '合同上写得清清楚楚，第3条, 第2款',
  '票据号是{ticket}，金额{fen}元',
] as const;

export const CLOSINGS = [
  '',
  '请尽快处理。',
  '希望给个准话。',
  '盼复。',
  '要求书面答复！',
  '谢谢了🙏',
  '真的等不起了😭😭',
  '处理好了给你们点赞👍🏻',
  '辛苦 🌧️🚧',
] as const;

/** What people write who write next to nothing. */
export const SHORT_TEXTS = ['路灯坏了', '咨询', '?', '同上', '没人管。', '🙄', '电话占线，请回电', '停水'] as const;
