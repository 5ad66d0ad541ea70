import type { z } from 'zod';
import type { CommandArguments } from '../../../../api/commands.ts';
import type { catalogueEntry, projectDocument } from '../../../../api/documents.ts';
import { toCanonicalJson, toSignableBytes, type Json } from '../../../../common/canonical-json.ts';
import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { Delivery } from '../../../../provenance/event/bodies/labeling.ts';
import { requireAccepted } from '../../../../provenance/space/rules-verdict.ts';
import type { Certificate, Duty, SpaceState } from '../../../../provenance/space/state.ts';
import { currentRelease } from '../../../../provenance/space/superseding.ts';
import type { Answer, Issued } from '../commands.ts';
import { commitTo } from '../commit.ts';
import { fail } from '../errors.ts';
import { act, fromLog, newId, type Acted, type ActContext } from './context.ts';
import type { ReadingActs } from './datasets.ts';
import { createLotAnswers, type LotAnswers } from './lot-answers.ts';
import { createWithholdingActs, type WithholdingActs } from './withholding.ts';

type CatalogueEntry = z.infer<typeof catalogueEntry>;
type ProjectDocument = z.infer<typeof projectDocument>;

export interface PublishRequest extends Pick<CatalogueEntry, 'title' | 'summary'> {
  readonly dataset: string;
}

export interface ProjectRequest extends ProjectDocument {
  readonly dataset: string;
  /** In plain text by way of the gateway (without this), or sealed for the roster's people. */
  readonly delivery?: Delivery;
}

/** A long command that is under way: which dataset it makes, and where its answer will be. */
export interface AskedDataset extends Issued {
  readonly dataset: string;
}

/** What a connector assembled and the owner is about to sign. */
export type PreparedRelease = Extract<Answer<'prepare-release'>, { ok: true }>['value'];

/** Acts of a data owner. What the own connector refuses is an answer (`valueOf` makes an error of it); what the gateway refuses is an error. */
export interface OwnerActs extends LotAnswers, WithholdingActs {
  sources(): Promise<Answer<'list-sources'>>;
  profile(request: CommandArguments<'profile-source'>): Promise<Answer<'profile-source'>>;
  /** The connector registers a source as a new dataset. @param asked told once the connector has been asked */
  register(
    request: Omit<CommandArguments<'register-dataset'>, 'dataset'>,
    asked?: (asked: AskedDataset) => void,
  ): Promise<{ readonly dataset: string; readonly answer: Answer<'register-dataset'> }>;
  /** The connector makes a de-identified derivative of a registered dataset and registers it. @param asked told once it has been asked */
  protect(
    request: Omit<CommandArguments<'protect-dataset'>, 'derived'>,
    asked?: (asked: AskedDataset) => void,
  ): Promise<{ readonly dataset: string; readonly answer: Answer<'protect-dataset'> }>;
  /** Goes on waiting for what was asked for before a reload. */
  registered(asked: AskedDataset): Promise<Answer<'register-dataset'>>;
  protected(asked: AskedDataset): Promise<Answer<'protect-dataset'>>;
  /** The catalogue entry that `publish` would commit to: its canonical text and SHA-256, hex. */
  draftCatalogueEntry(request: PublishRequest): Promise<{ readonly text: string; readonly hash: string }>;
  publish(request: PublishRequest): Promise<Acted>;
  /** @throws DomainError `level-forbids-delivery` with the rule, from the gateway */
  openProject(request: ProjectRequest): Promise<Acted & { readonly project: string }>;
  /**
   * Signs a whole new roster of certified people.
   * @param after number of the roster that it was made from, 0 for none; without it, the newest of the own copy of the log
   * @throws DomainError `roster-member-unfit`; `roster-stale` where a newer one is signed, from here or from the gateway
   */
  signRoster(project: string, members: readonly { readonly certificate: string; readonly duty: Duty }[], after?: number): Promise<Acted>;
  /** The connector opens a lot of the project's dataset. */
  openLot(request: Omit<CommandArguments<'open-lot'>, 'lot'>): Promise<{ readonly lot: string; readonly answer: Answer<'open-lot'> }>;
  /** The connector verifies each label and assembles the release. */
  prepareRelease(lot: string): Promise<Answer<'prepare-release'>>;
  /**
   * Signs what was prepared.
   * @throws DomainError `answer-forged` when it does not fit the lot's closing in the own copy of the log; `release-unaccepted`
   */
  signRelease(prepared: PreparedRelease): Promise<Acted>;
}

/** What was asked for. @throws DomainError the connector's refusal */
export const valueOf = <T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly details: object },
): T => {
  if (answer.ok) return answer.value;
  throw new DomainError(answer.code, { ...answer.details, by: 'connector' });
};

/** The certificate of this id, whoever the directory says it belongs to. */
const certificateOf = (state: SpaceState, id: string): Certificate =>
  [...state.certificates.values()].find((certificate) => certificate.id === id) ??
  fail('roster-member-unfit', { certificate: id, reason: 'uncertified' });

