import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import type { Consensus } from '../agreement/consensus.ts';
import type { Configuration } from '../configuration-model.ts';
import { CONTEXT } from './croissant-context.ts';
import { RECORD_SETS, toConsensus, toQuestions } from './croissant-records.ts';

/** What is said of a release's JSONL file. */
export interface DescribedRelease {
  /** Of the release, and of the organisation whose it is. */
  readonly release: string;
  readonly org: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly level: string;
  readonly configuration: Configuration;
  /** Claimed time of the lot's closing, ms: everything that the file holds was signed before. */
  readonly closedAt: number;
  readonly data: { readonly sha256: string; readonly bytes: number };
  /** What several labels of an item say together. */
  readonly consensus?: readonly Consensus[];
}

const nameOf = ({ zh, en }: DescribedRelease['title']): Json => ({ zh, en });

const usageOf = ({ level }: DescribedRelease): Json => ({
  '@type': 'sc:CreativeWork',
  name: `Level ${level}`,
  description: `The owner graded the data ${level}; no licence is recorded in the data space. 数据所有方定级为 ${level}；空间中没有登记许可。`,
});

/**
 * Describes a release's file by Croissant 1.1 (MLCommons, 2026): what a line holds, what was asked, and the file's hash. The same release gives
 * the same bytes. No licence is named, since a space knows none.
 * @returns canonical JSON and one LF
 */
export const toCroissant = (described: DescribedRelease): string => {
  const { release, org, closedAt, data, configuration } = described;
  const document = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    '@id': `urn:uuid:${release}`,
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: nameOf(described.title),
    description: {
      zh: '由持证标注员签名的标注，每行一条；区间以 Unicode 码点计，不含终点。',
      en: 'Labels signed by certified labellers, one a line; spans count Unicode code points, end exclusive.',
    },
    url: `urn:uuid:${release}`,
    version: '1.0.0',
    creator: { '@type': 'sc:Organization', '@id': `urn:uuid:${org}`, name: `urn:uuid:${org}` },
    dateCreated: new Date(closedAt).toISOString(),
    usageInfo: usageOf(described),
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'data.jsonl',
        name: 'data.jsonl',
        contentUrl: 'data.jsonl',
        contentSize: `${data.bytes} B`,
        encodingFormat: 'application/jsonlines',
        sha256: data.sha256,
      },
    ],
    recordSet: [...toQuestions(configuration), ...toConsensus(configuration, described.consensus ?? []), ...RECORD_SETS],
  };
  return `${toCanonicalJson(document)}\n`;
};
