import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { isPrivateType, type EventType } from '../../event/event.ts';
import { createReplay } from '../../space/replay.ts';
import type { Context } from '../context.ts';
import { verifyPath } from '../path.ts';
import type { Check } from './check.ts';

/** The policy's roots; without a policy the bundle's own, so that it can at least be consistent with itself. */
const rootsOf = ({ policy, events }: Context): ReadonlyMap<string, string> =>
  policy === undefined
    ? new Map(
        events().flatMap(({ signed: { event } }) => (event.type === 'organisation-joined' ? [[event.subject.id, event.body.rootKey]] : [])),
      )
    : new Map(policy.roots.map(({ org, key }) => [org, toHex(key)]));

/** Replays the bundled events at their places in the log; the first refusal of each type. */
const judgeAll = (context: Context): ReadonlyMap<EventType, DomainError> => {
  const { bundle, delivery } = context;
  const roots = rootsOf(context);
  const replay = createReplay(bundle.space, { roots: (org) => roots.get(org), delivery });
  const refusals = new Map<EventType, DomainError>();
  for (const { signed, index, entry } of context.events().toSorted((a, b) => a.index - b.index)) {
    const { type } = signed.event;
    replay.skipTo(index);
    try {
      replay.judge(signed);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!refusals.has(type)) refusals.set(type, error);
      continue;
    }
    if (!isPrivateType(type)) replay.take(entry);
  }
  return refusals;
};

const judgements = new WeakMap<Context, ReadonlyMap<EventType, DomainError>>();

/** The same replay serves every check of one verification. */
const judgementOf = (context: Context): ReadonlyMap<EventType, DomainError> => {
  const known = judgements.get(context) ?? judgeAll(context);
  judgements.set(context, known);
  return known;
};

const judged =
  (...types: readonly EventType[]): Check['run'] =>
  (context) => {
    const refusals = judgementOf(context);
    for (const type of types) {
      const refusal = refusals.get(type);
      if (refusal !== undefined) throw refusal;
    }
  };

/** The private events are not read by the replay as entries: the annotation is judged with the state at its place, like all others. */
export const AUTHORITY_CHECKS: readonly Check[] = [
  {
    name: 'path-complete',
    how: { zh: '从源行到交付所依据的记录齐全，没有多余', en: 'all that the label rests on is there, and nothing else' },
    run: verifyPath,
  },
  {
    name: 'roots-pinned',
    needsPolicy: true,
    how: { zh: '各单位的根密钥就是策略文件所钉的', en: 'the organisations’ root keys are those that the policy pins' },
    run: judged('organisation-joined'),
  },
  {
    name: 'delegations-valid',
    how: { zh: '授权名单由根密钥签发，编号不倒退', en: 'delegation lists are signed by the root, numbers only rise' },
    run: judged('delegations-listed'),
  },
  {
    name: 'certificates-valid',
    how: {
      zh: '每个署名者的证书由其单位签发，并证明持有密钥',
      en: 'each signer’s certificate is issued by its organisation and proves possession',
    },
    run: judged('certificate-issued'),
  },
  {
    name: 'dataset-authorised',
    how: { zh: '数据集由所有方连接器登记', en: 'the dataset was registered by its owner’s connector' },
    run: judged('dataset-registered'),
  },
  {
    name: 'level-signed',
    how: { zh: '级别由所有方的分级官签名', en: 'the level was signed by the owner’s grading officer' },
    run: judged('dataset-graded'),
  },
  {
    name: 'project-authorised',
    how: {
      zh: '标注项目由数据所有方签名，级别允许这种交付方式',
      en: 'the project was signed by the data owner, and the level allows this delivery',
    },
    run: judged('project-opened'),
  },
  {
    name: 'roster-authorised',
    how: { zh: '名册由所有方签名，人人持证且职责单一', en: 'the roster was signed by the owner; everybody is certified, with one duty' },
    run: judged('roster-signed'),
  },
  {
    name: 'lot-authorised',
    how: { zh: '批次的固定清单由所有方连接器签名', en: 'the lot’s fixed list was signed by the owner’s connector' },
    run: judged('lot-opened'),
  },
  {
    name: 'annotation-authorised',
    how: {
      zh: '标注由名册上的持证标注员本人签名，条目在批次内，批次未关闭',
      en: 'the label was signed by a certified labeller of the roster, on an item of the lot, before it closed',
    },
    run: judged('annotation-signed'),
  },
  {
    name: 'closing-authorised',
    how: { zh: '批次由所有方连接器关闭，每条都有交代', en: 'the lot was closed by the owner’s connector; every item is accounted for' },
    run: judged('lot-closed'),
  },
  {
    name: 'release-authorised',
    how: { zh: '交付由数据所有方签名', en: 'the release was signed by the data owner' },
    run: judged('release-signed'),
  },
];
