import { expect } from 'chai';
import type { Lease } from '../../api/work.ts';
import { answerJson, type Rule } from './hostile-layer.ts';
import type { Device, HostileSpace } from './hostile-space.ts';

export type SealedLease = Extract<Lease, { sealed: unknown }>;

const isLease = (path: string): boolean => /^\/api\/lots\/[^/]+\/leases$/.test(path);

/** Changes each item that one device is handed. */
export const changeLease =
  (reader: string, change: (lease: SealedLease) => unknown): Rule =>
  async (passing, forward) => {
    if (passing.reader !== reader || !isLease(passing.path)) return undefined;
    const answer = await forward();
    return answer.status === 200 ? answerJson(change(JSON.parse(answer.body.toString('utf8')) as SealedLease)) : answer;
  };

/** Whatever item the device asks for, it is handed this. */
export const relayLease =
  (reader: string, lease: unknown): Rule =>
  (passing) =>
    passing.reader === reader && isLease(passing.path) ? answerJson(lease) : undefined;

/** What an honest gateway hands the device, and the text that it opens. */
export const seeLease = async (
  { layer }: Pick<HostileSpace, 'layer'>,
  device: Device,
  lot: string,
  held: readonly string[] = [],
): Promise<{ readonly lease: SealedLease; readonly text: string }> => {
  let lease: SealedLease | undefined;
  const { text } = await layer.during(
    changeLease(device.name, (seen) => (lease = seen)),
    () => device.person.labeler.takeItem(lot, held),
  );
  return { lease: lease ?? expect.fail('no lease'), text };
};
