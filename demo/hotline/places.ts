/** Districts and counties of the demo city, with the region code that an identity number begins with. */
export const DISTRICTS = [
  { name: '淮安区', region: '320803' },
  { name: '淮阴区', region: '320804' },
  { name: '清江浦区', region: '320812' },
  { name: '洪泽区', region: '320813' },
  { name: '涟水县', region: '320826' },
  { name: '盱眙县', region: '320830' },
  { name: '金湖县', region: '320831' },
] as const;
export type District = (typeof DISTRICTS)[number];

/** Invented streets. */
export const STREETS = [
  '芦笛路',
  '听漕街',
  '双鹭大道',
  '旧闸口巷',
  '菱塘东路',
  '菱塘西路',
  '锦帆路',
  '青檀街',
  '石舫路',
  '望淮北路',
  '晒盐场路',
  '邮驿巷',
  '苇荡路',
  '槐安里',
  '三渡桥路',
  '鱼市弄',
  '枇杷园路',
  '长纤街',
  '月堤路',
  '丰仓路',
  '砚湖大道',
  '水车巷',
  '箍桶巷',
  '橹声路',
] as const;

/** Invented housing estates. */
export const ESTATES = [
  '芦汀花园',
  '漕语苑',
  '鹭栖新村',
  '砚湖壹号',
  '锦帆雅居',
  '菱香公寓',
  '石舫小区',
  '青檀名邸',
  '月堤家园',
  '望淮佳苑',
  '苇荡人家',
  '丰仓东苑',
  '水车坊',
  '枇杷里',
  '三渡新城',
  '橹声小筑',
  '邮驿花苑',
  '晒盐场宿舍',
  '槐安里小区',
  '长纤广场',
] as const;
