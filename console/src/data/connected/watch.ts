import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import { anomaliesOf } from '../../../../provenance/anomalies/anomalies.ts';
import { WEIGHTS, type Anomaly } from '../../../../provenance/anomalies/anomaly.ts';
import { toAnomalyCsv, toAnomalyJson } from '../../../../provenance/anomalies/files.ts';
import type { AnomalyRow, WatchData } from '../watch.ts';
import type { Connection } from './connection.ts';
import { readNames, type Names } from './names.ts';

const toRow = (anomaly: Anomaly, names: Names): AnomalyRow => ({
  ...anomaly,
  weight: WEIGHTS[anomaly.kind],
  ...(anomaly.org !== undefined && { organisation: names.organisation(anomaly.org) }),
  ...(anomaly.key !== undefined && { person: names.person(anomaly.key) }),
});

export const createWatchData = (connection: Connection): WatchData => ({
  anomalies: async () => {
    const [person, client] = [await connection.person(), await connection.client()];
    const names = await readNames(person);
    const ledger = client.ledger();
    const { state, watch, point, points: witnessed } = ledger;
    const anomalies = anomaliesOf(watch, { state, witnessed, draw: drawInspection });
    const under = { space: state.space, size: point.size, root: point.root, witnessedAt: point.witnessedAt };
    return {
      rows: anomalies.map((anomaly) => toRow(anomaly, names)),
      size: point.size,
      checkpoints: witnessed.length,
      files: { csv: toAnomalyCsv(anomalies), json: toAnomalyJson(under, anomalies) },
    };
  },
});
