import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CLAIMS, type Claim } from './claims.ts';
import { presentReport, type Outcome } from './report.ts';
import { readPeople } from './seeding/people-file.ts';
import { openSpace } from './space-folder.ts';
import { createSupervisor } from './supervisor.ts';
import { label, openLot } from './walk/labeling.ts';
import { publish } from './walk/publishing.ts';
import { release } from './walk/releasing.ts';
import { createWalk, type Walk } from './walk/walk.ts';

type Step = Claim['after'];

const STEPS: readonly { readonly name: Step; readonly says: string; readonly run: (walk: Walk) => Promise<void> }[] = [
  { name: 'set-up', says: 'a fresh space of its own', run: () => Promise.resolve() },
  { name: 'publishing', says: 'registering, grading and publishing the action plan', run: publish },
  { name: 'opening', says: 'opening project, roster and lot', run: openLot },
  { name: 'labeling', says: 'two people label 21 clauses', run: label },
  { name: 'releasing', says: 'verifying, releasing, collecting the evidence', run: release },
];

export interface DemoOptions {
  readonly out: string;
  /** Leave each process's data folder under `out`/space. */
  readonly keep: boolean;
  /** Claim to sabotage. */
  readonly sabotage?: string | undefined;
  readonly say: (line: string) => void;
}

const judge = async (walk: Walk, claim: Claim): Promise<Outcome> => {
  try {
    return { claim, held: true, seen: await claim.hold(walk) };
  } catch (error) {
    return { claim, held: false, seen: error instanceof Error ? error.message : String(error) };
  }
};

/** Walks step by step; after a step that fails, or once the sabotaged claim is judged, the rest is not tried. */
const walkAll = async (walk: Walk, { say, sabotage }: DemoOptions): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const { name, says, run } of STEPS) {
    say(says);
    const failed = await run(walk).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (failed !== undefined) say(`this step failed: ${failed}`);
    for (const claim of CLAIMS.filter(({ after }) => after === name))
      outcomes.push(failed === undefined ? await judge(walk, claim) : { claim, held: false, seen: failed });
    if (failed !== undefined || outcomes.some(({ claim }) => claim.name === sabotage)) break;
  }
  return outcomes;
};

/** @returns did every claim hold? */
export const runDemo = async (options: DemoOptions): Promise<boolean> => {
  const { keep, say, sabotage } = options;
  const out = path.resolve(options.out);
  fs.mkdirSync(out, { recursive: true });
  const folder = keep ? out : fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-demo-'));
  const supervisor = createSupervisor({ folder, port: 0 });
  try {
    const gateway = await openSpace(supervisor, say);
    const walk = createWalk({ supervisor, gateway, people: readPeople(supervisor.layout.people), out, sabotage });
    const outcomes = await walkAll(walk, options).finally(() => walk.leave());
    const seen = new Map(outcomes.map((outcome) => [outcome.claim, outcome]));
    const all = CLAIMS.map((claim) => seen.get(claim) ?? { claim, held: false, seen: 'not reached' });
    fs.writeFileSync(path.join(out, 'report.md'), presentReport(all));
    for (const { claim, held, seen: what } of all) say(`${held ? 'held    ' : 'NOT held'} ${claim.name}: ${what}`);
    return all.every(({ held }) => held);
  } finally {
    await supervisor.stop();
    if (!keep) fs.rmSync(folder, { recursive: true, force: true });
  }
};
