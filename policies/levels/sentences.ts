import type { Reason } from '../decision.ts';
import type { Kind } from '../classification/finding.ts';
import type { SensitiveCategory } from './grading-facts.ts';
import type { Degree, ImpactObject } from './impacts.ts';
import type { Level } from './level.ts';
import { DEFAULT_MATRIX, type Matrix } from './matrix.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

const KINDS: Readonly<Record<Kind, Words>> = {
  'id-number': { zh: '身份证号', en: 'ID numbers' },
  'bank-card': { zh: '银行卡号', en: 'bank card numbers' },
  mobile: { zh: '手机号', en: 'mobile numbers' },
  landline: { zh: '固定电话', en: 'landline numbers' },
  email: { zh: '电子邮箱', en: 'e-mail addresses' },
  plate: { zh: '车牌号', en: 'number plates' },
  'credit-code': { zh: '统一社会信用代码', en: 'social credit codes' },
  name: { zh: '姓名', en: 'names' },
  address: { zh: '住址', en: 'addresses' },
};

const OBJECTS: Readonly<Record<ImpactObject, Words>> = {
  'national-security': { zh: '国家安全', en: 'national security' },
  'economic-operation': { zh: '经济运行', en: 'economic operation' },
  'social-order': { zh: '社会秩序', en: 'social order' },
  'public-interest': { zh: '公共利益', en: 'the public interest' },
  'organization-rights': { zh: '组织权益', en: 'rights of organisations' },
  'personal-rights': { zh: '个人权益', en: 'rights of persons' },
};

const DEGREES: Readonly<Record<Degree, Words>> = {
  none: { zh: '无危害', en: 'no harm' },
  general: { zh: '一般危害', en: 'general harm' },
  serious: { zh: '严重危害', en: 'serious harm' },
  'especially-serious': { zh: '特别严重危害', en: 'especially serious harm' },
};

const CATEGORIES: Readonly<Record<SensitiveCategory, Words>> = {
  biometric: { zh: '生物识别', en: 'biometric features' },
  religion: { zh: '宗教信仰', en: 'religion' },
  'specific-identity': { zh: '特定身份', en: 'a specific identity' },
  health: { zh: '医疗健康', en: 'health' },
  'financial-account': { zh: '金融账户', en: 'financial accounts' },
  track: { zh: '行踪轨迹', en: 'movements' },
};

const LEVEL_WORDS: Readonly<Record<Level, Words>> = {
  core: { zh: '核心数据', en: 'core data' },
  important: { zh: '重要数据', en: 'important data' },
  g4: { zh: '一般4级', en: 'general 4' },
  g3: { zh: '一般3级', en: 'general 3' },
  g2: { zh: '一般2级', en: 'general 2' },
  g1: { zh: '一般1级', en: 'general 1' },
};

/** Values that stand for words, by their name in `values`. */
const VOCABULARIES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  kind: KINDS,
  with: KINDS,
  object: OBJECTS,
  degree: DEGREES,
  category: CATEGORIES,
  treatedAs: LEVEL_WORDS,
  level: { ...LEVEL_WORDS, unsigned: { zh: '未签级别的数据', en: 'data without a signed level' } },
  mode: {
    download: { zh: '下载', en: 'download' },
    deidentified: { zh: '去标识化交付', en: 'de-identified delivery' },
    view: { zh: '仅查看', en: 'viewing' },
    compute: { zh: '仅计算', en: 'computation' },
  },
};

