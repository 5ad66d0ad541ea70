import { expect } from 'chai';
import fc from 'fast-check';
import { DomainError } from '../../common/errors.ts';
import { CONFIGURATION_LIMIT, faultsOfConfiguration, parseConfiguration, type ConfigurationFault } from '../../labeling/configuration.ts';
import { expectCode } from '../support/expect-code.ts';
import { readVector } from '../support/vectors.ts';

const TASK = `<View>
  <Header value="部门" size="4"/>
  <Labels name="department" toName="text">
    <Label value="牵头部门" hotkey="q" background="#eee"/>
    <Label value="配合部门"/>
  </Labels>
  <Text name="text" value="$text"/>
  <View>
    <Header value="这一条属于"/>
    <!-- a remark -->
    <Choices name="kind" toName="text" choice="single" required="true" showInline="true">
      <Choice value="约束性" alias="binding"/>
      <Choice value="预期性"/>
    </Choices>
  </View>
</View>`;

const faultCodes = (xml: string): string[] => faultsOfConfiguration(xml).map(({ code }) => code);
const withControl = (control: string): string => `<View><Text name="text" value="$text"/>${control}</View>`;
const withChoices = (inner: string, attributes = ''): string =>
  withControl(`<Choices name="c" toName="text" ${attributes}>${inner}</Choices>`);

