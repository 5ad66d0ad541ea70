import type { HeldPay } from '../../data/pay.ts';
import { useText } from '../../i18n/text.ts';

/** What is withheld, in words. */
export const useHeldWords = () => {
  const { t, figures } = useText();
  const why = ({ reason, clause }: HeldPay): string =>
    t('pay.clause', { reason: t(`inspect.reasons.${reason}`), clause: figures().exact(clause) });
  const state = ({ rule, until = 0 }: HeldPay): string => {
    if (rule === 'may-be-appealed') return t('pay.appealUntil', { until: figures().time(until) });
    if (rule === 'appeal-pending') return t('pay.decideUntil', { until: figures().time(until) });
    return rule === 'not-appealed' ? t('pay.notAppealed') : t('pay.upheld');
  };
  return { why, state };
};
