import type { EntityManager } from 'typeorm';
import type { LotContests, SealedContests, SealedOpenings } from '../../api/gold.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { parseBase64, toBase64, toHex } from '../../common/encodings.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { toRelayed } from '../events/stored.ts';
import type { LotService } from '../lots/service.ts';
import { boxesFor, contestsOf, decisionsOver, findContest, insertBox } from './contest-store.ts';
import { fail } from './errors.ts';

type Relayed = LotContests['contests'][number];

export interface ContestService {
  /** Of a lot, for its owner's connector. @throws as `LotService.requireOwnersConnector` */
  ofLot(lot: string, caller: Caller): Promise<LotContests>;
  /**
   * Takes what the owner sealed for the two who decide.
   * @throws DomainError `contest-unknown`, `gold-figures-differ` for other boxes than were signed
   */
  deliver(contest: string, boxes: SealedOpenings['boxes'], caller: Caller): Promise<void>;
  /** What was sealed for the caller, behind a contest's id. @throws DomainError `role-required` */
  sealedFor(caller: Caller, after: string): Promise<SealedContests>;
}

export interface ContestServiceOptions {
  readonly manager: EntityManager;
  readonly lots: Pick<LotService, 'requireOwnersConnector'>;
  readonly events: EventStore;
  readonly directory: Directory;
}

/** Boxes of a page: up to a megabyte each. */
const PAGE = 5;

export const createContestService = ({ manager, lots, events, directory }: ContestServiceOptions): ContestService => {
  const relay = async (ids: readonly string[]): Promise<Relayed[]> => {
    const stored = await events.findAll(ids);
    return ids.flatMap((id) => {
      const found = stored.get(id);
      return found === undefined ? [] : [toRelayed(found)];
    });
  };

  return {
    ofLot: async (id, caller) => {
      const lot = lots.requireOwnersConnector(id, caller);
      const contests = await contestsOf(manager, lot.id);
      return { contests: await relay(contests.map(({ event }) => event)) };
    },
    deliver: async (id, boxes, caller) => {
      const contest = (await findContest(manager, id)) ?? fail('contest-unknown', { contest: id });
      const lot = lots.requireOwnersConnector(contest.lot, caller);
      const signed = lot.goldOpened?.get(id)?.signed.event.body.boxes ?? fail('contest-unknown', { contest: id });
      const given = boxes.map(({ key, sealed }) => ({ key, bytes: parseBase64(sealed) }));
      const isSigned = signed.every((box) => given.some(({ key, bytes }) => key === box.key && toHex(sha256(bytes)) === box.sealed));
      if (!isSigned) fail('gold-figures-differ', { contest: id });
      for (const { key, bytes } of given) await insertBox(manager, id, key, bytes);
    },
    sealedFor: async (caller, after) => {
      const certificate = directory.requireRole(caller, 'reviewer');
      const rows = await boxesFor(manager, keysOfPerson(directory.state(), certificate), { after, limit: PAGE + 1 });
      const page = rows.slice(0, PAGE);
      const decisions = await decisionsOver(
        manager,
        page.map(({ contest }) => contest),
      );
      const contests: SealedContests['contests'] = [];
      for (const { contest, sealed } of page) {
        const [contested] = await relay([contest]);
        if (contested === undefined) throw new Error(`contest ${contest} that is not there`);
        contests.push({ contested, sealed: toBase64(new Uint8Array(sealed)), decisions: await relay(decisions.get(contest) ?? []) });
      }
      const next = rows.length > page.length ? page.at(-1)?.contest : undefined;
      return { contests, ...(next !== undefined && { next }) };
    },
  };
};
