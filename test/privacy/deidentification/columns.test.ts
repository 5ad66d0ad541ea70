import { expect } from 'chai';
import * as crypto from 'node:crypto';
import { parseHex } from '../../../common/encodings.ts';
import type { Kind } from '../../../privacy/deidentification/kinds.ts';
import { maskValue } from '../../../privacy/deidentification/mask.ts';
import { LONGEST_CELL } from '../../../privacy/deidentification/parameters.ts';
import type { ColumnPlan } from '../../../privacy/deidentification/plan.ts';
import { protectRow, releasedCells } from '../../../privacy/deidentification/protect-row.ts';
import { pseudonymOf } from '../../../privacy/deidentification/pseudonym.ts';
import type { Language } from '../../../privacy/deidentification/token.ts';
import { expectCode } from '../../support/expect-code.ts';
import { datasetKey, OTHER_DATASET, planOf } from '../../support/protection.ts';
import { readTable } from '../../support/tables.ts';
import { readVector, readVectorJson } from '../../support/vectors.ts';

const protectCell = (column: object, value: string, more = {}): readonly string[] =>
  releasedCells(protectRow(planOf([{ name: 'cell', ...column } as ColumnPlan], more), datasetKey, { index: 0, cells: [value] }, new Map()));

interface PseudonymVectors {
  readonly key: string;
  readonly dataset: string;
  readonly values: readonly { kind: Kind; language: Language; value: string; canonical: string; label: string }[];
}

describe('a masked value', () => {
  for (const { kind, value, masked } of readVectorJson<{ kind: Exclude<Kind, 'date'>; value: string; masked: string }[]>(
    'deidentification/masks.json',
  ))
    it(`${kind} ${value} shows ${masked}`, () => expect(maskValue(kind, value)).to.equal(masked));

  it('of a rare surname keeps a whole character', async () => {
    const { rows } = await readTable(readVector('cases/49-rare-surnames.csv'));
    const masked = rows.map(([name = '']) => protectCell({ rule: 'mask', kind: 'name' }, name)[0] ?? '');
    expect(masked).to.deep.equal(['𠮷**', '𫟅*', '欧**', '王*', '𡈽*', '*']);
    expect(masked.every((text) => text.isWellFormed())).to.equal(true);
  });
});

describe('a generalized value', () => {
  for (const { rule, value, becomes } of readVectorJson<{ rule: object; value: string; becomes: string }[]>(
    'deidentification/generalizations.json',
  ))
    it(`${JSON.stringify(rule)} makes “${becomes}” of “${value}”`, () => expect(protectCell(rule, value)).to.deep.equal([becomes]));
});

describe('a pseudonym', () => {
  const vectors = readVectorJson<PseudonymVectors>('deidentification/pseudonyms.json');
  const key = parseHex(vectors.key);

  for (const { kind, language, value, canonical, label } of vectors.values)
    it(`of the ${kind} ${value} is what Node’s own HMAC gives for ${canonical}`, () => {
      const code = crypto.createHmac('sha256', key).update(`xinbiao/pseudonym/1\n${vectors.dataset}\n${kind}\n${canonical}`).digest('hex');
      const letters = Array.from(code.slice(0, 20), (digit) => 'bcdfghjkmnpqrstv'[Number.parseInt(digit, 16)]).join('');
      expect(pseudonymOf(kind, value, { key, dataset: vectors.dataset, language })).to.equal(`${label}-${letters}`);
    });

  it('is one for all spellings and columns of a dataset, and differs by kind, dataset and key', () => {
    const column = { rule: 'pseudonym', kind: 'mobile' };
    const [own] = protectCell(column, '13800138000');
    expect(protectCell({ ...column, name: 'another' }, '+86 138-0013-8000')).to.deep.equal([own]);
    expect(protectCell({ ...column, kind: 'identifier' }, '13800138000')[0]?.slice(-20)).to.not.equal(own?.slice(-20));
    expect(protectCell(column, '13800138000', { dataset: OTHER_DATASET })).to.not.deep.equal([own]);
    const premise = { dataset: vectors.dataset, language: 'zh-CN' } as const;
    expect(pseudonymOf('mobile', '13800138000', { ...premise, key })).to.not.equal(
      pseudonymOf('mobile', '13800138000', { ...premise, key: datasetKey }),
    );
  });
});

describe('a row', () => {
  const plan = planOf([
    { rule: 'keep', name: 'unit' },
    { rule: 'withhold', name: 'note' },
    { rule: 'token', name: 'caller', kind: 'name' },
    { rule: 'token', name: 'contact', kind: 'name' },
    { rule: 'pseudonym', name: 'mobile', kind: 'mobile' },
    { rule: 'text', name: 'text' },
    { rule: 'text', name: 'reply' },
  ]);
  const cells = ['水务', '内部', '张伟', '李 娜', '', '李娜转张伟，王芳', '王芳已回'];
  const wang = (start: number) => [{ kind: 'name', start, end: start + 2 }] as const;
  const findings = new Map([
    ['text', wang(6)],
    ['reply', wang(0)],
  ]);

  it('leaves without what is withheld, with one token a value in columns and texts alike', () =>
    expect(releasedCells(protectRow(plan, datasetKey, { index: 3, cells }, findings)).join('|')).to.equal(
      '水务|【姓名1】|【姓名2】||【姓名2】转【姓名1】，【姓名3】|【姓名3】已回',
    ));

  it('is refused ragged, without findings of a text, with half a character, too long, or under another key', async () => {
    const call = (more: { cells?: string[]; findings?: typeof findings; key?: Uint8Array }) => () =>
      protectRow(plan, more.key ?? datasetKey, { index: 3, cells: more.cells ?? cells }, more.findings ?? findings);
    await expectCode(call({ cells: cells.slice(1) }), 'row-ragged');
    await expectCode(call({ findings: new Map([['text', wang(6)]]) }), 'findings-missing');
    await expectCode(call({ cells: cells.with(0, '\ud842') }), 'cell-not-well-formed');
    await expectCode(call({ cells: cells.with(0, 'a'.repeat(LONGEST_CELL + 1)) }), 'cell-too-long');
    await expectCode(call({ key: new Uint8Array(16) }), 'key-length-wrong');
  });
});
