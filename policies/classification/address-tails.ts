import { isStop, sticky } from './address-details.ts';
import { toUnitSet } from './words.ts';
import { unitAt, type Text } from './text.ts';

/** A group of a village by its name: 前坪组. */
const NAMED_GROUP = /[\u4e00-\u9fa5]{1,3}?组(?![织长员成建合装委团屋])/y;
const SHOPS =
  '超市|饭店|酒店|宾馆|旅馆|商店|理发店|美发店|便利店|水果店|药店|药房|大药房|诊所|商行|餐馆|面馆|菜馆|茶楼|酒楼|网吧|酒吧|修理店|修理铺|服装店|五金店|杂货店|小卖部|门市部|经营部|招待所';
/** What is called by a shop's name, or by none, behind a door: 8号锦天超市, 8号底商. */
const SHOP = new RegExp(`(?:底商|门面房?|门市房?|商铺|[\\u4e00-\\u9fa5]{1,6}?(?:${SHOPS}))`, 'y');
const KIND_OF_SHOP = new RegExp(SHOPS, 'y');
const LAST_SHOP = new RegExp(`(?:${SHOPS})$`);
/** What somebody does with a shop: 开超市. */
const RUNNING = toUnitSet('开去在有见是办当做旁边');

const lengthOf = (pattern: RegExp, text: Text, at: number): number => sticky(pattern, text, at)?.[0].length ?? 0;

/** Length of the group's name behind a village, 0 for none. */
export const groupLength = (text: Text, at: number): number => (isStop(text, at) ? 0 : lengthOf(NAMED_GROUP, text, at));

/** Length of the shop's name behind a door, 0 for none. */
export const shopLength = (text: Text, at: number): number =>
  isStop(text, at) || RUNNING[unitAt(text, at)] === 1 ? 0 : lengthOf(SHOP, text, at);

const LONGEST_KIND = 3;
export const endsInShop = ({ string }: Text, end: number): boolean => LAST_SHOP.test(string.slice(Math.max(0, end - LONGEST_KIND), end));

/** Length of the word for what kind of shop the name before is. */
export const shopKindLength = (text: Text, at: number): number => lengthOf(KIND_OF_SHOP, text, at);
