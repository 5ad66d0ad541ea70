import { isSealed } from '../../../../provenance/space/rules-labeling.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import { acceptedBy } from '../../../../provenance/space/rules-verdict.ts';
import type { Lot, SpaceState } from '../../../../provenance/space/state.ts';
import { currentRelease } from '../../../../provenance/space/superseding.ts';
import { fail } from '../errors.ts';
import { inspectionBy } from '../own-inspection.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import type { RedoneDraw } from './redraw.ts';

/** The act by which the inspecting firm vouches for an accepted lot. */
export interface CertificateActs {
  /**
   * Certifies the lot as this device knows it: by the draw that was redone here, the own copy of the log, and the newest release of an open project.
   * @throws DomainError `sample-differs` where that draw does not hold, `certificate-early`; the gateway's refusal, as `certificate-given`
   */
  certify(lot: string, redone: RedoneDraw): Promise<Acted>;
}

/** The manifest of a sealed release stays with its owner, so that nobody could check what a certificate says of it. */
const releaseFor = (state: SpaceState, { id, project }: Lot): readonly string[] => {
  const opened = state.projects.get(project);
  const release = opened === undefined || isSealed(opened) ? undefined : currentRelease(state, id);
  return release === undefined ? [] : [release.id];
};

export const createCertificateActs = (context: ActContext): CertificateActs => ({
  certify: async (id, { verdict, failed, range }) => {
    if (verdict === 'failed' || range === undefined) return fail('sample-differs', { lot: id, part: failed ?? 'draw' });
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const accepted = required(acceptedBy(lot), 'certificate-early', { lot: id, whoCanApprove: 'data-owner' });
    const ended = required(lot.inspected, 'inspection-early', { lot: id });
    const { labels } = required(lot.closed, 'inspection-early', { lot: id }).signed.event.body;
    const { inspected, defects, unseen } = ended.signed.event.body;
    const sums = { inspected, defects, ...(unseen !== undefined && { unseen }) };
    const inspection = inspectionBy(context.ledger(), lot);
    const accept = inspection?.kind === 'drawn' ? { accept: inspection.accept } : {};
    const refs = [ended.id, accepted.id, ...releaseFor(context.ledger().state, lot)];
    return await act(context, { type: 'lot-certified', subject: { kind: 'lot', id }, refs, body: { range, labels, ...sums, ...accept } });
  },
});
