const PROVINCE = String.raw`(?:\p{Script=Han}{2,6}?(?:省|自治区|特别行政区))?`;
const CITY = String.raw`\p{Script=Han}{1,11}?(?:市|自治州|地区|盟)`;
const DISTRICT = String.raw`(?<district>\p{Script=Han}{1,12}?(?:区|县|旗|市))`;
const HEAD = new RegExp(`^${PROVINCE}${CITY}${DISTRICT}`, 'u');

/** These end as a district does and are estates, schools, works, shops. */
const NO_DISTRICT = /(?:小区|社区|校区|园区|厂区|院区|库区|片区|街区|景区|营区|..[东西南北中]区|城市|超市|门市|集市|菜市|夜市)$/u;
/** A district's name may begin with a road (`路南区`, `镇海区`); one with a road or an estate inside belongs to a street. */
const STREET_INSIDE = /^.+(?:[路街巷弄号村镇苑]|花园|家园|公寓|新城|大厦|广场|宿舍)/u;

/**
 * The head of an address down to its district or county: `江苏省淮安市清江浦区`. Nothing unless a city stands before it, or where what looks like a
 * district may be an estate: too little is better than a street.
 */
export const toDistrict = (address: string): string | undefined => {
  const found = HEAD.exec(address.replaceAll(/[\s\p{Cf}]/gu, ''));
  const district = found?.groups?.['district'] ?? '';
  return found === null || NO_DISTRICT.test(district) || STREET_INSIDE.test(district) ? undefined : found[0];
};
