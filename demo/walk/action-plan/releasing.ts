import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toCanonicalJson } from '../../../common/canonical-json.ts';
import type { AuditorActs, KnownRelease } from '../../../console/src/space/acts/auditor.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import type { Walk } from '../walk.ts';

const awaitManifest = async (auditor: AuditorActs, release: string): Promise<Required<KnownRelease>> => {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(200)) {
    const known = await auditor.release(release).catch(() => undefined);
    if (known?.manifest !== undefined) return { ...known, manifest: known.manifest };
  }
  throw new Error('the connector did not upload the release');
};

/** The connector closes the lot and assembles what it verified; the owner signs; the auditor takes release and evidence away. */
export const release = async (walk: Walk): Promise<void> => {
  const { out } = walk;
  const facts = walk.facts.actionPlan;
  const { person: owner, client } = await walk.as('zhou.min');
  await client.ledger().until((state) => state.lots.get(facts.lot)?.closed, 60_000);
  const prepared = valueOf(await owner.owner.prepareRelease(facts.lot));
  await owner.owner.signRelease(prepared);
  facts.release = prepared.release;
  const { person: auditor } = await walk.as('wu.zheng');
  const { manifest } = await awaitManifest(auditor.auditor, facts.release);
  const folder = path.join(out, 'release');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'manifest.json'), `${toCanonicalJson(manifest)}\n`);
  fs.writeFileSync(path.join(folder, 'data.jsonl'), await auditor.auditor.data(facts.release));
  const croissant = await auditor.auditor.croissant(facts.release);
  if (croissant === undefined) throw new Error('the release has no Croissant metadata');
  fs.writeFileSync(path.join(folder, 'croissant.json'), croissant);
  fs.writeFileSync(path.join(out, 'bundle.json'), await auditor.auditor.evidence(facts.release, facts.item));
  fs.copyFileSync(walk.supervisor.layout.policy, path.join(out, 'policy.txt'));
};
