// Offline: reads two files and prints; no network, no database.
import { parseConfiguration } from '../labeling/configuration.ts';
import { parseResult, verifyResult } from '../labeling/result.ts';
import { drawInspection } from '../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { verifyEvidence } from '../provenance/evidence/verifier.ts';
import { judgeLog, readAccusation } from '../provenance/log/ruling.ts';
import { parseCall, print, readFile, stopWith } from './verify/call.ts';
import { presentVerification } from './verify/report.ts';

const USAGE = 'npm run verify -- BUNDLE [--policy FILE] [--json] [--lang zh|en]';
/** 0 stands for a label that was verified, and for nothing else: a script may accept a release by it. */
const EXIT = { verified: 0, failed: 1, unanchored: 3, proven: 4 } as const;

const { file, policy, json, lang } = parseCall('bundle', USAGE);
const source = readFile(file);
const accusation = readAccusation(new TextDecoder().decode(source));
if (accusation !== undefined) {
  if (policy === undefined) stopWith(`Evidence against a log is judged under a policy. ${USAGE}`);
  else {
    const verdict = judgeLog(accusation, policy);
    const sentence = verdict.verdict === 'proven' ? verdict.sentence[lang] : `${verdict.code} ${JSON.stringify(verdict.details)}`;
    print(json, verdict, [`${verdict.verdict}: ${sentence}`]);
    process.exitCode = EXIT[verdict.verdict];
  }
} else {
  const verification = verifyEvidence(
    source,
    {
      policy,
      delivery: decideDelivery,
      draw: drawInspection,
      fits: (configuration, text, result) => verifyResult(parseConfiguration(configuration), text, parseResult(result)),
    },
    { now: () => performance.now() },
  );
  print(json, verification, presentVerification(verification, lang));
  process.exitCode = EXIT[verification.verdict];
}
