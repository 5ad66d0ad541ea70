import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import type { Walk } from '../walk.ts';
import { quoteInCatalogue } from './quoting.ts';
import { sourceIdentifiers } from './rows.ts';

/** The connector opens and verifies the labels, joins them to their rows, and keeps the files; the owner signs and takes them away. */
export const releaseSealed = async (walk: Walk): Promise<void> => {
  const { out, supervisor } = walk;
  const facts = walk.facts.workOrders;
  const { person, client } = await walk.as('gu.yun');
  await client.ledger().until((state) => state.lots.get(facts.lot)?.closed, 60_000);
  const prepared = valueOf(await person.owner.prepareRelease(facts.lot));
  await person.owner.signRelease(prepared);
  facts.release = prepared.release;
  if (walk.breaks('no-caller-is-named')) await quoteInCatalogue(walk, sourceIdentifiers()[0]?.join(' ') ?? '');
  const kept = path.join(supervisor.layout.memberProcess('hotline'), 'release', facts.release);
  const folder = path.join(out, 'release');
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(kept, 'data.jsonl'), path.join(folder, 'hotline.jsonl'));
  if (walk.breaks('sealed-release-joins-each-row'))
    fs.appendFileSync(path.join(folder, 'hotline.jsonl'), '{"row":0,"text":"","event":""}\n');
  fs.copyFileSync(path.join(kept, 'manifest.json'), path.join(folder, 'hotline-manifest.json'));
};
