import { verifyOpening } from '../../event/commitment.ts';
import { refuse } from '../../space/refusal.ts';
import type { Context } from '../context.ts';
import { taskOf } from '../documents.ts';
import type { Check } from './check.ts';

const committed = (subject: { readonly commitment?: string | undefined }): string =>
  subject.commitment ?? refuse('commitment-differs', { rule: 'the subject has no commitment' });

const verifyProfile = ({ bundle, chosen }: Context): void => {
  const { subject } = chosen().registered.signed.event;
  verifyOpening(bundle.openings.profile, 'profile', subject.id, committed(subject));
};

const verifyProject = ({ bundle, chosen }: Context): void => {
  const { subject } = chosen().project.signed.event;
  verifyOpening(bundle.openings.project, 'project', subject.id, committed(subject));
};

const verifyItem = ({ bundle, chosen }: Context): void => {
  const { subject } = chosen().annotation.signed.event;
  verifyOpening(bundle.openings.item, 'item', subject.id, committed(subject));
};

const verifyAnnotation = ({ bundle, chosen }: Context): void => {
  const { annotation, rework: reworked } = chosen();
  const { subject, body } = annotation.signed.event;
  verifyOpening(bundle.openings.annotation, 'annotation', subject.id, body.result);
  if (bundle.rework === undefined || reworked === undefined) return;
  verifyOpening(bundle.rework.opening, 'annotation', subject.id, reworked.rework.signed.event.body.result);
};

const OPENED = {
  zh: '用披露的盐复算承诺（HMAC-SHA256），与所签的相同',
  en: 'the commitment recomputed with the disclosed salt (HMAC-SHA256) is the signed one',
} as const;

export const OPENING_CHECKS: readonly Check[] = [
  {
    name: 'profile-opens',
    what: { zh: '数据集概况就是登记的那份', en: 'the dataset’s profile is the registered one' },
    how: OPENED,
    run: verifyProfile,
  },
  {
    name: 'project-opens',
    what: { zh: '项目说明与标注配置就是所有方签名的那份', en: 'project and labelling configuration are the signed ones' },
    how: OPENED,
    run: verifyProject,
  },
  {
    name: 'item-opens',
    what: { zh: '条目文本就是批次所列的那条', en: 'the item’s text is the one on the lot’s list' },
    how: OPENED,
    run: verifyItem,
  },
  {
    name: 'annotation-opens',
    what: { zh: '标注结果就是标注员签名的那份', en: 'the result is the one that the labeller signed' },
    how: OPENED,
    run: verifyAnnotation,
  },
  {
    name: 'result-fits-configuration',
    what: { zh: '标注结果符合标注配置', en: 'the result fits the labelling configuration' },
    how: { zh: '按配置逐项核对选项与标签，位置在文本之内', en: 'choices and labels are the configuration’s, offsets lie within the text' },
    run: ({ bundle, fits }) => {
      const { project, item, annotation } = bundle.openings;
      for (const { value } of [annotation, ...(bundle.rework === undefined ? [] : [bundle.rework.opening])])
        fits(taskOf(project.value).configuration, item.value, value);
    },
  },
];
