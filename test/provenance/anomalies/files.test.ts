import { expect } from 'chai';
import { toAnomalyCsv, toAnomalyJson } from '../../../provenance/anomalies/files.ts';
import type { Anomaly } from '../../../provenance/anomalies/anomaly.ts';

const FOUND: readonly Anomaly[] = [
  { kind: 'entry-ignored', index: 9, code: 'role-missing' },
  {
    kind: 'time-outside',
    index: 7,
    org: 'org-1',
    key: 'ab',
    subject: { kind: 'lot', id: 'lot-1' },
    times: { claimed: 1, before: 2 },
    figures: { events: 3 },
  },
];
const UNDER = { space: 'space', size: 10, root: 'ab', witnessedAt: 5 };

describe('files of a list of anomalies', () => {
  it('have a line for each, without quotes', () => {
    expect(toAnomalyCsv(FOUND)).to.equal(
      'weight,kind,index,org,key,subject,id,code,times,figures\r\n' +
        'proven,entry-ignored,9,,,,,role-missing,,\r\n' +
        'proven,time-outside,7,org-1,ab,lot,lot-1,,claimed=1 before=2,events=3\r\n',
    );
  });

  it('say under which checkpoint they were made, in canonical JSON', () => {
    const text = toAnomalyJson(UNDER, FOUND);
    expect(JSON.parse(text)).to.deep.equal({ v: 1, kind: 'anomalies', ...UNDER, anomalies: FOUND });
    expect(text.startsWith('{"anomalies":[{"code":"role-missing","index":9')).to.equal(true);
    expect(text.endsWith('\n')).to.equal(true);
  });
});
