/** Integers below a bound from a seed (mulberry32): the same set at every run. */
export type Draw = (below: number) => number;

export const createDraw = (seed: number): Draw => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

export const pick = <T>(draw: Draw, list: readonly T[]): T => {
  const chosen = list[draw(list.length)];
  if (chosen === undefined) throw new Error('an empty list has nothing to pick');
  return chosen;
};

const digits = (draw: Draw, count: number): string => Array.from({ length: count }, () => String(draw(10))).join('');
const two = (value: number): string => String(value).padStart(2, '0');

const REGIONS = ['320803', '320812', '110108', '310110', '440305', '510107', '610113', '653101', '540102', '230103', '820000'];
const idBody = (draw: Draw): string => `${pick(draw, REGIONS)}${1931 + draw(85)}${two(1 + draw(12))}${two(1 + draw(28))}${digits(draw, 3)}`;
// Own words for GB 11643, so that a fault of the rules would show: the check digit makes the weighted sum 1 modulo 11.
const idCheck = (body: string): string => {
  let sum = 0;
  for (let place = 18; place >= 2; place--) sum += Number(body[18 - place]) * (2 ** (place - 1) % 11);
  const check = (((1 - sum) % 11) + 11) % 11;
  return check === 10 ? 'X' : String(check);
};

const digitSum = (value: number): number => (value > 9 ? 1 + (value % 10) : value);

const luhn = (body: string): string => {
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, at) => total + digitSum(Number(digit) * (at % 2 === 0 ? 2 : 1)), 0);
  return body + String((10 - (sum % 10)) % 10);
};

const CODES = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeCheck = (body: string): string => {
  let sum = 0;
  let weight = 1;
  for (const place of body) {
    sum += CODES.indexOf(place) * weight;
    weight = (weight * 3) % 31;
  }
  return CODES[(31 - (sum % 31)) % 31] ?? '';
};

const mobileOf = (draw: Draw): string => {
  const [a, b, c] = [`1${3 + draw(7)}${draw(10)}`, digits(draw, 4), digits(draw, 4)];
  return pick(draw, [
    `${a}${b}${c}`,
    `${a}${b}${c}`,
    `${a}${b}${c}`,
    `${a} ${b} ${c}`,
    `${a}-${b}-${c}`,
    `+86${a}${b}${c}`,
    `0086 ${a}${b}${c}`,
    `86-${a}${b}${c}`,
  ]);
};
const fullWidth = (text: string): string => text.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const isoDate = (draw: Draw): string => `20${two(10 + draw(16))}${two(1 + draw(12))}${two(1 + draw(28))}`;

/** Values of each kind of number, and of what only looks like one. */
export const NUMBERS: Readonly<Record<string, (draw: Draw) => string>> = {
  id: (draw) => {
    const body = idBody(draw);
    const id = body + idCheck(body);
    return pick(draw, [id, id, id, id.toLowerCase(), fullWidth(id)]);
  },
  id15: (draw) => `${pick(draw, REGIONS.slice(0, -1))}${two(20 + draw(79))}${two(1 + draw(12))}${two(1 + draw(28))}${digits(draw, 3)}`,
  mobile: mobileOf,
  landline: (draw) => {
    const area = pick(draw, ['0517', '010', '025', '021', '0898', '0991', '0755']);
    const local = `${2 + draw(7)}${digits(draw, area.length === 3 ? 7 : 6 + draw(2))}`;
    return pick(draw, [`${area}-${local}`, `${area}${local}`, `（${area}）${local}`, `${area} ${local}`, `${area}-${local}-8${draw(90)}`]);
  },
  email: (draw) =>
    `${pick(draw, ['qiu.mz', 'tangruolin', 'office_7', 'n-k', 'wu.xt+bills', 'D2'])}${draw(900)}@${pick(draw, ['example.com', 'mail.example.cn', 'hospital.example.com.cn', 'x-y.example.net'])}`,
  card: (draw) => {
    const card = luhn(`${pick(draw, ['622848', '621700', '622202', '436742', '625900'])}${digits(draw, pick(draw, [9, 12]))}`);
    return pick(draw, [card, card, card.replaceAll(/(\d{4})(?=\d)/g, '$1 ')]);
  },
  plate: (draw) => {
    const place = pick(draw, ['苏H', '苏A', '沪C', '京N', '粤B', '鲁Q', '新K', '云E']);
    const letter = pick(draw, ['A', 'D', 'F', 'K']);
    return `${place}${pick(draw, [digits(draw, 5), `${letter}${digits(draw, 4)}`, `${digits(draw, 3)}${letter}${digits(draw, 1)}`, `D${digits(draw, 5)}`, `${digits(draw, 5)}F`, `·${digits(draw, 5)}`])}`;
  },
  code: (draw) => {
    const body = `9${pick(draw, ['1', '2'])}${pick(draw, REGIONS)}M${pick(draw, ['A', '0'])}${digits(draw, 5)}${pick(draw, ['X', 'Q', '4'])}${draw(10)}`;
    return body + codeCheck(body);
  },
  order: (draw) => `${isoDate(draw)}1${3 + draw(7)}${digits(draw, 9 + draw(4))}`,
  imei: (draw) => `86${digits(draw, 13)}`,
  amount: (draw) => `${1 + draw(9)}${digits(draw, draw(7))}.${digits(draw, 2)}`,
  date: isoDate,
  coordinate: (draw) => `1${10 + draw(20)}.1${3 + draw(7)}${digits(draw, 9)},3${draw(9)}.${digits(draw, 6)}`,
  badid: (draw) => {
    const body = idBody(draw);
    return body + String((Number(idCheck(body).replace('X', '3')) + 1 + draw(7)) % 10).replace(idCheck(body), 'Y');
  },
  badcard: (draw) => {
    const card = luhn(`622848${digits(draw, 12)}`);
    return card.slice(0, -1) + String((Number(card.at(-1)) + 1 + draw(9)) % 10);
  },
  version: (draw) => `${draw(9)}.${draw(20)}.${draw(30)}`,
};
