/** What the owner fills in until the dataset is published. */
export interface PublishDraft {
  source: string;
  title: { zh: string; en: string };
  summary: { zh: string; en: string };
  /** Names of the fields that stay at the connector. */
  withhold: string[];
  /** Names of all fields of the profiled source. */
  columns: string[];
  /** Id, once it is registered. */
  dataset: string;
}

export const emptyDraft = (): PublishDraft => ({
  source: '',
  title: { zh: '', en: '' },
  summary: { zh: '', en: '' },
  withhold: [],
  columns: [],
  dataset: '',
});

export const isNamed = ({ title }: PublishDraft): boolean => title.zh.trim() !== '' && title.en.trim() !== '';
