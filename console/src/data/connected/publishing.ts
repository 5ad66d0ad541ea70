import { valueOf } from '../../space/acts/owner.ts';
import type { PublishingData } from '../datasets.ts';
import type { Connection } from './connection.ts';

/** Version of the level matrix that this console shows (policies/levels). */
const MATRIX = { major: 1, minor: 0 };

/** Acts of the owner on new data; the connector's answers are sealed for this browser. */
export const createPublishingData = (connection: Connection): PublishingData => ({
  sources: async () => {
    const { owner } = await connection.person();
    return valueOf(await owner.sources()).sources.map(({ source, bytes }) => ({ name: source, bytes }));
  },
  profile: async (source, encoding) => {
    const { owner } = await connection.person();
    const request = encoding === undefined ? { source } : { source, encoding };
    const { rows, columns, ragged } = valueOf(await owner.profile(request)).profile;
    const shown = { source, rows, fields: columns };
    return ragged === undefined ? shown : { ...shown, ragged: { count: ragged.count, first: ragged.first ?? [] } };
  },
  register: async ({ withhold, ...request }, asked) => {
    const { owner } = await connection.person();
    const { dataset, answer } = await owner.register({ ...request, withhold: [...withhold] }, asked);
    valueOf(answer);
    return dataset;
  },
  resume: async (asked) => {
    const { owner } = await connection.person();
    valueOf(await owner.registered(asked));
    return asked.dataset;
  },
  reading: async (source) => {
    const { owner } = await connection.person();
    return valueOf(await owner.sources()).sources.find((listed) => listed.source === source)?.reading;
  },
  grade: async ({ dataset, level, reasons, spotCheck }) => {
    const { grading } = await connection.person();
    const request = { dataset, level, reasons: [...reasons], matrix: MATRIX, ...(spotCheck && { spotCheck }) };
    return await connection.seen(await grading.grade(request));
  },
  draftCatalogueEntry: async (request) => (await connection.person()).owner.draftCatalogueEntry(request),
  publish: async (request) => await connection.seen(await (await connection.person()).owner.publish(request)),
});
