import type { Event, EventOf, EventType, SignedEvent } from '../event/event.ts';
import { certifiedActor } from './actor.ts';
import { requireThat } from './refusal.ts';
import { judgeDatasetGraded, judgeDatasetPublished, judgeDatasetRegistered, judgeProjectOpened, type DeliveryRule } from './rules-data.ts';
import {
  judgeCertificateIssued,
  judgeCertificateRevoked,
  judgeDelegationsListed,
  judgeOrganisationJoined,
  type PinnedRoots,
} from './rules-identity.ts';
import { judgeLotCertified } from './rules-certificate.ts';
import { judgeGoldOpened, judgeScoreContested, judgeScoreDecided } from './rules-contest.ts';
import { judgeGoldScored } from './rules-gold.ts';
import { judgeInspectionCommitted, judgeInspectionRevealed } from './rules-inspection.ts';
import { judgeAppealDecided, judgePayAppealed, judgePayWithheld } from './rules-pay.ts';
import { judgeLabelReworked } from './rules-rework.ts';
import { judgeLotAccepted, judgeLotInspected, judgeLotReturned, judgeVerdictSigned } from './rules-verdict.ts';
import {
  judgeAnnotationSigned,
  judgeCommandIssued,
  judgeItemReported,
  judgeLabelUnreadable,
  judgeLotClosed,
  judgeLotOpened,
  judgeReleaseSigned,
  judgeRosterSigned,
} from './rules-labeling.ts';
import { judgeLotResealed, judgeSampleSealed } from './rules-sealing.ts';
import type { SpaceState } from './state.ts';

/** What the asking party brings along and the log cannot tell it. */
export interface Premises {
  readonly roots: PinnedRoots;
  readonly delivery: DeliveryRule;
}

/** A root stands in no certificate, and its chain can get lost like any other. */
const judgeChainResumed = (state: SpaceState, event: EventOf<'chain-resumed'>, at: number): void => {
  if (state.organisations.get(event.actor.org)?.rootKey !== event.actor.key) certifiedActor(state, event, at);
};

type Rules = { readonly [T in EventType]: (state: SpaceState, event: EventOf<T>, at: number, premises: Premises) => void };

const RULES: Rules = {
  'organisation-joined': (state, event, _at, { roots }) => judgeOrganisationJoined(state, event, roots),
  'delegations-listed': judgeDelegationsListed,
  'certificate-issued': judgeCertificateIssued,
  'certificate-revoked': judgeCertificateRevoked,
  'chain-resumed': judgeChainResumed,
  'dataset-registered': judgeDatasetRegistered,
  'dataset-graded': judgeDatasetGraded,
  'dataset-published': judgeDatasetPublished,
  'project-opened': (state, event, at, { delivery }) => judgeProjectOpened(state, event, at, delivery),
  'roster-signed': judgeRosterSigned,
  'lot-opened': judgeLotOpened,
  'annotation-signed': judgeAnnotationSigned,
  'item-reported': judgeItemReported,
  'label-unreadable': judgeLabelUnreadable,
  'lot-resealed': judgeLotResealed,
  'lot-closed': judgeLotClosed,
  'inspection-committed': judgeInspectionCommitted,
  'inspection-revealed': judgeInspectionRevealed,
  'sample-sealed': judgeSampleSealed,
  'verdict-signed': judgeVerdictSigned,
  'label-reworked': judgeLabelReworked,
  'lot-inspected': judgeLotInspected,
  'lot-accepted': judgeLotAccepted,
  'lot-returned': judgeLotReturned,
  'lot-certified': judgeLotCertified,
  'pay-withheld': judgePayWithheld,
  'pay-appealed': judgePayAppealed,
  'appeal-decided': judgeAppealDecided,
  'gold-scored': judgeGoldScored,
  'score-contested': judgeScoreContested,
  'gold-opened': judgeGoldOpened,
  'score-decided': judgeScoreDecided,
  'release-signed': judgeReleaseSigned,
  'command-issued': judgeCommandIssued,
};

/**
 * May this signed event stand at log index `at` after everything in `state`? The one place that answers, for gateway, connectors,
 * browsers and the verifier alike. Its signature has been checked (signing.ts).
 * @throws DomainError of `AuthorityCode`, `key-unacceptable`, `signature-invalid`
 */
export const judgeEvent = (state: SpaceState, { event }: SignedEvent, at: number, premises: Premises): void => {
  requireThat(event.space === state.space, 'space-foreign', { space: event.space });
  requireThat(event.seq > (state.chains.get(event.actor.key) ?? -1), 'chain-out-of-order', { key: event.actor.key, seq: event.seq });
  const rule = RULES[event.type] as (state: SpaceState, event: Event, at: number, premises: Premises) => void;
  rule(state, event, at, premises);
};
