/** The hotline bureau's table, what protection makes of it, and what is asked of the labellers. */
export const WORK_ORDERS = {
  title: { zh: '政务热线工单 2026（合成）', en: 'Hotline work orders 2026 (synthetic)' },
  derivative: { zh: '政务热线工单 2026，去标识（合成）', en: 'Hotline work orders 2026, de-identified (synthetic)' },
  textColumn: 'text',
} as const;

export const HOTLINE_PROJECT = {
  title: { zh: '热线诉求要素抽取', en: 'Elements of hotline calls' },
  instructions: {
    zh: '标出工单中的地点、时长和诉求，并选择来电的性质。方括号里的是去标识留下的记号，作地点时一并标出。',
    en: 'Mark places, spans of time and requests in the work order, and choose what the call is. Words in brackets were put there by protection; mark them too where they are a place.',
  },
  configuration: `<View>
  <Header value="工单 / Work order"/>
  <Labels name="call-elements" toName="order">
    <Label value="地点"/>
    <Label value="时长"/>
    <Label value="诉求"/>
  </Labels>
  <Text name="order" value="$text"/>
  <Choices name="call-kind" toName="order" choice="single" required="true">
    <Choice value="投诉"/>
    <Choice value="咨询"/>
    <Choice value="催办"/>
    <Choice value="不明"/>
  </Choices>
</View>`,
  /** Fen an item. */
  price: 45,
  /** By the firm, by the national standard. */
  inspection: { plan: { kind: 'normal', level: 'I', limit: '4.0' }, hours: 48 },
  /** Work orders of the first lot. */
  items: 200,
} as const;