const createEntryDraft =
  (context: ActContext, reading: ReadingActs) =>
  async ({ dataset, title, summary }: PublishRequest) => {
    const known = await fromLog(context, (state) => {
      const { registered, grading } = state.datasets.get(dataset) ?? {};
      return registered === undefined || grading === undefined ? undefined : { registered, grading };
    });
    const { shown } = await reading.dataset(dataset);
    const profile = shown.profile ?? fail('subject-unknown', { dataset, document: 'profile' });
    const columns = profile.value.columns.filter(({ withheld }) => !withheld).map(({ name }) => name);
    const entry: CatalogueEntry = { title, summary, columns, level: known.grading.signed.event.body.level };
    return { ...known, entry };
  };

const createPublishingActs = (context: ActContext, reading: ReadingActs): Pick<OwnerActs, 'draftCatalogueEntry' | 'publish'> => {
  const draftEntry = createEntryDraft(context, reading);
  return {
    draftCatalogueEntry: async (request) => {
      const entry = (await draftEntry(request)).entry as Json;
      return { text: toCanonicalJson(entry), hash: toHex(sha256(toSignableBytes(entry))) };
    },
    publish: async (request) => {
      const { entry, registered, grading } = await draftEntry(request);
      const { opening, commitment } = commitTo(context, 'catalogue-entry', request.dataset, entry);
      return await act(context, {
        type: 'dataset-published',
        subject: { kind: 'dataset', id: request.dataset, commitment },
        refs: [registered.id, grading.id],
        body: {},
        documents: [{ kind: 'catalogue-entry', opening }],
      });
    },
  };
};

const createProjectActs = (context: ActContext): Pick<OwnerActs, 'openProject' | 'signRoster'> => ({
  openProject: async ({ dataset, delivery = 'open', ...document }) => {
    const { grading } = await fromLog(context, (state) => state.datasets.get(dataset));
    const project = newId(context);
    const { opening, commitment } = commitTo(context, 'project', project, document);
    const acted = await act(context, {
      type: 'project-opened',
      subject: { kind: 'project', id: project, commitment },
      refs: grading === undefined ? [] : [grading.id],
      body: { dataset, delivery },
      documents: [{ kind: 'project', opening }],
    });
    return { project, ...acted };
  },
  signRoster: async (id, wanted, after) => {
    const { opened, roster } = await fromLog(context, (state) => state.projects.get(id));
    const newest = roster?.signed.event.body.number ?? 0;
    // Nobody has seen the newer one who made hers from an older one, and it would replace it as a whole.
    const number = (after ?? newest) + 1;
    if (number <= newest) fail('roster-stale', { number, newest });
    const { state } = context.ledger();
    const members = wanted.map(({ certificate, duty }) => ({ certificate, key: certificateOf(state, certificate).key, duty }));
    return await act(context, {
      type: 'roster-signed',
      subject: { kind: 'project', id },
      refs: [opened.id],
      body: { number, members },
    });
  },
});

const createReleaseActs = (context: ActContext): Pick<OwnerActs, 'prepareRelease' | 'signRelease'> => ({
  prepareRelease: async (lot) => {
    await fromLog(context, (state) => state.lots.get(lot)?.closed);
    return await context.commands.ask('prepare-release', { lot, release: newId(context) });
  },
  signRelease: async ({ release, lot, project, manifest, data, labels, items, closed }) => {
    const known = await fromLog(context, (state) => state.lots.get(lot));
    const listed = known.opened.signed.event.body.items.length;
    const fits = known.project === project && known.closed?.id === closed && known.closed.signed.event.body.labels === labels;
    if (!fits || listed !== items) fail('answer-forged', { reason: 'not as the lot was closed', lot, labels, items });
    const [accepted, former] = [requireAccepted(known), currentRelease(context.ledger().state, lot)];
    return await act(context, {
      type: 'release-signed',
      subject: { kind: 'release', id: release },
      refs: [closed, ...[accepted, former].flatMap((one) => (one === undefined ? [] : [one.id]))],
      body: { project, lot, manifest, data, labels, items, ...(former && { supersedes: former.signed.event.subject.id }) },
    });
  },
});

export const createOwnerActs = (context: ActContext, reading: ReadingActs): OwnerActs => {
  const { commands } = context;
  return {
    sources: () => commands.ask('list-sources', {}),
    profile: (request) => commands.ask('profile-source', request),
    register: async (request, asked) => {
      const dataset = newId(context);
      const tell = (issued: Issued) => asked?.({ ...issued, dataset });
      return { dataset, answer: await commands.ask('register-dataset', { ...request, dataset }, tell) };
    },
    protect: async (request, asked) => {
      const dataset = newId(context);
      const tell = (issued: Issued) => asked?.({ ...issued, dataset });
      return { dataset, answer: await commands.ask('protect-dataset', { ...request, derived: dataset }, tell) };
    },
    registered: (asked) => commands.answerTo('register-dataset', asked),
    protected: (asked) => commands.answerTo('protect-dataset', asked),
    ...createPublishingActs(context, reading),
    ...createProjectActs(context),
    openLot: async (request) => {
      const lot = newId(context);
      return { lot, answer: await commands.ask('open-lot', { ...request, lot }) };
    },
    ...createReleaseActs(context),
    ...createLotAnswers(context),
    ...createWithholdingActs(context),
  };
};
