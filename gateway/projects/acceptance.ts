import { parseConfiguration } from '../../labeling/configuration.ts';
import type { DatasetService, Profile } from '../datasets/service.ts';
import { openingIn, type Acceptance, type AnyAcceptance } from '../events/acceptance.ts';
import { fail } from './errors.ts';
import type { ProjectDocument } from './service.ts';

/** The configuration reads the column that is delivered, and the dataset shows it. */
const verifyTextColumn = ({ textColumn, configuration }: ProjectDocument, { columns }: Profile): void => {
  const column = columns.find(({ name }) => name === textColumn);
  if (column === undefined || column.withheld) fail('text-column-unfit', { textColumn, reason: 'the dataset does not show it' });
  const { field } = parseConfiguration(configuration).text;
  if (field !== textColumn) fail('text-column-unfit', { textColumn, field, reason: 'the configuration reads another one' });
};

const opened = (datasets: DatasetService): Acceptance<'project-opened'> => ({
  type: 'project-opened',
  documents: ({ subject }) => [{ kind: 'project', id: subject.id, commitment: subject.commitment ?? '' }],
  prepare: async ({ documents, signed: { event }, state }) =>
    verifyTextColumn(openingIn(documents, 'project').value, await datasets.profileOf(event.body.dataset, state)),
});

export const projectAcceptances = (datasets: DatasetService): readonly AnyAcceptance[] => [opened(datasets)];
