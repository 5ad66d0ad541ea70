import type { DataSource } from 'typeorm';
import { withRetry } from '../../platform/postgres/retry.ts';
import { toAlarmText, type Alarm, type AlarmStore } from './alarm-book.ts';

export const createAlarmTable = (database: DataSource): AlarmStore => ({
  list: async () => {
    const rows = await database.query<{ record: string }[]>('select record from alarm order by id');
    return rows.map(({ record }) => JSON.parse(record) as Alarm);
  },
  keep: async (id, alarm) => {
    await withRetry(() =>
      database.query('insert into alarm (id, record) values ($1, $2) on conflict do nothing', [id, toAlarmText(alarm)]),
    );
  },
});
