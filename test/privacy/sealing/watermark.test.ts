import { expect } from 'chai';
import { LEVELS } from '../../../privacy/sealing/messages.ts';
import { needsWatermark, toWatermark } from '../../../privacy/sealing/watermark.ts';

describe('a watermark', () => {
  it('is needed from g3 on', () =>
    expect(LEVELS.filter((level) => needsWatermark(level))).to.deep.equal(['core', 'important', 'g4', 'g3']));
  it('holds the end of the pseudonym and the minute, and nothing else', () =>
    expect(toWatermark('01933f5e-0000-7abc-8def-0123456789ab', Date.UTC(2026, 10, 28, 11, 34, 59, 999))).to.deep.equal({
      pseudonym: '0123456789ab',
      minute: '2026-11-28 11:34Z',
      text: '0123456789ab 2026-11-28 11:34Z',
    }));
  it('is the same within a minute', () => {
    const at = Date.UTC(2026, 0, 1);
    expect(toWatermark('x', at)).to.deep.equal(toWatermark('x', at + 59_999));
    expect(toWatermark('x', at).text).not.to.equal(toWatermark('x', at + 60_000).text);
  });
});
