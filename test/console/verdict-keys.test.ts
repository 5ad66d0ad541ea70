import { expect } from 'chai';
import { BLANK, commandOf, draftAfter, findingOf, type VerdictCommand } from '../../console/src/pages/inspect/verdict-keys.ts';

const press = (code: string, more: object = {}) =>
  commandOf({ code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, keyCode: 0, ...more }, true);

const after = (...codes: readonly string[]) =>
  codes.reduce((draft, code) => draftAfter(draft, press(code) ?? expect.fail(`no command: ${code}`)), BLANK);

describe('the keys of a verdict', () => {
  it('are read by their place on the keyboard', () => {
    expect(press('KeyA')).to.deep.equal({ kind: 'verdict', verdict: 'pass' });
    expect(press('KeyD')).to.deep.equal({ kind: 'verdict', verdict: 'defect' });
    expect(press('Digit5')).to.deep.equal({ kind: 'reason', reason: 'against-guideline' });
    expect([press('KeyJ'), press('KeyK')]).to.deep.equal([
      { kind: 'move', by: 1 },
      { kind: 'move', by: -1 },
    ]);
    expect(press('Space')).to.deep.equal({ kind: 'sign' });
    expect([press('Digit6'), press('Digit0'), press('KeyZ')]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('belong to the browser and to input methods where those use them', () => {
    for (const more of [
      { shiftKey: true },
      { ctrlKey: true },
      { altKey: true },
      { metaKey: true },
      { isComposing: true },
      { keyCode: 229 },
    ])
      expect(press('KeyA', more), JSON.stringify(more)).to.equal(undefined);
  });

  it('make a finding only of what is complete', () => {
    const none: VerdictCommand = { kind: 'sign' };
    expect(findingOf(draftAfter(BLANK, none))).to.equal(undefined);
    expect(findingOf(after('KeyA'))).to.deep.equal({ verdict: 'pass' });
    expect(findingOf(after('KeyD'))).to.equal(undefined);
    expect(findingOf(after('Digit2'))).to.deep.equal({ verdict: 'defect', reason: 'category', severity: 'slight' });
    expect(findingOf(after('Digit2', 'KeyS'))).to.deep.equal({ verdict: 'defect', reason: 'category', severity: 'severe' });
    expect(findingOf(after('Digit2', 'KeyS', 'KeyS', 'KeyA'))).to.deep.equal({ verdict: 'pass' });
  });

  it('change no severity of what is no defect', () => expect(after('KeyA', 'KeyS').severity).to.equal('slight'));
});
