import type { ContestedLabel } from '../../data/contests.ts';
import { useText } from '../../i18n/text.ts';

const TONES: Partial<Record<ContestedLabel['rule'], string>> = {
  'may-be-appealed': 'warn',
  'appeal-pending': 'accent',
  'not-appealed': 'bad',
  'appeal-upheld': 'bad',
};

/** What stands of the pay of a label, in words. */
export const useCaseWords = () => {
  const { t, figures } = useText();
  return {
    found: ({ reason, severity }: Pick<ContestedLabel, 'reason' | 'severity'>): string =>
      t('inspect.found', { reason: t(`inspect.reasons.${reason}`), severity: t(`inspect.severity.${severity}`) }),
    state: ({ rule, until = 0 }: Pick<ContestedLabel, 'rule' | 'until'>): string =>
      t(`contests.rule.${rule}`, { until: figures().time(until) }),
    /** As the class of a tag. */
    tone: ({ rule }: Pick<ContestedLabel, 'rule'>): string => TONES[rule] ?? 'ok',
  };
};
