import * as fs from 'node:fs';
import * as path from 'node:path';
import type { z } from 'zod';
import type { CommandArguments } from '../../api/documents.ts';
import type { LotContests, LotFigures, SealedOpenings } from '../../api/gold.ts';
import type { LotItem } from '../../api/lots.ts';
import type { LotReworks } from '../../api/reworks.ts';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import type { ReleaseFiles } from '../../api/releases.ts';
import type { Json } from '../../common/canonical-json.ts';
import { createGoldFinder } from '../../connectors/gold/answers.ts';
import { createGoldFolder } from '../../connectors/gold/folder.ts';
import { createContests } from '../../connectors/gold/contests.ts';
import { createScoring } from '../../connectors/gold/scoring.ts';
import { createDrawing } from '../../connectors/inspection/drawing.ts';
import { createLotCloser } from '../../connectors/labeling/close-lot.ts';
import { createLotCounter } from '../../connectors/labeling/counting.ts';
import { createLotOpener } from '../../connectors/labeling/open-lot.ts';
import { createOpenLots } from '../../connectors/labeling/open-lots.ts';
import { createProjectReader } from '../../connectors/labeling/project-document.ts';
import { createLotStore } from '../../connectors/labeling/store.ts';
import { createPublishing } from '../../connectors/publishing/publishing.ts';
import { createReleasing } from '../../connectors/release/releasing.ts';
import { createDrawnItems } from '../../connectors/inspection/drawn-items.ts';
import { createLotKeys } from '../../connectors/sealing/lot-keys.ts';
import { createLotSamples } from '../../connectors/sealing/lot-samples.ts';
import { createSealedLots } from '../../connectors/sealing/sealed-lots.ts';
import { createSealingStore } from '../../connectors/sealing/store.ts';
import { createFolderSources, type Sources } from '../../connectors/sources/folder.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import type { Opening } from '../../provenance/event/commitment.ts';
import type { Delivery } from '../../provenance/event/bodies/labeling.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import type { Level } from '../../provenance/event/fields.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { startOwnLog } from './own-log.ts';
import { CONFIGURATION, RESULT } from './scripted-lot.ts';
import { memberOf, type Actor, type LoggedEvent } from './scripted-space.ts';

export const SOURCE = 'id\ttext\tsecret\n1\t市数据局牵头\t甲\n2\t教育局配合\t乙\n3\t\t丙\n4\t到2027年完成\t丁\n';

/** What a gateway keeps of a lot; a hostile test changes what it hands out. */
export interface Relay {
  readonly projects: Map<string, Opening>;
  readonly delivered: Map<string, LotItem>;
  /** Sealed items and wraps as they came, the newest of an item, and of a batch and recipient. */
  readonly sealed: Map<string, SealedItem>;
  readonly wraps: Map<string, SignedWrap>;
  /** Drawn items of closed lots, by item. */
  readonly sampled: Map<string, SealedItem>;
  work: {
    readonly signed: unknown;
    readonly salt: string;
    readonly index: number;
    readonly opening?: Opening;
    readonly sealed?: SealedLabel;
  }[];
  /** Of the lot, with the places of its verdicts. */
  reworks: LotReworks;
  /** By lot. */
  readonly figures: Map<string, LotFigures>;
  contests: LotContests['contests'];
  /** By contest. */
  readonly boxes: Map<string, SealedOpenings>;
  readonly uploads: Map<string, ReleaseFiles>;
  /** Throws to be away. */
  before: (method: string, path: string) => void;
}

/** `<batch>/<recipient>`, or `<lot>/<recipient>` */
const wrapPlace = ({ wrap }: SignedWrap): string => `${wrap.purpose === 'batch-key' ? wrap.batch : wrap.lot}/${wrap.recipient}`;

/** What a test does while a table is read: told the number of each row, from 0, before it is handed over. */
interface Hooks {
  row: (row: number) => void | Promise<void>;
}

