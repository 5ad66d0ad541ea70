import { expect } from 'chai';
import { clashOf, commandOf, keymapOf, type KeyContext, type KeyPress } from '../../../console/src/workbench/keys.ts';

const CONTEXT: KeyContext = { keys: keymapOf({}), options: ['Digit1', 'KeyK', undefined], text: true, enabled: true };
const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  ...held,
});
const act = (name: string): unknown => ({ kind: 'act', act: name });

describe('keys of the workbench', () => {
  it('finds acts by the physical key', () => {
    expect(commandOf(press('Space'), CONTEXT)).to.deep.equal(act('submit'));
    expect(commandOf(press('KeyZ'), CONTEXT)).to.deep.equal(act('undo'));
    expect(commandOf(press('KeyZ', { shiftKey: true }), CONTEXT)).to.deep.equal(act('redo'));
    expect(commandOf(press('BracketLeft', { shiftKey: true }), CONTEXT)).to.deep.equal(act('start-left'));
    expect(commandOf(press('Slash', { shiftKey: true }), CONTEXT)).to.deep.equal(act('help'));
  });

  it('does nothing while an input method composes', () => {
    for (const code of ['Digit1', 'Space', 'KeyZ', 'ArrowLeft', 'Enter'])
      expect(commandOf(press(code, { isComposing: true }), CONTEXT)).to.equal(undefined);
  });

  it('does nothing with a key that only its number gives to an input method', () => {
    for (const code of ['Digit1', 'Space', 'KeyZ', 'Enter']) expect(commandOf(press(code, { keyCode: 229 }), CONTEXT)).to.equal(undefined);
  });

  it('leaves the browser and the system their keys', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      expect(commandOf(press('KeyZ', held), CONTEXT)).to.equal(undefined);
      expect(commandOf(press('Digit1', held), CONTEXT)).to.equal(undefined);
    }
    expect(commandOf(press('ArrowLeft', { shiftKey: true, altKey: true }), CONTEXT)).to.equal(undefined);
  });

  it('finds the options of the question in focus, and none with Shift', () => {
    expect(commandOf(press('KeyK'), CONTEXT)).to.deep.equal({ kind: 'option', at: 1 });
    expect(commandOf(press('Digit1', { shiftKey: true }), CONTEXT)).to.equal(undefined);
    expect(commandOf(press('Digit4'), CONTEXT)).to.equal(undefined);
  });

  it('moves the caret by cluster, and by word with Ctrl', () => {
    const caret = (extend: boolean, by: string): unknown => ({ kind: 'caret', direction: 1, extend, by });
    expect(commandOf(press('ArrowRight'), CONTEXT)).to.deep.equal(caret(false, 'grapheme'));
    expect(commandOf(press('ArrowRight', { shiftKey: true, ctrlKey: true }), CONTEXT)).to.deep.equal(caret(true, 'word'));
    expect(commandOf(press('ArrowRight'), { ...CONTEXT, text: false })).to.equal(undefined);
  });

  it('switches single characters off, and keeps Enter and Backspace', () => {
    const off = { ...CONTEXT, enabled: false };
    for (const code of ['KeyZ', 'Digit1', 'Space', 'BracketLeft']) expect(commandOf(press(code), off)).to.equal(undefined);
    expect(commandOf(press('Backspace'), off)).to.deep.equal(act('delete'));
  });

  it('follows a changed keymap', () => {
    const keys = keymapOf({ skip: { code: 'KeyK', shift: false } });
    expect(commandOf(press('KeyX'), { ...CONTEXT, keys })).to.equal(undefined);
    expect(commandOf(press('KeyK'), { ...CONTEXT, keys })).to.deep.equal(act('skip'));
  });

  it('names both acts of a clash', () => {
    expect(clashOf(keymapOf({}))).to.equal(undefined);
    const clash = clashOf(keymapOf({ report: { code: 'KeyZ', shift: false } }));
    expect(clash).to.deep.equal({ stroke: { code: 'KeyZ', shift: false }, acts: ['undo', 'report'] });
  });
});
