import type { EventOf } from '../../../../provenance/event/event.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import { judgeAppealDecided, judgePayWithheld } from '../../../../provenance/space/rules-pay.ts';
import type { EventDraft } from '../draft.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import { readPayCases, type PayCase } from './pay-cases.ts';

export type AppealRuling = EventOf<'appeal-decided'>['body']['decision'];
export type Withheld = Pick<EventOf<'pay-withheld'>['body'], 'clause' | 'amount'>;

/** Acts of a data owner over the pay of labels that were found to be defects. */
export interface WithholdingActs {
  /** Labels of an inspected lot in which a defect was found. @throws DomainError as `readPayCases` */
  defects(lot: string): Promise<readonly PayCase[]>;
  /** For the verdict's reason. @throws DomainError the rule that it breaks, before anything is signed; the gateway's refusal */
  withhold(contested: PayCase, withheld: Withheld): Promise<Acted>;
  /** Gives way to an appeal. @throws as `withhold` */
  giveWay(contested: PayCase): Promise<Acted>;
}

/** Acts of a reviewer of the organisation that decides appeals. */
export interface AdjudicatorActs {
  /** What was appealed against, in the order of the log. @throws DomainError as `readPayCases` */
  appeals(): Promise<readonly PayCase[]>;
  /** @throws DomainError the rule that it breaks, before anything is signed; the gateway's refusal */
  decide(contested: PayCase, decision: AppealRuling): Promise<Acted>;
}

const createDecide =
  (context: ActContext) =>
  async ({ lot: { id }, appeal }: PayCase, decision: AppealRuling): Promise<Acted> => {
    const { org, key } = context;
    const subject = { kind: 'lot' as const, id };
    const said = { subject, refs: [required(appeal, 'reference-missing', { lot: id, rule: 'the appeal' }).id], body: { decision } };
    await fromLog(context, (state) => {
      judgeAppealDecided(state, { ...said, actor: { org, key } }, state.size);
      return true;
    });
    return await act(context, { type: 'appeal-decided', ...said });
  };

export const createWithholdingActs = (context: ActContext): WithholdingActs => {
  const decide = createDecide(context);
  return {
    defects: (lot) => readPayCases(context, `/api/lots/${lot}/defects`),
    withhold: async ({ lot: { id }, label, verdict, finding: { reason } }, withheld) => {
      const { org, key } = context;
      const draft = await fromLog(context, (state) => {
        const end = required(state.lots.get(id)?.inspected, 'withholding-early', { lot: id });
        const said = { subject: { kind: 'lot' as const, id }, refs: [end.id, label.id, verdict.id], body: { reason, ...withheld } };
        judgePayWithheld(state, { ...said, actor: { org, key } }, state.size);
        return { type: 'pay-withheld', ...said } satisfies EventDraft;
      });
      return await act(context, draft);
    },
    giveWay: (contested) => decide(contested, 'overturned'),
  };
};

export const createAdjudicatorActs = (context: ActContext): AdjudicatorActs => ({
  appeals: () => readPayCases(context, '/api/appeals'),
  decide: createDecide(context),
});
