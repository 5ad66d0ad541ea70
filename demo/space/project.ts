/** The city hall's dataset and what is asked of the labellers. */
export const DATASET = {
  source: 'action-plan-clauses.tsv',
  title: { zh: '数据标注产业行动计划条款 2025-2027', en: 'Clauses of the data-labelling action plan 2025-2027' },
  summary: {
    zh: '公开政府文件，一行一条款；部门分工栏作为牵头部门标注的金标准，不出本方连接器。',
    en: 'A public government document, one clause a row; the departments column, gold for the lead-department spans, stays at the owner’s connector.',
  },
  withhold: ['departments'],
  textColumn: 'text',
} as const;

export const PROJECT = {
  title: { zh: '行动计划要素抽取', en: 'Elements of the action plan' },
  instructions: {
    zh: '标出条款中的牵头部门、时间、数值，并选择条款的性质。',
    en: 'Mark lead departments, times and figures in the clause, and choose its nature.',
  },
  configuration: `<View>
  <Header value="条款 / Clause"/>
  <Labels name="elements" toName="clause">
    <Label value="牵头部门"/>
    <Label value="时间"/>
    <Label value="数值"/>
  </Labels>
  <Text name="clause" value="$text"/>
  <Choices name="nature" toName="clause" choice="single" required="true">
    <Choice value="目标"/>
    <Choice value="布局"/>
    <Choice value="任务"/>
    <Choice value="保障"/>
  </Choices>
</View>`,
  /** Fen an item. */
  price: 32,
  /** By the firm: a sample that shows with 95 % confidence that no more than one label in ten is wrong. */
  inspection: { plan: { kind: 'zero-defect', share: 100 }, hours: 48 },
} as const;
