/** Words that stand right behind a person's name or surname. */
const TITLES = '先生|女士|小姐|太太|老师|同志|师傅|医生|大夫|护士|教授|律师|经理|主任|阿姨|大爷|大妈|大娘|叔叔|奶奶|爷爷';
const BEHIND = new RegExp(TITLES, 'y');

/** Does a title begin at this offset of a folded text? */
export const isTitleAt = (folded: string, at: number): boolean => {
  BEHIND.lastIndex = at;
  return BEHIND.test(folded);
};