describe('labelling configuration', () => {
  it('reads a task with labels and a question', () => {
    expect(parseConfiguration(TASK)).to.deep.equal({
      text: { name: 'text', field: 'text' },
      controls: [
        {
          kind: 'labels',
          name: 'department',
          toName: 'text',
          title: '部门',
          required: false,
          overlap: false,
          options: [
            { value: '牵头部门', title: '牵头部门', key: 'KeyQ' },
            { value: '配合部门', title: '配合部门' },
          ],
        },
        {
          kind: 'choices',
          name: 'kind',
          toName: 'text',
          title: '这一条属于',
          required: true,
          multiple: false,
          options: [
            { value: 'binding', title: '约束性' },
            { value: '预期性', title: '预期性' },
          ],
        },
      ],
    });
  });

  it('names every hotkey fault of the published case at once, with both owners', () => {
    const faults = faultsOfConfiguration(readVector('cases/07-hotkeys.xml').toString('utf8'));
    const brief = ({ code, hotkey, option, owner, element }: ConfigurationFault): unknown => ({ code, hotkey, option, owner, element });
    const key = (code: string, hotkey: string, option: string, owner: string): unknown => ({
      code,
      hotkey,
      option,
      owner,
      element: undefined,
    });
    expect(faults.map(brief)).to.deep.equal([
      key('hotkey-taken', '1', '排水', '道路'),
      key('hotkey-reserved', 'Enter', '绿化', 'accept'),
      key('hotkey-reserved', 'ctrl+z', '噪音', 'system'),
      key('hotkey-reserved', 'ctrl+enter', '占道', 'system'),
      key('hotkey-reserved', '?', '违建', 'help'),
      { code: 'element-unknown', hotkey: undefined, option: undefined, owner: undefined, element: 'TextArea' },
    ]);
  });

  it('tells where a fault stands', () => {
    const xml =
      '<View>\n  <Text name="text" value="$text"/>\n  <Choices name="𠮷" toName="text"><Choice value="a"/><Image/></Choices>\n</View>';
    expect(faultsOfConfiguration(xml)).to.deep.equal([
      { code: 'element-unknown', line: 3, column: 54, element: 'Image', parent: 'Choices' },
    ]);
  });

  it('refuses with all faults', async () => {
    await expectCode(() => parseConfiguration('<View/>'), 'configuration-refused');
    try {
      parseConfiguration('<View/>');
      expect.fail('no error');
    } catch (error) {
      const { faults } = (error as DomainError).details as { faults: ConfigurationFault[] };
      expect(faults.map(({ code }) => code)).to.have.members(['text-missing', 'control-missing']);
    }
  });

  const choice = '<Choice value="a"/>';
  const refused: Record<string, [string, string]> = {
    'text that is not XML': ['<View>', 'not-xml'],
    'an entity of its own': [`<!DOCTYPE View [<!ENTITY x "y">]>${withChoices('<Choice value="&x;"/>')}`, 'not-xml'],
    'a document type': [`<!DOCTYPE View>${withChoices(choice)}`, 'content-unexpected'],
    'nesting without end': ['<View>'.repeat(3000) + '</View>'.repeat(3000), 'too-long'],
    'nesting beyond the limit': ['<View>'.repeat(2000) + '</View>'.repeat(2000), 'element-misplaced'],
    'more text than is read': [`${withChoices(choice)}${' '.repeat(CONFIGURATION_LIMIT)}`, 'too-long'],
    'another root': ['<Root/>', 'element-unknown'],
    'words between elements': [withChoices(`${choice}words`), 'content-unexpected'],
    'CDATA between elements': [withChoices(`${choice}<![CDATA[x]]>`), 'content-unexpected'],
    'a processing instruction': [withChoices(`${choice}<?run this?>`), 'content-unexpected'],
    'an unknown element': [withControl(`<Style>.x{}</Style>`), 'element-unknown'],
    'a label outside its control': [withControl('<Label value="a"/>'), 'element-misplaced'],
    'a choice inside labels': [withControl('<Labels name="l" toName="text"><Choice value="a"/></Labels>'), 'element-misplaced'],
    'an unknown attribute': [withChoices(choice, 'visibleWhen="choice-selected"'), 'attribute-unknown'],
    'an attribute of the object prototype': [withChoices(choice, 'constructor="x"'), 'attribute-unknown'],
    'a missing name': [withControl(`<Choices toName="text">${choice}</Choices>`), 'attribute-missing'],
    'a malformed value': [withChoices(choice, 'choice="some"'), 'attribute-malformed'],
    'a text at an address': ['<View><Text name="t" value="$url" valueType="url"/></View>', 'attribute-malformed'],
    'an invisible character in a label': [withChoices('<Choice value="a&#x200B;"/>'), 'attribute-malformed'],
    'a label of white space': [withChoices('<Choice value="  "/>'), 'attribute-malformed'],
    'a name given twice': [withControl(`<Choices name="text" toName="text">${choice}</Choices>`), 'name-repeated'],
    'a choice given twice': [withChoices(`${choice}${choice}`), 'option-repeated'],
    'two choices stored alike': [withChoices('<Choice value="a" alias="x"/><Choice value="b" alias="x"/>'), 'option-repeated'],
    'two choices that read alike': [withChoices('<Choice value="a" alias="x"/><Choice value="a" alias="y"/>'), 'option-repeated'],
    'no choice at all': [withChoices(''), 'options-missing'],
    'too many choices': [withChoices(Array.from({ length: 201 }, (_, i) => `<Choice value="${i}"/>`).join('')), 'options-too-many'],
    'a control about nothing': [withControl(`<Choices name="c" toName="image">${choice}</Choices>`), 'target-unknown'],
    'two texts': [withChoices(choice).replace('</View>', '<Text name="other" value="$other"/></View>'), 'text-repeated'],
    'eleven controls': [
      withControl(Array.from({ length: 11 }, (_, i) => `<Choices name="c${i}" toName="text">${choice}</Choices>`).join('')),
      'controls-too-many',
    ],
    'a hotkey that is no single key': [withChoices('<Choice value="a" hotkey="ab"/>'), 'hotkey-unusable'],
    'a hotkey with Shift': [withChoices('<Choice value="a" hotkey="shift+b"/>'), 'hotkey-unusable'],
    'a hotkey of the workbench in capitals': [withChoices('<Choice value="a" hotkey="Z"/>'), 'hotkey-reserved'],
    'a hotkey of the workbench with Shift': [withChoices('<Choice value="a" hotkey="shift+a"/>'), 'hotkey-reserved'],
    'a hotkey in two spellings': [withChoices('<Choice value="a" hotkey="k"/><Choice value="b" hotkey="K"/>'), 'hotkey-taken'],
  };
  for (const [what, [xml, code]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(faultCodes(xml)).to.include(code));
  }

  it('accepts the control case of those refusals', () => expect(faultCodes(withChoices(choice))).to.deep.equal([]));

  it('lets two questions use one key, because keys belong to the question in focus', () => {
    const two = withControl(
      ['c', 'd'].map((name) => `<Choices name="${name}" toName="text"><Choice value="a" hotkey="q"/></Choices>`).join(''),
    );
    expect(faultCodes(two)).to.deep.equal([]);
  });

  it('either reads any text or says what is wrong with it', () => {
    const piece = fc.constantFrom(
      '<View>',
      '</View>',
      '<Text name="t" value="$t"/>',
      '<Choices name="c" toName="t">',
      '</Choices>',
      '<Choice value="x"/>',
      '"',
      '<',
      '&',
      '𠮷',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        const xml = pieces.join('');
        const faults = faultsOfConfiguration(xml);
        if (faults.length === 0) expect(parseConfiguration(xml).controls).to.not.deep.equal([]);
        for (const { line, column } of faults) expect([line > 0, column > 0]).to.deep.equal([true, true]);
      }),
    );
  });
});
