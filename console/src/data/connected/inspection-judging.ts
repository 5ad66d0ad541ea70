import { DomainError } from '../../../../common/errors.ts';
import { parseConfiguration } from '../../../../labeling/configuration.ts';
import type { Configuration } from '../../../../labeling/configuration-model.ts';
import { verifyResult } from '../../../../labeling/result.ts';
import { needsWatermark } from '../../../../privacy/sealing/watermark.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { RedoneCheck, RedoneDraw, SampledLabel } from '../../space/acts/redraw.ts';
import type { SampledItem } from '../../space/acts/sample.ts';
import { fail } from '../../space/errors.ts';
import type { Ledger } from '../../space/ledger.ts';
import { inspectionBy } from '../../space/own-inspection.ts';
import type { Check } from '../evidence.ts';
import type { DrawnLabel, InspectedItem, InspectionsData, Redraw } from '../inspections.ts';
import type { Connection } from './connection.ts';
import { OUTCOMES } from './evidence-steps.ts';
import { pseudonymOf, readNames } from './names.ts';
import { watermarkOf } from './watermark.ts';

const toCheck = ({ name, result, code, ms }: RedoneCheck): Check => ({
  code: name,
  outcome: OUTCOMES[result],
  values: code === undefined ? {} : { reason: code },
  ...(ms === undefined ? {} : { milliseconds: ms }),
  nodes: [],
});

const toDrawn = ({ position, item, author, index }: SampledLabel, lot: Lot): DrawnLabel => ({
  position,
  row: lot.opened.signed.event.body.items.findIndex(({ id }) => id === item) + 1,
  author: pseudonymOf(author),
  index,
});

const toRedraw = ({ verdict, failed, checks, sample }: RedoneDraw, lot: Lot, milliseconds: number): Redraw => ({
  verdict,
  ...(failed === undefined ? {} : { failed }),
  checks: checks.map(toCheck),
  milliseconds,
  sample: sample.map((label) => toDrawn(label, lot)),
});

/** As it is shown: answers that fit no question of the project cannot be, which is for the reader to say where only she could open them. */
const toContent = ({ content }: SampledItem, configuration: Configuration, watermark: () => string): InspectedItem['content'] => {
  if ('unread' in content) return content;
  const { text, result, level } = content;
  try {
    verifyResult(configuration, text, result);
  } catch (error) {
    if (!(error instanceof DomainError) || level === undefined) throw error;
    return { unread: { part: 'label', reason: error.code } };
  }
  return { text, result, ...(level !== undefined && needsWatermark(level) && { watermark: watermark() }) };
};

export const findLot = ({ state }: Ledger, id: string): Lot => state.lots.get(id) ?? fail('subject-unknown', { lot: id });

const now = (): number => performance.now();

/** Draws that were redone here, and the samples that were opened by them. */
const createSampling = (connection: Connection) => {
  const redone = new Map<string, RedoneDraw>();
  const opened = new Map<string, readonly SampledItem[]>();

  const redraw = async (id: string): Promise<RedoneDraw> => {
    const { inspector } = await connection.person();
    const found = await inspector.redraw(id, now);
    redone.set(id, found);
    return found;
  };
  const open = async (id: string): Promise<readonly SampledItem[]> => {
    const { inspector } = await connection.person();
    const items = await inspector.sample(id, redone.get(id) ?? (await redraw(id)));
    opened.set(id, items);
    return items;
  };
  return { redraw, open, opened: (id: string) => opened.get(id) };
};

/** What a reviewer reads and signs; a verdict is over what was opened here. */
export const createJudging = (
  connection: Connection,
): Pick<InspectionsData, 'redraw' | 'sample' | 'judge' | 'end' | 'certify' | 'record'> => {
  const sampling = createSampling(connection);
  return {
    redraw: async (id) => {
      const started = now();
      const redone = await sampling.redraw(id);
      const client = await connection.client();
      return toRedraw(redone, findLot(client.ledger(), id), now() - started);
    },
    sample: async (id) => {
      const person = await connection.person();
      const client = await connection.client();
      const lot = findLot(client.ledger(), id);
      const [{ shown }, names, items] = await Promise.all([person.reading.project(lot.project), readNames(person), sampling.open(id)]);
      const { configuration, instructions } = shown.opening.value;
      const read = parseConfiguration(configuration);
      const toItem = (item: SampledItem): InspectedItem => {
        const { verdict } = item;
        const given = verdict && { finding: verdict.finding, by: names.person(verdict.author), index: verdict.index };
        return { ...toDrawn(item, lot), content: toContent(item, read, () => watermarkOf(person)), ...(given && { given }) };
      };
      return { configuration: read, instructions, items: items.map(toItem) };
    },
    judge: async (id, position, finding, note) => {
      const { inspector } = await connection.person();
      const item = sampling.opened(id)?.find((one) => one.position === position);
      return await inspector.judge(id, item ?? fail('subject-unknown', { lot: id, position }), finding, note);
    },
    certify: async (id) => {
      const { inspector } = await connection.person();
      return await connection.seen(await inspector.certify(id, await sampling.redraw(id)));
    },
    record: async (id) => await (await connection.person()).auditor.lotRecord(id),
    end: async (id) => {
      const { inspector } = await connection.person();
      const { ledger } = await connection.client();
      const isEmpty = inspectionBy(ledger(), findLot(ledger(), id))?.kind === 'empty';
      const items = isEmpty ? [] : await sampling.open(id);
      return await connection.seen(await inspector.endInspection(id, items));
    },
  };
};
