import type { Text } from './text.ts';

/** What an error code says, in one sentence. */
export const codeSentence = ({ t, has }: Text, code: string): string =>
  has(`errors.${code}.what`) ? t(`errors.${code}.what`) : t('errors.unknown.what', { code });
