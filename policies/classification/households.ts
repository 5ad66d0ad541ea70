import type { Candidate, Kind } from './finding.ts';
import type { Text } from './text.ts';

const LONGEST_CLAUSE = 24;
const CLAUSE = /[^，,。；;！!？?\n]*$/;
/** In the clause before: a body, a shop or a meeting, or that it is found, opens or moves there. */
const BODY_BEFORE = new RegExp(
  '公司|集团|少年宫|交易所|总部|工厂|厂址|店址|院址|校址|新址|原址|本店|本院|本馆|门店|网点|营业[厅部]|售[楼票]处|报名[处点]|办[事税]|服务(?:中心|大厅|站)|中心|大厅|窗口|银行|支行|医院|门诊|诊所|' +
    '法院|检察院|仲裁|公证处|税务|邮局|学校|小学|中学|大学|学院|校区|[考展站]点|[图文美博体][^，]{0,2}馆|影院|剧院|书店|超市|商场|酒[店家]|宾馆|饭店|面馆|民宿|景区|' +
    '加[油气]站|[洗修]车行|驾校|事务所|变电|营业厅|仓库|物流|驿站|招租|开业|展览|活动|会议|集合|培训|采样|接种|献血|检修|停[水电气]|公告|单位|采购|生产商|注册|经营|' +
    '落户|选址|设在|设有|工坊|大厦|开发商|施工|售后|总店|分店',
);
/** Right behind: a stretch of road, a body, or what is open there. */
const BODY_BEHIND =
  /^(?:至[0-9]|段|、[^，。]{0,8}[0-9]+号|.{0,2}(?:办公|营业|开业|对外|院内举|举行|举办|开展|全段|沿线|网点|商铺招|店|馆|公司|服务大厅|大厅|中心|仓库|创业园))/;

const LONGEST_BEHIND = 12;
const isPublicPlace = ({ string }: Text, start: number, end: number): boolean => {
  const before = CLAUSE.exec(string.slice(Math.max(0, start - LONGEST_CLAUSE), start))?.[0] ?? '';
  return BODY_BEFORE.test(before) || BODY_BEHIND.test(string.slice(end, end + LONGEST_BEHIND));
};

const BEHIND_DOOR = /室|[东西南北中]户|单元[0-9一二三四五六七八九]|[栋幢座楼][0-9]{3}|[0-9]-[0-9]+-[0-9]/;
const SOMEBODY = /[我俺咱你她他您]|邻居|家[里人属的中]|[住租]|户主|老[人伴]|孩子|[居村]民|业主/;
const [BEFORE_HOME, BEHIND_HOME] = [20, 16];
/** A door alone is a place; what lies behind it is somebody's, and so is a door that somebody speaks of as a home, and what the rules found. */
const isHome = ({ string }: Text, { check, start, end }: Candidate): boolean =>
  check !== 'address-in-context' ||
  BEHIND_DOOR.test(string.slice(start, end)) ||
  SOMEBODY.test(string.slice(Math.max(0, start - BEFORE_HOME), start)) ||
  SOMEBODY.test(string.slice(end, end + BEHIND_HOME));

/** Who these belong to lives where they stand; a landline may be a firm's. */
const PERSONAL = new Set<Kind>(['name', 'mobile', 'id-number', 'plate', 'bank-card', 'email']);
/** So near to somebody's name or number a place is hers. */
const NEAR = 40;

/**
 * Tells somebody's places from those that are nobody's or a body's: by who is near, or else by the words around them.
 * @param standing what was found in the text; places are asked for in order, so that each is passed once
 */
export const createHouseholds = (text: Text, standing: readonly Candidate[]): ((place: Candidate) => boolean) => {
  const persons = standing.filter(({ kind }) => PERSONAL.has(kind));
  let passed = 0;
  return (place) => {
    while ((persons[passed]?.end ?? Infinity) <= place.start - NEAR) passed += 1;
    const isSomebodyNear = (persons[passed]?.start ?? Infinity) < place.end + NEAR;
    return isSomebodyNear || (isHome(text, place) && !isPublicPlace(text, place.start, place.end));
  };
};
