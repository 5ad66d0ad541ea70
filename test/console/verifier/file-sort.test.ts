import { expect } from 'chai';
import { sortOf } from '../../../console/src/pages/evidence/file-sort.ts';
import { parseAnyPolicy } from '../../../provenance/log/policy.ts';

const POLICY = '# given by the regulator\n\n#xinbiao space 0\nlog example+00000000+AA\n';

describe('what a file is taken for', () => {
  it('is a policy behind comments and blank lines, wherever it was given', () => {
    for (const text of [POLICY, POLICY.replace(/^(?:#.*\n|\n)*/, ''), '\n \nquorum none\n'])
      expect(sortOf(text, 'bundle')).to.equal('policy');
  });

  it('is a policy, too, with line ends that its parser refuses in words of its own', () => {
    const text = POLICY.replaceAll('\n', '\r\n');
    expect(sortOf(text, 'bundle')).to.equal('policy');
    expect(() => parseAnyPolicy(text))
      .to.throw()
      .with.deep.property('details', { line: 1, reason: 'a control character (are the line ends CR LF?)' });
  });

  it('is clear at once, however long it is', () => {
    const length = 12_000_000;
    for (const piece of [' ', '\t\n', '#', '#\n', '#\r', '\r', ' \r\n', '{']) {
      const text = piece.repeat(length / piece.length);
      const before = process.cpuUsage();
      expect(sortOf(text, 'bundle'), piece).to.equal('bundle');
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, `ms for ${JSON.stringify(piece)}`).to.be.lessThan(1000);
    }
  });

  it('is a bundle where it begins like one, else what it was given as', () => {
    expect(sortOf('  {"v":1}', 'policy')).to.equal('bundle');
    for (const text of ['', 'logs', '# log x', '#\rlog x'])
      for (const given of ['bundle', 'policy'] as const) expect(sortOf(text, given), text).to.equal(given);
  });
});
