import * as fs from 'node:fs';
import * as path from 'node:path';
import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { DATASET } from '../space/project.ts';
import { LABELERS } from '../walk/labelers.ts';
import type { Walk } from '../walk/walk.ts';
import { IDENTIFIERS, readDerivative, sourceIdentifiers } from '../walk/work-orders/rows.ts';
import { requireThat, type Claim } from './claim.ts';
import { outFile } from './files.ts';
import { findInFolders, tellingPart } from './needles.ts';

/** Each span that two people marked in a lot, as its answer is written; without a place it could be anybody's. */
const markedSpans = async (walk: Walk, lot: string): Promise<Set<string>> => {
  const own = await Promise.all(LABELERS.map(async (login) => (await walk.as(login)).person.labeler.mine(lot)));
  const answers = own.flat().flatMap(({ opening }) => opening?.value ?? []);
  return new Set(answers.filter(({ type }) => type === 'labels').map(({ value }) => toCanonicalJson(value as Json)));
};

const tellingParts = (texts: readonly string[]): Set<string> => new Set(texts.flatMap((text) => tellingPart(text) ?? []));

/** The open project's texts as their owner laid them down. */
const readOpenTexts = ({ supervisor }: Walk): string[] => {
  const file = path.join(supervisor.layout.memberProcess('city-hall'), 'source', DATASET.source);
  const [heading = [], ...rows] = fs
    .readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((cells) => cells[heading.indexOf(DATASET.textColumn)] ?? '');
};

/** Shorter ones could stand anywhere by chance. */
const longEnough = (rows: readonly string[][]): Set<string> => new Set(rows.flat().filter((text) => Buffer.byteLength(text) > 8));

/** A page of the database may end within a text that the gateway does hold. */
const MOSTLY = 0.8;

/** What is found nowhere, by a search that finds it elsewhere. */
export const SECRECY_CLAIMS: readonly Claim[] = [
  {
    name: 'gateway-reads-neither-item-nor-label',
    says: {
      zh: '网关的数据库、日志和文件里没有密封条目和标注；同样的查法在开放项目里都找得到',
      en: 'neither sealed items nor their labels lie in the gateway’s database, logs and files; the same search finds those of the open project',
    },
    after: ['labeling', 'sealed-inspecting'],
    hold: async (walk) => {
      const { actionPlan, workOrders } = walk.facts;
      const rows = await readDerivative(walk, walk.orders);
      const sealed = {
        items: tellingParts(rows.map((cells) => cells.get('text') ?? '')),
        labels: await markedSpans(walk, workOrders.lot),
      };
      const open = { items: tellingParts(readOpenTexts(walk)), labels: await markedSpans(walk, actionPlan.lot) };
      // Spans that were marked in the open project too are no secret of the sealed one.
      const secrets = new Set([...sealed.items, ...sealed.labels].filter((text) => !open.labels.has(text)));
      const controls = new Set([...open.items, ...open.labels]);
      const { gateway, logs } = walk.supervisor.layout;
      const found = findInFolders([gateway, logs], [...secrets, ...controls]);
      const [leaked = 0, seen = 0] = [secrets, controls].map((texts) => [...texts].filter((text) => found.has(text)).length);
      return requireThat(
        leaked === 0 && seen > MOSTLY * controls.size,
        `${leaked} of ${secrets.size} sealed texts and spans, ${seen} of ${controls.size} open ones`,
      );
    },
  },
  {
    name: 'no-caller-is-named',
    says: {
      zh: '网关里没有两千位来电人三个字以上的姓名、证件号、电话、邮箱、住址和工单号；交付里也没有这些号码和住址；同样的查法在热线中心自己的表里都找得到',
      en: 'the gateway has no name of three characters or more, no number, mail or address of the 2,000 callers, and the release none of these numbers, mails and addresses; the same search finds them all in the bureau’s own table',
    },
    after: ['sealed-releasing'],
    hold: (walk) => {
      const { gateway, logs } = walk.supervisor.layout;
      const ofGateway = longEnough(sourceIdentifiers());
      // A text may name somebody who called another time, without a sign that it is a name: see docs/protocols/deidentification.md.
      const ofRelease = longEnough(sourceIdentifiers(IDENTIFIERS.filter((column) => column !== 'caller')));
      const named = findInFolders([gateway, logs], ofGateway).size;
      const released = findInFolders([outFile(walk, 'release')], ofRelease).size;
      const source = path.join(walk.supervisor.layout.memberProcess('hotline'), 'source');
      const atHome = findInFolders([source], [...ofGateway, ...ofRelease]).size;
      return Promise.resolve(
        requireThat(
          named + released === 0 && atHome === ofGateway.size,
          `${named} of ${ofGateway.size} at the gateway, ${released} of ${ofRelease.size} in the release, ${atHome} in the bureau’s table`,
        ),
      );
    },
  },
];
