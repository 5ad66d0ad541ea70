import type { Names } from './organisations.ts';

export interface DemoPerson {
  readonly login: string;
  readonly organisation: string;
  readonly names: Names;
  readonly roles: readonly (
    | 'administrator'
    | 'operator'
    | 'data-owner'
    | 'grading-officer'
    | 'labeler'
    | 'reviewer'
    | 'team-lead'
    | 'auditor'
  )[];
  /** What to do first in the console. */
  readonly first: Names;
}

/** Invented people. An organisation's administrator is its delegate: she certifies the others. */
export const PEOPLE: readonly DemoPerson[] = [
  {
    login: 'chen.li',
    organisation: 'data-group',
    names: { zh: '陈砾', en: 'Chen Li' },
    roles: ['administrator', 'operator'],
    first: { zh: '看成员与账本', en: 'see members and ledger' },
  },
  {
    login: 'gao.yuan',
    organisation: 'city-hall',
    names: { zh: '高原', en: 'Gao Yuan' },
    roles: ['administrator'],
    first: { zh: '看密钥函与名单', en: 'see the key letter and lists' },
  },
  {
    login: 'zhou.min',
    organisation: 'city-hall',
    names: { zh: '周敏', en: 'Zhou Min' },
    roles: ['data-owner'],
    first: { zh: '登记行动计划，开标注项目', en: 'register the action plan and open a labelling project' },
  },
  {
    login: 'shen.li',
    organisation: 'city-hall',
    names: { zh: '沈立', en: 'Shen Li' },
    roles: ['grading-officer'],
    first: { zh: '为数据集定级并签名', en: 'grade the dataset and sign' },
  },
  {
    login: 'gu.yun',
    organisation: 'hotline',
    names: { zh: '顾云', en: 'Gu Yun' },
    roles: ['administrator', 'data-owner'],
    first: { zh: '登记工单，去标识后开密封项目', en: 'register the work orders, protect them and open a sealed project' },
  },
  {
    login: 'su.heng',
    organisation: 'hotline',
    names: { zh: '苏衡', en: 'Su Heng' },
    roles: ['grading-officer'],
    first: { zh: '为工单定级并签名', en: 'grade the work orders and sign' },
  },
  {
    login: 'qian.jin',
    organisation: 'firm',
    names: { zh: '钱进', en: 'Qian Jin' },
    roles: ['administrator'],
    first: { zh: '看本单位的人与钥匙', en: 'see people and keys of the firm' },
  },
  {
    login: 'wang.lin',
    organisation: 'firm',
    names: { zh: '王琳', en: 'Wang Lin' },
    roles: ['labeler'],
    first: { zh: '标注', en: 'label' },
  },
  {
    login: 'li.xiang',
    organisation: 'firm',
    names: { zh: '李想', en: 'Li Xiang' },
    roles: ['labeler'],
    first: { zh: '标注', en: 'label' },
  },
  {
    login: 'zhao.qian',
    organisation: 'firm',
    names: { zh: '赵倩', en: 'Zhao Qian' },
    roles: ['reviewer'],
    first: { zh: '抽检：为抽样承诺，判定样本', en: 'inspect lots: commit to the draw, judge the sample' },
  },
  {
    login: 'sun.tao',
    organisation: 'firm',
    names: { zh: '孙涛', en: 'Sun Tao' },
    roles: ['team-lead'],
    first: { zh: '看班组进度', en: 'see the team’s progress' },
  },
  {
    login: 'wu.zheng',
    organisation: 'auditor',
    names: { zh: '吴正', en: 'Wu Zheng' },
    roles: ['administrator', 'auditor'],
    first: { zh: '核验一条标注的来历', en: 'verify where a label came from' },
  },
  {
    login: 'he.ping',
    organisation: 'auditor',
    names: { zh: '何平', en: 'He Ping' },
    roles: ['reviewer'],
    first: { zh: '裁定一次报酬申诉', en: 'decide an appeal over pay' },
  },
];
