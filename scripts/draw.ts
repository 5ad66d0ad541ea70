// Offline: reads two files and prints; no network, no database.
import { drawInspection } from '../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { verifyDraw } from '../provenance/evidence/draw/draw-verifier.ts';
import { presentDraw } from './draw/report.ts';
import { parseCall, print, readFile } from './verify/call.ts';

const USAGE = 'npm run draw -- LOT [--policy FILE] [--json] [--lang zh|en]';
const EXIT = { verified: 0, failed: 1, unanchored: 3, unproven: 3 } as const;

const { file, policy, json, lang } = parseCall('lot file', USAGE);
const premises = { policy, delivery: decideDelivery, draw: drawInspection };
const verification = verifyDraw(readFile(file), premises, { now: () => performance.now() });
print(json, verification, presentDraw(verification, lang));
process.exitCode = EXIT[verification.verdict];
