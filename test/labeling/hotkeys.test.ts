import { expect } from 'chai';
import { assignKeys, DEFAULT_KEYS, sameStroke, WORKBENCH_ACTS } from '../../labeling/hotkeys.ts';

describe('hotkeys', () => {
  it('gives no two acts of the workbench one key', () => {
    for (const a of WORKBENCH_ACTS)
      for (const b of WORKBENCH_ACTS) if (a !== b) expect(sameStroke(DEFAULT_KEYS[a], DEFAULT_KEYS[b]), `${a} ${b}`).to.equal(false);
  });

  it('fills the digits in order around the keys that were asked for', () => {
    expect(assignKeys(['Digit2', undefined, 'KeyK', undefined])).to.deep.equal(['Digit2', 'Digit1', 'KeyK', 'Digit3']);
  });

  it('leaves the eleventh option without a key', () => {
    const keys = assignKeys(Array.from({ length: 12 }, () => undefined));
    expect(keys.slice(8)).to.deep.equal(['Digit9', 'Digit0', undefined, undefined]);
  });

  it('takes no key that the person gave to an act', () => {
    const keymap = { ...DEFAULT_KEYS, skip: { code: 'KeyK', shift: false }, report: { code: 'Digit1', shift: false } };
    expect(assignKeys(['KeyK', undefined], keymap)).to.deep.equal(['Digit2', 'Digit3']);
  });
});
