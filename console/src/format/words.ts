/** The words as they are typed, in one spelling. */
export const normalWords = (typed: string): string => typed.trim().toLowerCase().split(/\s+/).join(' ');

export const countWords = (typed: string): number => (typed.trim() === '' ? 0 : normalWords(typed).split(' ').length);

export const WORDS_NEEDED = 6;
