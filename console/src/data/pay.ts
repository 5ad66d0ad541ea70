import type { EventOf } from '../../../provenance/event/event.ts';
import type { PaySums } from '../../../labeling/pay/statement.ts';

export type AppealGround = EventOf<'pay-appealed'>['body']['ground'];
export const APPEAL_GROUNDS = ['no-defect', 'instructions-unclear', 'amount-too-high'] as const satisfies readonly AppealGround[];

/** What is or was withheld of the pay of one own label, and what was decided of it. */
export interface HeldPay {
  readonly lot: string;
  /** Of the label's event. */
  readonly label: string;
  /** Event that withheld it, and its log index. */
  readonly withholding: string;
  readonly index: number;
  /** Fen that the owner withheld, and of how much; once given back it is due. */
  readonly withheld: number;
  readonly price: number;
  readonly reason: EventOf<'pay-withheld'>['body']['reason'];
  /** Number in the project's instructions. */
  readonly clause: number;
  readonly rule: 'may-be-appealed' | 'not-appealed' | 'appeal-pending' | 'appeal-upheld' | 'appeal-overturned' | 'appeal-lapsed';
  /** Log index of what was decided; absent from one that waits, or that nobody decided in time. */
  readonly decided?: number;
  /** Of the hours that run, ms; absent where it is settled. */
  readonly until?: number;
}

/** Own pay as this device comes to it. */
export interface PayBook {
  readonly sums: PaySums;
  readonly held: readonly HeldPay[];
  /** Withheld before, and due again. */
  readonly givenBack: readonly HeldPay[];
  /** ms; hours are over by it. */
  readonly witnessedAt: number;
  /** Events that are left out: not witnessed yet, and without a basis. */
  readonly unwitnessed: number;
  readonly flaws: number;
  /** Log indices of withholdings of own labels that the gateway does not list. */
  readonly leftOut: readonly number[];
  /** The statement as a file. */
  readonly files: { readonly csv: string; readonly json: string };
}
