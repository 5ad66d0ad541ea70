import type { Release as ReleaseBody, ReleaseFiles, ReleaseManifest } from '../../api/releases.ts';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import { isSealed } from '../../provenance/space/rules-labeling.ts';
import { required } from '../../provenance/space/refusal.ts';
import { successorOf } from '../../provenance/space/superseding.ts';
import type { Certificate, Logged, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import { fail } from './errors.ts';
import type { ReleaseStore } from './store.ts';

export type SignedRelease = Logged<'release-signed'>;

export interface ReleaseService {
  /** Those that the member may see, by id. */
  list(member: Certificate, page: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly ReleaseBody[]>;
  /** @throws DomainError `release-unknown`, `release-withheld` */
  read(id: string, member: Certificate): Promise<ReleaseBody>;
  /** @throws DomainError `release-unknown`, `release-withheld` */
  requireReadable(id: string, member: Certificate): SignedRelease;
  /** The JSONL file. @throws as `read`, `release-files-missing`, `release-sealed` */
  data(id: string, member: Certificate): Promise<Uint8Array>;
  /** What describes it. @throws as `data`; `release-files-missing` as well where none was signed */
  croissant(id: string, member: Certificate): Promise<Uint8Array>;
  /** The manifest. @throws DomainError `release-files-missing`, `release-sealed` */
  manifest(id: string): Promise<ReleaseManifest>;
  /**
   * Takes the files (untrusted) from a connector of the owner.
   * @throws DomainError `release-unknown`, `role-required`, `subject-foreign`, `release-sealed`, `release-files-differ`
   */
  keepFiles(id: string, files: ReleaseFiles, caller: Caller): Promise<void>;
  /** Signed releases of an organisation whose files are missing and do come here, the oldest ones first; the rest once those have come. */
  missingOf(org: string): Promise<readonly string[]>;
}

const MOST_MISSING = 1000;

const ownerOf = ({ projects }: SpaceState, { signed }: SignedRelease): string | undefined => projects.get(signed.event.body.project)?.org;

const isOfSealed = ({ projects }: SpaceState, { signed }: SignedRelease): boolean => {
  const project = projects.get(signed.event.body.project);
  return project !== undefined && isSealed(project);
};

const isReadable = (state: SpaceState, release: SignedRelease, member: Certificate): boolean =>
  ownerOf(state, release) === member.org || member.roles.includes('auditor');

const hashOf = (text: string): string => toHex(sha256(toUtf8(text)));

/** What describes the data is the one whose hash the signed manifest has, and there is none without such a hash. */
const verifyCroissant = (id: string, { manifest, croissant }: ReleaseFiles): void => {
  const [signed, given] = [manifest.croissant?.sha256, croissant === undefined ? undefined : hashOf(croissant)];
  if (signed !== given) fail('release-files-differ', { release: id, part: 'croissant', signed, given });
};

const verifyFiles = (id: string, { signed: { event } }: SignedRelease, files: ReleaseFiles): void => {
  const { manifest, data } = files;
  const hashes = { manifest: toHex(sha256(toSignableBytes(manifest))), data: hashOf(data) };
  for (const part of ['manifest', 'data'] as const)
    if (hashes[part] !== event.body[part])
      fail('release-files-differ', { release: id, part, signed: event.body[part], given: hashes[part] });
  if (manifest.release !== id || manifest.lot !== event.body.lot)
    fail('release-files-differ', { release: id, part: 'manifest', reason: 'of another release' });
  verifyCroissant(id, files);
};

export const createReleaseService = (store: ReleaseStore, directory: Directory): ReleaseService => {
  const find = (id: string): SignedRelease => directory.state().releases.get(id) ?? fail('release-unknown', { id });
  const requireReadable: ReleaseService['requireReadable'] = (id, member) => {
    const release = find(id);
    return isReadable(directory.state(), release, member) ? release : fail('release-withheld', { id, whoCanApprove: 'data-owner' });
  };
  const failWithout = (id: string): never =>
    isOfSealed(directory.state(), find(id)) ? fail('release-sealed', { id, whoHasIt: 'owner' }) : fail('release-files-missing', { id });
  const present = async (releases: readonly SignedRelease[]): Promise<readonly ReleaseBody[]> => {
    const manifests = await store.manifests(releases.map(({ signed }) => signed.event.subject.id));
    const state = directory.state();
    return releases.map(({ index, signed: { event } }) => {
      const { id } = event.subject;
      const manifest = manifests.get(id);
      const successor = successorOf(state, id)?.signed.event.subject.id;
      const { project, lot, labels, items, supersedes } = event.body;
      const line = { ...(supersedes && { supersedes }), ...(successor !== undefined && { supersededBy: successor }) };
      return { id, project, lot, index, labels, items, ...line, ...(manifest && { manifest }) };
    });
  };
  return {
    requireReadable,
    list: async (member, { after = '', limit }) => {
      const state = directory.state();
      const all = [...state.releases].filter(([id, release]) => id > after && isReadable(state, release, member));
      const sorted = all.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit);
      return await present(sorted.map(([, release]) => release));
    },
    read: async (id, member) => (await present([requireReadable(id, member)]))[0] ?? fail('release-unknown', { id }),
    data: async (id, member) => {
      requireReadable(id, member);
      return (await store.data(id)) ?? failWithout(id);
    },
    croissant: async (id, member) => {
      requireReadable(id, member);
      return (await store.croissant(id)) ?? failWithout(id);
    },
    manifest: async (id) => (await store.manifests([id])).get(id) ?? failWithout(id),
    keepFiles: async (id, files, caller) => {
      const connector = directory.requireRole(caller, 'connector');
      const release = find(id);
      const isOwners = ownerOf(directory.state(), release) === connector.org;
      required(isOwners || undefined, 'subject-foreign', { release: id, org: connector.org });
      if (isOfSealed(directory.state(), release)) fail('release-sealed', { id, whoHasIt: 'owner' });
      verifyFiles(id, release, files);
      await store.keep(id, files);
    },
    missingOf: async (org) => {
      const state = directory.state();
      const awaited = [...state.releases].filter(([, release]) => ownerOf(state, release) === org && !isOfSealed(state, release));
      const own = awaited.map(([id]) => id);
      const kept = await store.kept(own);
      return own.filter((id) => !kept.has(id)).slice(0, MOST_MISSING);
    },
  };
};
