import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { HOTLINE, writeHotlineTable } from '../../../demo/hotline/table.ts';
import { HOTLINE_COLUMNS, SYNTHETIC, workOrders, type WorkOrder } from '../../../demo/hotline/work-orders.ts';
import { readTable } from '../../support/tables.ts';

/** Of the table that the demo space has: another machine makes the same bytes. */
const SHA256 = 'd475aff41648b0dac6258059ed169c8b0f9bdbc50ad634c50dcf0fad4e064222';

const WEIGHTS = Array.from({ length: 17 }, (_, i) => 2 ** (17 - i) % 11);
const isIdentityNumber = (text: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const isDay = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  return /^\d{17}[\dX]$/.test(text) && isDay && (sum + (text[17] === 'X' ? 10 : Number(text[17]))) % 11 === 1;
};

describe('the hotline’s work orders', () => {
  const orders: readonly WorkOrder[] = [...workOrders(HOTLINE.seed, HOTLINE.rows)];
  const count = (fits: (order: WorkOrder) => boolean): number => orders.filter(fits).length;

  it('are the same bytes each time, and others for another seed', () => {
    const table = writeHotlineTable(HOTLINE);
    expect(toHex(sha256(toUtf8(table)))).to.equal(SHA256);
    expect(writeHotlineTable({ ...HOTLINE, seed: 'other' })).to.not.equal(table);
  });

  it('lie in a table whose cells are read back as they were made', async () => {
    const { columns, rows } = await readTable(writeHotlineTable(HOTLINE));
    expect(columns).to.deep.equal(HOTLINE_COLUMNS);
    expect(rows).to.deep.equal(orders.map((order) => HOTLINE_COLUMNS.map((column) => order[column])));
  });

  it('have ids of 18 digits, each once, beyond what a number holds', () => {
    expect(new Set(orders.map((order) => order.order_id)).size).to.equal(HOTLINE.rows);
    expect(count(({ order_id: id }) => /^\d{18}$/.test(id) && Number(id) > Number.MAX_SAFE_INTEGER)).to.equal(HOTLINE.rows);
  });

  it('hold valid identity numbers that nobody was given', () => {
    const given = orders.map((order) => order.id_number).filter((id) => id !== '');
    expect(given.every(isIdentityNumber)).to.equal(true);
    // Kept for people who were a hundred years old, with a birth after 1949.
    expect(given.every((id) => id.slice(14, 17) >= '996' && id.slice(6, 10) >= '1950')).to.equal(true);
    expect(given.every((id) => /^3208(?:0[34]|1[23]|26|3[01])/.test(id))).to.equal(true);
    expect(given.length).to.be.within(1800, 1999);
  });

  it('hold numbers and addresses of nobody', () => {
    expect(count(({ mobile }) => /^1[3-9]\d0000\d{4}$/.test(mobile))).to.equal(HOTLINE.rows);
    expect(count(({ landline }) => landline === '' || /^\(?0517\)?[- ]?8000\d{4}(?:-\d+)?$/.test(landline))).to.equal(HOTLINE.rows);
    expect(count(({ email }) => email === '' || /@(?:example\.(?:com|org)|[a-z]+\.example)$/.test(email))).to.equal(HOTLINE.rows);
    expect(count(({ landline }) => landline !== '')).to.be.above(400);
    expect(count(({ email }) => email !== '')).to.be.above(400);
  });

  it('say in each row that they are synthetic', () => {
    expect(count((order) => order.data_kind === SYNTHETIC)).to.equal(HOTLINE.rows);
    expect(SYNTHETIC).to.match(/合成.*synthetic/);
  });

  it('hold what breaks programs: rare characters, dots, emoji, line ends, quotes, one-character and very long texts', () => {
    const seen = {
      rare: count(({ caller }) => /[\u{20000}-\u{3ffff}]/u.test(caller)),
      dotted: count(({ caller }) => /[·•‧・]/.test(caller)),
      undivided: count(({ caller }) => /^[^·•‧・]{3,5}$/u.test(caller)),
      emoji: count(({ text }) => /\p{Extended_Pictographic}/u.test(text)),
      crlf: count(({ text }) => text.includes('\r\n')),
      lf: count(({ text }) => /[^\r]\n/.test(text)),
      tab: count(({ text }) => text.startsWith('\t')),
      quote: count(({ text }) => text.includes('"')),
      backslash: count(({ text }) => text.endsWith('\\')),
      short: count(({ text }) => text.length <= 2),
      long: count(({ text }) => text.length > 500),
      unfilled: count((order) => /[{}]|undefined/.test(JSON.stringify(Object.values(order)))),
      malformed: count((order) => !Object.values(order).every((text) => text.isWellFormed())),
    };
    const { unfilled, malformed, ...present } = seen;
    expect([unfilled, malformed]).to.deep.equal([0, 0]);
    for (const [what, times] of Object.entries(present)) expect(times, what).to.be.above(9);
  });
});