const hook = (sources: Sources, hooks: Hooks): Sources => ({
  ...sources,
  read: (name, encoding, use) =>
    sources.read(name, encoding, (table) => {
      async function* rows(): AsyncGenerator<readonly string[]> {
        let row = 0;
        for await (const cells of table.rows) {
          await hooks.row(row++);
          yield cells;
        }
      }
      return use({ ...table, rows: rows() });
    }),
});

const createClient = (relay: Relay, dataset: () => string, org: string) => {
  const answer = (method: string, at: string, json: unknown): unknown => {
    const [, , kind, id = '', part, of] = (at.split('?')[0] ?? '').split('/');
    if (kind === 'projects') return { id, org, dataset: dataset(), opening: relay.projects.get(id), events: [], lots: [] };
    if (of === 'items') {
      for (const item of (json as { items: SealedItem[] }).items) relay.sampled.set(item.signed.header.item, item);
      return {};
    }
    if (part === 'sealed-items') {
      for (const item of (json as { items: SealedItem[] }).items) relay.sealed.set(item.signed.header.item, item);
      return {};
    }
    if (part === 'wraps' || of === 'wraps') {
      for (const one of (json as { wraps: SignedWrap[] }).wraps) relay.wraps.set(wrapPlace(one), one);
      return {};
    }
    if (part === 'contests') return { contests: relay.contests };
    if (part === 'boxes') {
      relay.boxes.set(id, json as SealedOpenings);
      return {};
    }
    if (part === 'figures') {
      relay.figures.set(id, json as LotFigures);
      return {};
    }
    if (method === 'PUT' && kind === 'lots') {
      for (const item of (json as { items: LotItem[] }).items) relay.delivered.set(item.id, item);
      return {};
    }
    if (part === 'reworks') return relay.reworks;
    if (kind === 'lots') return { annotations: relay.work };
    relay.uploads.set(id, json as ReleaseFiles);
    return {};
  };
  return {
    ask: async <Schema extends z.ZodType>(
      schema: Schema,
      { method = 'GET', path: at, json }: { readonly method?: string; readonly path: string; readonly json?: unknown },
    ): Promise<z.output<Schema>> => {
      relay.before(method, at);
      return await schema.parseAsync(JSON.parse(JSON.stringify(answer(method, at, json))));
    },
  };
};

export interface OwnLotOptions {
  readonly delivery?: Delivery;
  /** Of the data; everybody is cleared for it. */
  readonly level?: Level;
  /** TSV. */
  readonly source?: string;
}

