import { release, releases, type Release, type ReleaseManifest } from '../../../../api/releases.ts';
import { toSignableBytes } from '../../../../common/canonical-json.ts';
import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import type { Logged } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { judgeDispute, type DisputeVerdict } from '../dispute.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, type ActContext } from './context.ts';

/** A release as its owner signed it, with the manifest that gives the signed hash. */
export interface KnownRelease {
  readonly known: Logged<'release-signed'>;
  readonly shown: Release;
  /** Absent until the connector has uploaded it. */
  readonly manifest?: ReleaseManifest;
}

export interface AuditorActs {
  releases(): Promise<readonly KnownRelease[]>;
  /** @throws DomainError `opening-differs` when the manifest is not the signed one */
  release(id: string): Promise<KnownRelease>;
  /** The JSONL file. @throws DomainError `opening-differs` when it is not the signed one */
  data(id: string): Promise<Uint8Array>;
  /** Croissant metadata of it; undefined where none was signed. @throws DomainError `opening-differs` when it is not the signed one */
  croissant(id: string): Promise<Uint8Array | undefined>;
  /**
   * The evidence bundle of a released label, byte for byte; the verifier (provenance/evidence) judges it.
   * @param label id of its event, where the item has several
   */
  evidence(id: string, item: string, label?: string): Promise<string>;
  /** The file with which a stranger redoes the draw of a closed lot's sample, byte for byte. */
  draw(lot: string): Promise<string>;
  /** The record of an inspected lot, with its certificate if it has one, byte for byte. */
  lotRecord(lot: string): Promise<string>;
  /** Who lied about a label, by the own copy of the log. @throws DomainError `dispute-malformed`, `dispute-unlogged`, `ledger-behind` */
  judge(dispute: string): Promise<DisputeVerdict>;
}

export const createAuditorActs = (context: ActContext): AuditorActs => {
  const { http, alarms, ledger } = context;

  const requireHash = async (bytes: Uint8Array, expected: string, what: object): Promise<void> => {
    const actual = toHex(sha256(bytes));
    if (actual === expected) return;
    await alarms.raise('opening-differs', toEvidence({ ...what, signed: expected, served: actual }));
    fail('opening-differs', { ...what, signed: expected, served: actual });
  };

  const verify = async (shown: Release, known: Logged<'release-signed'>): Promise<KnownRelease> => {
    const { manifest } = shown;
    if (manifest === undefined) return { known, shown };
    await requireHash(toSignableBytes(manifest), known.signed.event.body.manifest, { release: shown.id, file: 'manifest' });
    return { known, shown, manifest };
  };

  return {
    releases: async () => {
      const listed = await readPages(http, releases, '/api/releases', (page) => page.releases);
      const verified = listed.map(async (shown) => {
        const known = ledger().state.releases.get(shown.id);
        return known === undefined ? undefined : await verify(shown, known);
      });
      return (await Promise.all(verified)).filter((one) => one !== undefined);
    },
    release: async (id) => {
      const known = await fromLog(context, (state) => state.releases.get(id));
      return await verify(await http.ask(release, { path: `/api/releases/${id}` }), known);
    },
    data: async (id) => {
      const known = await fromLog(context, (state) => state.releases.get(id));
      const bytes = await http.bytes(`/api/releases/${id}/data`);
      await requireHash(bytes, known.signed.event.body.data, { release: id, file: 'data' });
      return bytes;
    },
    croissant: async (id) => {
      const known = await fromLog(context, (state) => state.releases.get(id));
      const { manifest } = await verify(await http.ask(release, { path: `/api/releases/${id}` }), known);
      if (manifest?.croissant === undefined) return undefined;
      const bytes = await http.bytes(`/api/releases/${id}/croissant`);
      await requireHash(bytes, manifest.croissant.sha256, { release: id, file: 'croissant' });
      return bytes;
    },
    evidence: (id, item, label) => http.text(`/api/releases/${id}/items/${item}/evidence${label === undefined ? '' : `?label=${label}`}`),
    draw: (lot) => http.text(`/api/lots/${lot}/draw`),
    lotRecord: (lot) => http.text(`/api/lots/${lot}/record`),
    judge: async (dispute) => {
      await fromLog(context, (state) => state);
      return judgeDispute(dispute, ledger());
    },
  };
};
