import type { EventOf } from '../../provenance/event/event.ts';
import { required } from '../../provenance/space/refusal.ts';
import { openingIn, type Acceptance, type AnyAcceptance } from '../events/acceptance.ts';
import type { OpeningOf } from '../events/store.ts';
import { fail } from './errors.ts';
import type { DatasetService, Profile } from './service.ts';

const shown = ({ columns }: Profile): readonly string[] => columns.filter(({ withheld }) => !withheld).map(({ name }) => name);

const verifyProfile = ({ rows, columns }: Profile, signed: EventOf<'dataset-registered'>['body']): void => {
  const withheld = columns.filter((column) => column.withheld).length;
  const isUnique = new Set(columns.map(({ name }) => name)).size === columns.length;
  if (rows !== signed.rows || columns.length !== signed.columns || withheld !== signed.withheld || !isUnique)
    fail('profile-differs', { rows, columns: columns.length, withheld, isUnique });
};

const registered: Acceptance<'dataset-registered'> = {
  type: 'dataset-registered',
  documents: ({ subject }) => [{ kind: 'profile', id: subject.id, commitment: subject.commitment ?? '' }],
  prepare: ({ documents, signed }) => verifyProfile(openingIn(documents, 'profile').value, signed.event.body),
};

/** The entry that everybody reads must not show a withheld column or a level that nobody signed. */
const verifyEntry = (entry: OpeningOf<'catalogue-entry'>['value'], profile: Profile, level: string): void => {
  const columns = shown(profile);
  const isSame = entry.columns.length === columns.length && columns.every((name, i) => entry.columns[i] === name);
  if (!isSame || entry.level !== level) fail('catalogue-differs', { columns, level });
};

const published = (datasets: DatasetService): Acceptance<'dataset-published'> => ({
  type: 'dataset-published',
  documents: ({ subject }) => [{ kind: 'catalogue-entry', id: subject.id, commitment: subject.commitment ?? '' }],
  prepare: async ({ documents, signed: { event }, state }) => {
    const dataset = required(state.datasets.get(event.subject.id), 'subject-unknown', { dataset: event.subject.id });
    const grading = required(dataset.grading, 'level-forbids-delivery', { rule: 'LV-UNSIGNED', whoCanApprove: 'grading-officer' });
    const profile = await datasets.profileOf(dataset.id, state);
    verifyEntry(openingIn(documents, 'catalogue-entry').value, profile, grading.signed.event.body.level);
  },
});

export const datasetAcceptances = (datasets: DatasetService): readonly AnyAcceptance[] => [registered, published(datasets)];