/** A connector's labeling on the gateway's real log: an owner with its people, a firm with two labelers, a table to be registered. */
export const startOwnLot = async ({ delivery = 'open', level = 'g1', source = SOURCE }: OwnLotOptions = {}) => {
  const folder = makeFolder('lot');
  fs.mkdirSync(path.join(folder, 'source'));
  fs.writeFileSync(path.join(folder, 'source/clauses.tsv'), source);
  let people: { owner: Actor; keeper: Actor; officer: Actor; firm: Actor; labelers: [Actor, Actor] } | undefined;
  const profiles = { type: 'dataset-registered', documents: profileOf } as const;
  const log = await startOwnLog(
    (script) => {
      const [owner, firm] = [script.join('owner'), script.join('firm')];
      const labeler = (): Actor => script.certify(firm, ['labeler'], script.newActor(firm.org), level);
      const labelers: [Actor, Actor] = [labeler(), labeler()];
      people = {
        owner,
        firm,
        keeper: script.certify(owner, ['data-owner']),
        officer: script.certify(owner, ['grading-officer']),
        labelers,
      };
      return script.certify(owner, ['connector', 'witness']);
    },
    'own lot',
    [profiles],
  );
  if (people === undefined) throw new Error('nobody');
  const { owner, keeper, officer, firm, labelers } = people;
  const { script, database, clock, connector } = log;
  const relay: Relay = {
    projects: new Map(),
    delivered: new Map(),
    sealed: new Map(),
    wraps: new Map(),
    sampled: new Map(),
    work: [],
    reworks: { verdicts: [], reworks: [] },
    figures: new Map(),
    contests: [],
    boxes: new Map(),
    uploads: new Map(),
    before: () => undefined,
  };
  const dataset = script.newId();
  const client = createClient(relay, () => dataset, connector.org);
  const troubles: string[] = [];
  const report = (error: unknown): void => void troubles.push((error as { readonly code?: string }).code ?? String(error));

  const hooks: Hooks = { row: () => undefined };
  const compose = () => {
    const { ledger, chain } = log.own;
    const { random, newId } = script;
    const readTask = createProjectReader(client);
    const { space } = script;
    const sealing = createSealingStore(database.manager);
    const count = createLotCounter({ space, ledger, lots: createLotStore(database.manager), sealing, client, readTask });
    const { org, key } = connector;
    const parts = { database, ledger, client, space, org, key, clock, random, report };
    const workOnSealed = createSealedLots({ ...parts, chain, newId, lookEvery: 0 });
    const close = createLotCloser({ ledger, chain, count, clock, report });
    const findGold = createGoldFinder({ readGold: createGoldFolder(path.join(folder, 'gold')), readTask, random });
    return {
      count,
      close,
      lotKeys: createLotKeys(parts),
      lotSamples: createLotSamples({ ...parts, chain, newId, findDrawn: createDrawnItems(ledger, count) }),
      publishing: createPublishing({
        sources: hook(createFolderSources(path.join(folder, 'source')), hooks),
        chain,
        database,
        random,
        clock,
      }),
      openLot: createLotOpener({
        database,
        ledger,
        chain,
        readTask,
        findGold,
        org,
        clock,
        random,
        newId,
      }),
      openLots: createOpenLots({ database, ledger, chain, client, readTask, close, workOnSealed, org, clock, report }),
      drawing: createDrawing({ database, ledger, chain, clock, report }),
      scoring: createScoring({ database, ledger, chain, client, count, clock, random, report }),
      contests: createContests({ database, ledger, chain, client, count, clock, random, report }),
      releasing: createReleasing({ database, ledger, client, count, space, org, folder, report }),
    };
  };
  const own = compose();
  const signal = new AbortController().signal;

  const register = (table = 'clauses.tsv') =>
    log.during(
      own.publishing.register({ source: table, dataset, title: { zh: '条款', en: 'Clauses' }, withhold: ['secret'] }, 'c1', signal),
    );
  const grade = async (as: Level): Promise<LoggedEvent<'dataset-graded'>> => {
    const { registered } = log.own.ledger.state().datasets.get(dataset) ?? {};
    const graded = script.log('dataset-graded', officer, {
      subject: { id: dataset, commitment: registered?.signed.event.subject.commitment ?? '' },
      body: { level: as, reasons: ['public-document'], matrix: { major: 1, minor: 0 } },
      refs: [registered?.id ?? ''],
    });
    await log.sync();
    return graded;
  };
  const openProject = async (graded: LoggedEvent<'dataset-graded'>, textColumn = 'text'): Promise<string> => {
    const project = script.newId();
    const value = { title: { zh: '题', en: 'Title' }, instructions: { zh: '', en: '' }, configuration: CONFIGURATION, textColumn };
    const { opening, commitment } = script.seal('project', project, value);
    relay.projects.set(project, opening);
    script.log('project-opened', keeper, { subject: { id: project, commitment }, body: { dataset, delivery }, refs: [graded.id] });
    await log.sync();
    return project;
  };
  const signRoster = async (
    project: string,
    number = 1,
    staff: readonly Actor[] = labelers,
    reviewers: readonly Actor[] = [],
  ): Promise<void> => {
    const members = [...staff.map(memberOf('labeler')), ...reviewers.map(memberOf('reviewer'))];
    const opened = log.own.ledger.state().projects.get(project)?.opened.id ?? '';
    script.log('roster-signed', keeper, { subject: { id: project }, body: { number, members }, refs: [opened] });
    await log.sync();
  };
  const open = (
    project: string,
    lot: string,
    more: {
      readonly rows?: number[];
      readonly deadline?: number;
      readonly command?: string;
      readonly overlap?: number;
      readonly late?: number;
      readonly inspection?: CommandArguments<'open-lot'>['inspection'];
      readonly pay?: CommandArguments<'open-lot'>['pay'];
      readonly gold?: CommandArguments<'open-lot'>['gold'];
    } = {},
  ) => {
    const { command = `open ${lot}`, rows, deadline = clock() + 3_600_000, overlap, late, inspection, pay, gold } = more;
    const asked = {
      ...(inspection && { inspection }),
      ...(pay && { pay }),
      ...(gold && { gold }),
      ...(rows !== undefined && { rows }),
      ...(overlap !== undefined && { overlap }),
      ...(late !== undefined && { late }),
    };
    return log.during(own.openLot({ project, lot, price: 32, deadline, ...asked }, command, signal));
  };
  /** Registered, graded, with a project, a roster and an open lot of three items. */
  const begin = async (
    deadline?: number,
    overlap?: number,
    inspection?: CommandArguments<'open-lot'>['inspection'],
  ): Promise<{ readonly project: string; readonly lot: string }> => {
    await register();
    const project = await openProject(await grade(level));
    await signRoster(project);
    const lot = script.newId();
    const terms = {
      ...(deadline !== undefined && { deadline }),
      ...(overlap !== undefined && { overlap }),
      ...(inspection && { inspection }),
    };
    await open(project, lot, terms);
    await log.sync();
    return { project, lot };
  };
  const openedOf = (lot: string) =>
    log.own.ledger.state().lots.get(lot)?.opened ?? log.own.ledger.state().lots.values().next().value?.opened;

  /** A labeler signs, and the gateway has it. */
  const label = async (lot: string, by: Actor, at: number, result: Json = RESULT): Promise<LoggedEvent<'annotation-signed'>> => {
    const opened = openedOf(lot);
    const item = opened?.signed.event.body.items[at];
    if (opened === undefined || item === undefined) throw new Error('no such item');
    const { opening, commitment } = script.seal('annotation', item.id, result);
    const logged = script.log('annotation-signed', by, {
      subject: item,
      body: { lot, revision: 0, method: 'manual', result: commitment },
      refs: [opened.id],
    });
    await log.sync();
    relay.work.push({ signed: logged.signed, salt: logged.salt ?? '', index: log.indexOf(logged.id), opening });
    return logged;
  };
  const reportItem = async (lot: string, by: Actor, at: number): Promise<void> => {
    const opened = openedOf(lot);
    const item = opened?.signed.event.body.items[at];
    if (opened === undefined || item === undefined) throw new Error('no such item');
    const logged = script.log('item-reported', by, { subject: item, body: { lot, reason: 'empty' }, refs: [opened.id] });
    await log.sync();
    relay.work.push({ signed: logged.signed, salt: logged.salt ?? '', index: log.indexOf(logged.id) });
  };

  return {
    log,
    folder,
    owner,
    firm,
    keeper,
    officer,
    labelers,
    relay,
    hooks,
    dataset,
    troubles,
    own,
    signal,
    register,
    grade,
    openProject,
    signRoster,
    open,
    begin,
    label,
    reportItem,
    /** A round of the connector over its lots, and what follows from it in the log. */
    round: async (ready: readonly string[] = []): Promise<void> => {
      await log.during(own.openLots.work(new Set(ready), signal));
      await log.own.chain.work();
      await log.sync();
      await log.own.chain.work();
    },
    reopen: async (): Promise<void> => {
      await log.reopen();
      Object.assign(own, compose());
    },
    close: async (): Promise<void> => {
      await log.close();
      removeFolder(folder);
    },
  };
};
export type OwnLot = Awaited<ReturnType<typeof startOwnLot>>;

const profileOf = ({ subject }: SignedEvent<'dataset-registered'>['event']) => [
  { kind: 'profile' as const, id: subject.id, commitment: subject.commitment ?? '' },
];
