/** With more options than this, there are some without a key: they are found by typing their name. */
export const FILTER_FROM = 10;

/** Does what was typed so far find this option? */
export const isCalled = (title: string, typed: string): boolean => title.toLowerCase().includes(typed.trim().toLowerCase());
