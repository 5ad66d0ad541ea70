import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createVerifierPage } from '../scripts/verifier/page.ts';
import { CLAIMS } from './claims.ts';
import type { Claim } from './claims/claim.ts';
import { presentReport, type Outcome } from './report.ts';
import { readPeople } from './seeding/people-file.ts';
import { openSpace } from './space-folder.ts';
import { createSupervisor } from './supervisor.ts';
import { STEPS, stepsTo, type Step, type StepName } from './walk/steps.ts';
import { createWalk, type Walk } from './walk/walk.ts';

export interface DemoOptions {
  readonly out: string;
  /** Leave each process's data folder under `out`/space. */
  readonly keep: boolean;
  /** Claims to sabotage: one, or several that share a walk. */
  readonly sabotage: readonly string[];
  readonly say: (line: string) => void;
}

const judge = async (walk: Walk, claim: Claim): Promise<Outcome> => {
  try {
    return { claim, held: true, seen: await claim.hold(walk) };
  } catch (error) {
    return { claim, held: false, seen: error instanceof Error ? error.message : String(error) };
  }
};

/** This very walk has to bear the claim out before it is sabotaged on it. */
const sabotageHere = async (walk: Walk, claim: Claim, say: DemoOptions['say']): Promise<Outcome> => {
  const honest = await judge(walk, claim);
  if (!honest.held) return honest;
  say(`held before its sabotage: ${claim.name}`);
  return await judge({ ...walk, breaks: (name) => name === claim.name }, claim);
};

const attempt = async ({ run }: Step, walk: Walk): Promise<string | undefined> => {
  try {
    await run(walk);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Walks step by step, for a sabotaged claim only those that it needs; what builds upon a step that failed is not tried. */
const walkAll = async (walk: Walk, { say, sabotage }: DemoOptions): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  const walked = new Set<StepName>();
  const sabotaged = CLAIMS.filter(({ name }) => sabotage.includes(name));
  const steps = sabotaged.length === 0 ? STEPS : stepsTo(sabotaged.flatMap(({ after }) => after));
  for (const step of steps) {
    if (step.upon !== undefined && !walked.has(step.upon)) continue;
    say(step.says);
    const failed = await attempt(step, walk);
    if (failed === undefined) walked.add(step.name);
    else say(`this step failed: ${failed}`);
    for (const claim of CLAIMS.filter(({ after }) => after.includes(step.name)))
      if (failed !== undefined) outcomes.push({ claim, held: false, seen: failed });
      else if (claim.after.every((name) => walked.has(name)))
        outcomes.push(await (claim.sharesWalk && sabotaged.includes(claim) ? sabotageHere(walk, claim, say) : judge(walk, claim)));
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
    const people = readPeople(supervisor.layout.people);
    const through = CLAIMS.find(({ name, sharesWalk }) => sabotage.includes(name) && !sharesWalk)?.name;
    const walk = createWalk({ supervisor, gateway, people, out, sabotage: through, short: sabotage.length > 0 });
    const outcomes = await walkAll(walk, options).finally(() => walk.leave());
    const seen = new Map(outcomes.map((outcome) => [outcome.claim, outcome]));
    const all = CLAIMS.map((claim) => seen.get(claim) ?? { claim, held: false, seen: 'not reached' });
    // Opened from disk, it takes the bundle and the policy that lie beside it.
    if (sabotage.length === 0) fs.writeFileSync(path.join(out, 'verifier.html'), await createVerifierPage());
    fs.writeFileSync(path.join(out, 'report.md'), presentReport(all));
    for (const { claim, held, seen: what } of all) say(`${held ? 'held    ' : 'NOT held'} ${claim.name}: ${what}`);
    return all.every(({ held }) => held);
  } finally {
    await supervisor.stop();
    if (!keep) fs.rmSync(folder, { recursive: true, force: true });
  }
};
