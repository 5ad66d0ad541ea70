import { cosignatureSubmission } from '../../api/log.ts';
import { concatBytes, toHex } from '../../common/encodings.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { parseTilePath } from '../../gateway/log/tile-path.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import { verifySigned } from '../../provenance/log/witnessed.ts';
import { addSignatureLine } from '../../provenance/log/note.ts';
import { parseEntryBundle, TILE_WIDTH, toEntryBundle, toTilePath } from '../../provenance/log/tiles.ts';
import { answerBytes, answerJson, answerText, type LayerAnswer, type Passing } from './hostile-layer.ts';

/** Reads what the gateway's log holds, as the operator can at any time. */
export const readEntries = async (gateway: string, send: typeof fetch): Promise<Uint8Array[]> => {
  const get = async (path: string): Promise<Response> => {
    const answer = await send(`${gateway}/log/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const size = Number((await (await get('checkpoint/newest')).text()).split('\n')[1]);
  const entries: Uint8Array[] = [];
  while (entries.length < size) {
    const width = Math.min(TILE_WIDTH, size - entries.length);
    const bundle = await get(toTilePath('entries', entries.length / TILE_WIDTH, width));
    entries.push(...parseEntryBundle(new Uint8Array(await bundle.arrayBuffer())));
  }
  return entries;
};

/** Reads every published checkpoint, with all cosignatures it has by now. @throws DomainError those of `verifySigned` */
export const readCheckpoints = async (gateway: string, send: typeof fetch, policy: LogPolicy) => {
  const get = async (path: string): Promise<string | undefined> => {
    const answer = await send(`${gateway}/log/${path}`);
    return answer.ok ? await answer.text() : undefined;
  };
  const newest = Number((await get('checkpoint/newest'))?.split('\n')[1] ?? 0);
  const found: { readonly size: number; readonly root: string; readonly witnesses: readonly string[] }[] = [];
  for (let size = 1; size <= newest; size++) {
    const note = await get(`checkpoint/${size}`);
    if (note === undefined) continue;
    const { checkpoint, times } = verifySigned(note, policy);
    found.push({ size, root: toHex(checkpoint.root), witnesses: [...times.keys()] });
  }
  return found;
};

/** A log that the operator signs over whatever entries it likes, with the lines of those witnesses that cosign it. */
export const createHostileLog = (origin: string, key: SigningKey, entries: Uint8Array[], quorum = 3) => {
  /** Size -> witness -> its newest line. */
  const lines = new Map<number, Map<string, string>>();
  const noteOf = (size: number): string => {
    const root = treeRoot(entries.slice(0, size).map(leafHash));
    return [...(lines.get(size)?.values() ?? [])].reduce(addSignatureLine, signCheckpoint({ origin, size, root }, key));
  };
  const tile = (level: number, index: number, width: number): Uint8Array => {
    const [span, leaves] = [TILE_WIDTH ** level, entries.map(leafHash)];
    const from = (i: number): number => (index * TILE_WIDTH + i) * span;
    return concatBytes(...Array.from({ length: width }, (_, i) => treeRoot(leaves.slice(from(i), from(i + 1)))));
  };
  const newest = (): string => noteOf(entries.length);
  /** Newest with a quorum, else the newest, as the gateway does. */
  const witnessed = (): string => {
    const sizes = [...lines].filter(([, own]) => own.size >= quorum).map(([size]) => size);
    return noteOf(sizes.length > 0 ? Math.max(...sizes) : entries.length);
  };

  const read = (path: string): LayerAnswer | undefined => {
    if (path === '/log/checkpoint') return answerText(witnessed());
    if (path === '/log/checkpoint/newest') return answerText(newest());
    const { level, index, width } = parseTilePath(path.slice('/log/tile/'.length)) ?? {};
    if (level === undefined || index === undefined || width === undefined) return undefined;
    if (level === 'entries') return answerBytes(toEntryBundle(entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width)));
    return answerBytes(tile(level, index, width));
  };

  return {
    entries,
    newest,
    witnessed,
    /** Answers everything under /log in the gateway's place. */
    serve: ({ method, path, body }: Passing): LayerAnswer | undefined => {
      if (method === 'GET' && path.startsWith('/log/')) return read(path);
      if (method !== 'POST' || path !== '/log/cosignatures') return undefined;
      const { size, line } = cosignatureSubmission.parse(JSON.parse(body.toString('utf8')));
      lines.set(size, new Map(lines.get(size)).set(line.split(' ')[1] ?? '', line));
      return answerJson({});
    },
    /** Names of the witnesses that cosigned the tree of this size. */
    cosignersOf: (size: number): readonly string[] => [...(lines.get(size)?.keys() ?? [])],
  };
};
export type HostileLog = ReturnType<typeof createHostileLog>;
