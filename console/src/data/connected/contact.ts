import type { Lot } from '../../../../provenance/space/state.ts';
import type { SealedStock } from '../common.ts';

/** Milliseconds after which a heartbeat every five seconds is missed. */
const SILENT = 30_000;

/** Is a machine whose newest heartbeat is so old still there? */
export const isHeard = (age: number): boolean => age <= SILENT;

/** Since when nothing was heard, ms; undefined while something is, and where nothing ever was. */
const silentSince = (contact: { readonly seen: number; readonly age: number } | undefined): number | undefined =>
  contact === undefined || isHeard(contact.age) ? undefined : contact.seen;

/** What lies ready of a lot; undefined where it is open to the gateway, or closed. @param ready as the gateway counts */
export const stockOf = (
  { opened, closed }: Lot,
  { ready, contact }: { readonly ready: number; readonly contact?: { readonly seen: number; readonly age: number } | undefined },
): SealedStock | undefined => {
  if (opened.signed.event.body.lotKey === undefined || closed !== undefined) return undefined;
  const offlineSince = silentSince(contact);
  return { ready, ...(offlineSince === undefined ? {} : { offlineSince }) };
};
