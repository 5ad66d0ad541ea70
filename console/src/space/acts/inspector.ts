import { sha256 } from '../../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { revealRefs } from '../../../../provenance/space/inspection-terms.ts';
import { required } from '../../../../provenance/space/refusal.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { KeyValueStore } from '../ports.ts';
import { act, fromLog, type Acted, type ActContext } from './context.ts';
import { redraw, type RedoneDraw } from './redraw.ts';
import { createCertificateActs, type CertificateActs } from './certificates.ts';
import { createVerdictActs, type VerdictActs } from './verdicts.ts';

/** Acts of somebody of the firm that inspects a lot: her part in the draw of its sample, and, for reviewers, what she finds of it. */
export interface InspectorActs extends VerdictActs, CertificateActs {
  /** Commits to 32 random bytes, which this device keeps before anything is sent. @throws DomainError the gateway's refusal */
  commitToDraw(lot: string): Promise<Acted>;
  /**
   * Reveals them, once this device's own copy of the log holds the closing under a quorum.
   * @throws DomainError `draw-reveal-early`, `draw-uncommitted`, `draw-secret-gone`; the gateway's refusal
   */
  revealDraw(lot: string): Promise<Acted>;
  /**
   * The draw of a closed lot, redone here.
   * @param now a running number of milliseconds, for the durations
   * @throws DomainError the gateway's refusal while nothing is drawn
   */
  redraw(lot: string, now: () => number): Promise<RedoneDraw>;
}

/** By commitment: of several that were made at once, or of an act that was broken off, none overwrites another's secret. */
const placeOf = (lot: string, key: string, commitment: string): string => `draw/${lot}/${key}/${commitment}`;

/** @returns the commitment to what is kept now */
const keepSecret = async (store: KeyValueStore, lot: string, { key, random }: ActContext): Promise<string> => {
  const secret = random(32);
  const commitment = toHex(sha256(secret));
  await store.write([{ key: placeOf(lot, key, commitment), value: toHex(secret) }]);
  return commitment;
};

const secretFor = async (store: KeyValueStore, { id }: Lot, commitment: string, { key }: ActContext): Promise<string> => {
  const kept = await store.get(placeOf(id, key, commitment));
  const fits = typeof kept === 'string' && toHex(sha256(parseHex(kept))) === commitment;
  return fits ? kept : fail('draw-secret-gone', { lot: id });
};

export const createInspectorActs = (context: ActContext, store: KeyValueStore): InspectorActs => ({
  ...createVerdictActs(context),
  ...createCertificateActs(context),
  commitToDraw: async (id) => {
    const { opened } = await fromLog(context, (state) => state.lots.get(id));
    const commitment = await keepSecret(store, id, context);
    return await act(context, { type: 'inspection-committed', subject: { kind: 'lot', id }, refs: [opened.id], body: { commitment } });
  },
  revealDraw: async (id) => {
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const { closed, draw } = lot;
    const closing = required(closed, 'draw-reveal-early', { lot: id });
    const { committed } = required(draw.inspector, 'draw-uncommitted', { lot: id, side: 'inspector' });
    const secret = await secretFor(store, lot, committed.signed.event.body.commitment, context);
    const refs = revealRefs(lot, closing);
    return await act(context, { type: 'inspection-revealed', subject: { kind: 'lot', id }, refs, body: { secret } });
  },
  redraw: async (id, now) => {
    const text = await context.http.text(`/api/lots/${id}/draw`);
    return redraw(text, await fromLog(context, (state) => state.lots.get(id)), context.ledger(), now);
  },
});
