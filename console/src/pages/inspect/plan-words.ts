import type { Finding, InspectedLot } from '../../data/inspections.ts';
import { useText, type Named } from '../../i18n/text.ts';

/** How a plan, the sides of a draw and the state of an inspection are said. */
export const useInspectionWords = () => {
  const { t, figures } = useText();
  const exact = (count: number): string => figures().exact(count);
  const namedOf = (plan: InspectedLot['plan']): Named =>
    plan.kind === 'zero-defect' ? { share: figures().ratio(plan.share / 1000) } : { level: plan.level, limit: `${plan.limit}%` };
  const sidesOf = (sides: readonly ('owner' | 'inspector')[]): string =>
    sides.map((side) => t(`inspect.side.${side}`)).join(t('common.listSeparator'));

  const note = ({ inspection }: Pick<InspectedLot, 'inspection'>): string => {
    if (inspection.kind === 'open')
      return inspection.for.length === 0
        ? t('inspect.stateNote.committed')
        : t('inspect.stateNote.uncommitted', { sides: sidesOf(inspection.for) });
    if (inspection.kind === 'waiting')
      return t('inspect.stateNote.until', { sides: sidesOf(inspection.for), until: figures().time(inspection.until) });
    if (inspection.kind === 'drawn') return t('inspect.stateNote.accept', { accept: exact(inspection.accept) });
    return inspection.kind === 'whole' ? t('inspect.stateNote.cost', { sides: sidesOf(inspection.cost) }) : '';
  };

  const found = (finding: Finding): string =>
    finding.verdict !== 'defect'
      ? t(`inspect.verdict.${finding.verdict}`)
      : t('inspect.found', { reason: t(`inspect.reasons.${finding.reason}`), severity: t(`inspect.severity.${finding.severity}`) });

  return {
    sidesOf,
    found,
    note,
    plan: (plan: InspectedLot['plan']): string => t(`inspect.plan.${plan.kind}`, namedOf(plan)),
    shortPlan: (plan: InspectedLot['plan']): string => t(`inspect.planShort.${plan.kind}`, namedOf(plan)),
    state: ({ inspection, labels, ended }: Pick<InspectedLot, 'inspection' | 'labels' | 'ended'>): string => {
      if (ended !== undefined) return t('inspect.state.inspected', { inspected: exact(ended.inspected), defects: exact(ended.defects) });
      const size = 'size' in inspection ? inspection.size : 0;
      return t(`inspect.state.${inspection.kind}`, { size: exact(size), labels: exact(labels) });
    },
    /** As the class of a tag. */
    tone: ({ inspection: { kind }, ended }: Pick<InspectedLot, 'inspection' | 'ended'>): string => {
      if (ended !== undefined) return 'ok';
      if (kind === 'drawn') return 'accent';
      return kind === 'whole' ? 'warn' : '';
    },
  };
};
