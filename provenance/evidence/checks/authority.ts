import { toHex } from '../../../common/encodings.ts';
import { refuse } from '../../space/refusal.ts';
import { policyOf, requireCounted, type ProofContext } from '../context.ts';
import { isOfType } from '../../event/event.ts';
import type { Check } from './check.ts';

const verifyRoots = (context: ProofContext): void => {
  const pinned = new Map(policyOf(context).roots.map(({ org, key }) => [org, toHex(key)]));
  for (const { signed } of context.events) {
    if (!isOfType(signed, 'organisation-joined')) continue;
    const { subject, body } = signed.event;
    if (pinned.get(subject.id) !== body.rootKey)
      refuse('root-not-pinned', { org: subject.id, key: body.rootKey, pinned: pinned.get(subject.id) });
  }
};

const REPLAYED = {
  zh: '按账本次序重放证据包内的公开记录，用全空间同一个判定函数',
  en: 'the bundled public events are replayed in log order and judged by the one function that everybody uses',
} as const;

export const AUTHORITY_CHECKS: readonly Check<ProofContext>[] = [
  {
    name: 'roots-pinned',
    needs: 'anchor',
    what: { zh: '各单位的根密钥就是策略所钉的', en: 'the organisations’ root keys are the pinned ones' },
    how: { zh: '与策略文件逐字比较', en: 'compared with the policy file' },
    run: verifyRoots,
  },
  {
    name: 'organisations-joined',
    what: { zh: '各单位由自己的根密钥加入', en: 'each organisation joined by its own root' },
    how: REPLAYED,
    run: (context) => requireCounted(context, 'organisation-joined'),
  },
  {
    name: 'delegation-valid',
    what: { zh: '授权名单由根密钥签名，编号不倒退', en: 'delegation lists are the root’s, and their numbers only rise' },
    how: REPLAYED,
    run: (context) => requireCounted(context, 'delegations-listed'),
  },
  {
    name: 'certificates-valid',
    what: { zh: '每个署名者持有本单位签发的证书', en: 'each signer is certified by its organisation' },
    how: {
      zh: '签发者是根或名单上的受托人；被证密钥自己签名证明持有',
      en: 'the issuer is the root or a listed delegate; the certified key proves by its own signature that it is held',
    },
    run: (context) => requireCounted(context, 'certificate-issued'),
  },
  {
    name: 'level-signed',
    what: { zh: '数据集由所有方登记、定级、发布', en: 'the dataset was registered, graded and published by its owner' },
    how: {
      zh: '登记出自连接器，级别由分级官对同一份概况签名，发布由数据所有方签名',
      en: 'registered by the connector; the level signed by the grading officer over the same profile; published by a data owner',
    },
    run: (context) => requireCounted(context, 'dataset-registered', 'dataset-graded', 'dataset-published'),
  },
  {
    name: 'project-authorised',
    what: { zh: '标注项目由数据所有方签名，级别允许这种交付', en: 'the project is the data owner’s, and the level allows this delivery' },
    how: REPLAYED,
    run: (context) => requireCounted(context, 'project-opened'),
  },
  {
    name: 'roster-authorised',
    what: { zh: '名册由数据所有方签名，人人持证、职责单一', en: 'the roster is the data owner’s; everybody is certified and has one duty' },
    how: REPLAYED,
    run: (context) => requireCounted(context, 'roster-signed'),
  },
];
