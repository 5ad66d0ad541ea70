// Offline: reads two files and prints; no network, no database.
import { parseConfiguration } from '../labeling/configuration.ts';
import { parseResult, verifyResult } from '../labeling/result.ts';
import { drawInspection } from '../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { isLotRecord } from '../provenance/evidence/lot-record/lot-record.ts';
import { verifyLotRecord } from '../provenance/evidence/lot-record/record-verifier.ts';
import { verifyEvidence } from '../provenance/evidence/verifier.ts';
import { judgeLog, readAccusation } from '../provenance/log/ruling.ts';
import { parseCall, print, readFile, stopWith } from './verify/call.ts';
import { presentRecord } from './verify/record-report.ts';
import { presentVerification } from './verify/report.ts';

const USAGE = 'npm run verify -- BUNDLE [--policy FILE] [--json] [--lang zh|en]';
/** 0 stands for a label, or a lot, that was verified, and for nothing else: a script may accept a release by it. */
const EXIT = { verified: 0, failed: 1, unanchored: 3, proven: 4 } as const;

const { file, policy, json, lang } = parseCall('bundle', USAGE);
const source = readFile(file);
const text = new TextDecoder().decode(source);
const now = (): number => performance.now();

const judge = (accusation: unknown): void => {
  if (policy === undefined) return stopWith(`Evidence against a log is judged under a policy. ${USAGE}`);
  const verdict = judgeLog(accusation, policy);
  const sentence = verdict.verdict === 'proven' ? verdict.sentence[lang] : `${verdict.code} ${JSON.stringify(verdict.details)}`;
  print(json, verdict, [`${verdict.verdict}: ${sentence}`]);
  process.exitCode = EXIT[verdict.verdict];
};

const verifyRecord = (): void => {
  const verification = verifyLotRecord(source, { policy, delivery: decideDelivery, draw: drawInspection }, { now });
  print(json, verification, presentRecord(verification, lang));
  process.exitCode = EXIT[verification.verdict];
};

const verifyBundle = (): void => {
  const verification = verifyEvidence(
    source,
    {
      policy,
      delivery: decideDelivery,
      draw: drawInspection,
      fits: (configuration, item, result) => verifyResult(parseConfiguration(configuration), item, parseResult(result)),
    },
    { now },
  );
  print(json, verification, presentVerification(verification, lang));
  process.exitCode = EXIT[verification.verdict];
};

const accusation = readAccusation(text);
if (accusation !== undefined) judge(accusation);
else if (isLotRecord(text)) verifyRecord();
else verifyBundle();
