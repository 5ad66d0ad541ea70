const ZERO = 48;

/** Check by Luhn (ISO/IEC 7812-1) over 13 to 19 digits, not all alike. */
export const isBankCard = (digits: string): boolean => {
  if (!/^[1-9]\d{12,18}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = (digits.charCodeAt(digits.length - 1 - at) - ZERO) * (at % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
};

const WORD =
  /银行|[该此本]卡|尾号|转账|汇款|收款|打款|付款|盗刷|卡号|[账帐]号|[账帐]户|储蓄卡|信用卡|借记卡|工资卡|社保卡|存折|[工农中建交招]行|邮储|农商行|信用社|户名|开户|账上|[汇转打存][至到给入进]|bank|card/i;
/** 卡 alone says so only where the number follows at once, since it ends and begins many other words. */
const CARD_BEFORE = /卡[里上内中]?[是为：:，, ]{0,2}$/;
const WORDS_BEFORE = 20;
const WORDS_AFTER = 10;

/** Does a word for a card or an account stand in the same sentence, close before or behind? One in ten long numbers passes Luhn by chance. */
export const hasCardWord = (text: string, start: number, end: number): boolean =>
  CARD_BEFORE.test(text.slice(Math.max(0, start - WORDS_BEFORE), start)) ||
  WORD.test(text.slice(Math.max(0, start - WORDS_BEFORE), start).replace(/^.*[。；;！!？?\n]/s, '')) ||
  WORD.test(text.slice(end, end + WORDS_AFTER).replace(/[。；;，,！!？?\n].*$/s, ''));
