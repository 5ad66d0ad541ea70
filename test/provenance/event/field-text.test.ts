import { expect } from 'chai';
import { textOfField } from '../../../provenance/event/field-text.ts';

describe('the text of a field', () => {
  it('is the cell as it stands, whatever it looks like', () => {
    for (const field of ['', 'null', '"a"', '{', '007']) expect(textOfField(field, 'text')).to.equal(field);
  });

  it('is what a JSON string stands for, and nothing for any other JSON value', () => {
    expect(textOfField('"第一行\\r\\n\\"𠮷\\""', 'json')).to.equal('第一行\r\n"𠮷"');
    expect(textOfField('""', 'json')).to.equal('');
    for (const field of ['null', '1', 'true', '["a"]', '{"a":"b"}', '', 'a', '"a', '"a""b"'])
      expect(textOfField(field, 'json'), field).to.equal(undefined);
  });
});
