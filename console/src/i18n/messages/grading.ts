import { bilingual } from '../bilingual.ts';

export const grading = bilingual(
  {
    intro: '未签级别的数据一律按重要管控。您签下的级别决定别人能怎么用。',
    what: '待签级别的数据集',
    waiting: '待签',
    none: '没有待签级别的数据集。',
    done: '已签',
    level: '级别',
    reasons: '理由（至少一条）',
    consequence: '签名之后',
    sign: '签署级别',
    signAs: '签为{level}',
    needReason: '请选择级别和至少一条理由。',
    ownerOnly: '级别由分级官签署。您可以查看，不能签名。',
    list: '数据集',
  },
  {
    intro: 'Data without a signed level is treated as important. The level that you sign decides how others may use it.',
    what: 'the datasets without a level',
    waiting: 'To sign',
    none: 'No dataset waits for a level.',
    done: 'Signed',
    level: 'Level',
    reasons: 'Reasons (at least one)',
    consequence: 'Once it is signed',
    sign: 'Sign the level',
    signAs: 'Sign {level}',
    needReason: 'Choose a level and at least one reason.',
    ownerOnly: 'The grading officer signs the level. You can look, not sign.',
    list: 'Datasets',
  },
);
