import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';

const CARD = '6222021001116243210';
/** Passes Luhn, begins as cards of Visa do. */
const VISA = '4367421234567896';

const cardsIn = (text: string): string[] =>
  detect(text)
    .filter(({ kind }) => kind === 'bank-card')
    .map(({ start, end }) => Array.from(text).slice(start, end).join(''));

const FOUND: readonly (readonly [text: string, card: string])[] = [
  [`麻烦退到${CARD}，多谢`, CARD],
  [`尾款两千，直接汇${CARD}就好`, CARD],
  [`林晓芸,320801200010150020,${CARD}`, CARD],
  [`记一下${CARD}`, CARD],
  ['记一下6222 0210 0111 6243 210', '6222 0210 0111 6243 210'],
  [`这个号${CARD}`, CARD],
  [`paid ${CARD}`, CARD],
  [`Refund into casino ${CARD}`, CARD],
  [`麻烦退到${VISA}，多谢`, VISA],
  [`林晓芸；${VISA}；13800138000`, VISA],
  [`转9238.50到${VISA}，备注学费`, VISA],
  [`折子的号码${CARD}`, CARD],
  [`{"acctNo":"${VISA}"}`, VISA],
];
const NONE: readonly string[] = [
  `流水${CARD}`,
  `订单编号：${CARD}`,
  `运单号${CARD}已揽收，退到仓库`,
  `林晓芸,13800138000,快递${CARD}`,
  `条码 ${CARD}`,
  `ID: ${CARD}`,
  `设备sn ${CARD}`,
  `order no. ${CARD}`,
  `uuid ${CARD}`,
  `order_id=${CARD}`,
  `{"orderNo":"${CARD}"}`,
  `记一下${VISA}`,
  `入库${VISA}件`,
  `保单号${CARD}`,
  `林晓芸，会员号码${VISA}`,
  `换了9238.50个，到${VISA}为止`,
  // One digit off, and a length that no issuer has.
  '麻烦退到6222021001116243211',
  '林晓芸；4367421234567897；13800138000',
  '记一下622202100111625',
  `记一下${CARD}7`,
  `A${CARD}`,
];

describe('bank cards in free text', () => {
  for (const [text, card] of FOUND) it(`finds ${card} in ${text}`, () => expect(cardsIn(text)).to.deep.equal([card]));
  for (const text of NONE) it(`finds none in ${text}`, () => expect(cardsIn(text)).to.deep.equal([]));
});