/** A sentence for every code of use and of grading. */
const TEMPLATES: Readonly<Record<string, Words>> = {
  'level-unsigned': { zh: '级别未签，按{treatedAs}对待', en: 'No level is signed, so it is treated as {treatedAs}' },
  'mode-closed': { zh: '{level}不允许{mode}', en: 'Closed to {level}: {mode}' },
  'condition-met': { zh: '已满足：{condition}', en: 'Met: {condition}' },
  'condition-unmet': { zh: '未满足：{condition}', en: 'Not met: {condition}' },
  'condition-undecided': { zh: '无法确认，按未满足处理：{condition}', en: 'Not established, so it counts as not met: {condition}' },
  'approval-given': { zh: '已获批准：{role}', en: 'Approved by the {role}' },
  'approval-by-signature': {
    zh: '须由{role}批准：开设项目时的签名即是批准',
    en: 'Needs the {role}: the signature that opens the project is the approval',
  },
  'approval-missing': { zh: '尚缺批准：{role}', en: 'Approval missing: {role}' },
  'meet-condition': { zh: '使其满足：{condition}', en: 'Meet: {condition}' },
  'establish-condition': { zh: '提供证明：{condition}', en: 'Establish: {condition}' },
  'get-approval': { zh: '取得批准：{role}', en: 'Get the approval of the {role}' },
  'sign-level': { zh: '由分级官签署级别', en: 'Have the grading officer sign a level' },
  regrade: { zh: '若级别定得过高，由分级官重新定级并签名', en: 'If the level is too high, have the grading officer grade anew' },
  'direct-identifier': {
    zh: '字段“{field}”有 {cells} 个单元格含{kind}（共 {filled} 个）',
    en: '{cells} of {filled} cells of “{field}” hold {kind}',
  },
  'sensitive-found': {
    zh: '字段“{field}”有 {cells} 个单元格含{kind}，属敏感个人信息',
    en: '{cells} cells of “{field}” hold {kind}, which are sensitive',
  },
  'field-not-examined': { zh: '字段“{field}”未经检测', en: '“{field}” was not examined' },
  combination: { zh: '姓名与{with}同在一个数据集，须提级', en: 'Names and {with} in one dataset raise the level' },
  'sensitive-stated': { zh: '含敏感个人信息：{category}', en: 'Sensitive personal information: {category}' },
  'under-14': { zh: '含不满十四周岁未成年人的信息', en: 'Information about children under 14' },
  'ten-million': { zh: '涉及 {persons} 人，达到 {limit} 人', en: '{persons} persons, which reaches {limit}' },
  impact: { zh: '一旦泄露，对{object}造成{degree}', en: 'A leak would do {degree} to {object}' },
  'impact-not-assessed': { zh: '尚未评估对{object}的影响', en: 'The impact on {object} is not assessed' },
};

/** Rules by what they look for, where they did not fire. */
const SILENT: Readonly<Record<string, Words>> = {
  'direct-identifier': { zh: '没有发现直接标识符', en: 'No direct identifiers found' },
  'sensitive-found': { zh: '没有发现银行卡号', en: 'No bank card numbers found' },
  'field-not-examined': { zh: '全部字段都已检测', en: 'Every field was examined' },
  combination: { zh: '姓名没有与证件、电话或住址同时出现', en: 'No names beside numbers or addresses' },
  'sensitive-stated': { zh: '未声明含敏感个人信息', en: 'No sensitive information was stated' },
  'under-14': { zh: '未声明含不满十四周岁未成年人的信息', en: 'No information about children under 14 was stated' },
  'ten-million': { zh: '未达到一千万人', en: 'Fewer than ten million persons, or no number stated' },
  impact: { zh: '没有认定的危害', en: 'No harm was stated' },
  'impact-not-assessed': { zh: '六类影响对象都已评估', en: 'All six objects were assessed' },
};

type Language = keyof Words;

/** Figures as people read them. */
const written = (value: Reason['values'][string] | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en') : String(value ?? '');

const valueOf = (name: string, { values }: Reason, language: Language, matrix: Matrix): string => {
  const value = written(values[name]);
  if (name === 'condition') {
    const words: Words | undefined = (matrix.conditionKinds as Readonly<Record<string, Words>>)[value];
    return (words?.[language] ?? value).replaceAll(/\{(\w+)\}/g, (_, inner: string) => written(values[inner]));
  }
  if (name === 'role') return (matrix.roles as Readonly<Record<string, Words>>)[value]?.[language] ?? value;
  return VOCABULARIES[name]?.[value]?.[language] ?? value;
};

const fill = (template: Words, reason: Reason, matrix: Matrix): Words => {
  const inLanguage = (language: Language): string =>
    template[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name, reason, language, matrix));
  return { zh: inLanguage('zh'), en: inLanguage('en') };
};

/** The sentence of a reason or remedy in both languages; a code without a sentence stands for itself. */
export const sentenceOf = (reason: Reason, matrix: Matrix = DEFAULT_MATRIX): Words =>
  fill(TEMPLATES[reason.code] ?? { zh: reason.code, en: reason.code }, reason, matrix);

/** The sentence of a rule that did not fire. */
export const silenceOf = (code: string): Words => SILENT[code] ?? { zh: code, en: code };

export const objectWords = (object: ImpactObject): Words => OBJECTS[object];
export const degreeWords = (degree: Degree): Words => DEGREES[degree];
export const kindWords = (kind: Kind): Words => KINDS[kind];
