import type { AskedCommand } from '../../data/common.ts';
import type { RegisterRequest, SourceEncoding } from '../../data/datasets.ts';

/** What the owner fills in until the dataset is published. */
export interface PublishDraft {
  source: string;
  title: { zh: string; en: string };
  summary: { zh: string; en: string };
  /** Names of the fields that stay at the connector. */
  withhold: string[];
  /** Names of all fields of the profiled source. */
  columns: string[];
  /** Of a file without a byte order mark; empty leaves it to the file's mark, or UTF-8. */
  encoding: SourceEncoding | '';
  /** Rows that do not fit: refused, or left out. */
  ragged: 'refuse' | 'leave-out';
  /** The registration that the connector is at. */
  asked?: AskedCommand | undefined;
  /** Id, once it is registered. */
  dataset: string;
}

export const emptyDraft = (): PublishDraft => ({
  source: '',
  title: { zh: '', en: '' },
  summary: { zh: '', en: '' },
  withhold: [],
  columns: [],
  encoding: '',
  ragged: 'refuse',
  dataset: '',
});

export const isNamed = ({ title }: PublishDraft): boolean => title.zh.trim() !== '' && title.en.trim() !== '';

/** What the connector is asked for. */
export const toRegistration = ({ source, title, withhold, encoding, ragged }: PublishDraft): RegisterRequest => ({
  source,
  title: { ...title },
  withhold: [...withhold],
  ...(encoding === '' ? {} : { encoding }),
  ...(ragged === 'leave-out' ? { ragged } : {}),
});
