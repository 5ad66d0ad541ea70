import type { HeldPay } from '../../data/pay.ts';
import { useText } from '../../i18n/text.ts';

/** What is withheld, in words. */
export const useHeldWords = () => {
  const { t, figures } = useText();
  const why = ({ reason, clause }: HeldPay): string =>
    t('pay.clause', { reason: t(`inspect.reasons.${reason}`), clause: figures().exact(clause) });
  const state = ({ rule, until = 0 }: HeldPay): string => t(`pay.rule.${rule}`, { until: figures().time(until) });
  return { why, state };
};
