import { expect } from 'chai';
import { toBase64 } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { valueOf, type AskedDataset } from '../../../console/src/space/acts/owner.ts';
import { sealAnswer, type CommandAnswer } from '../../../provenance/command/answer.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { keyOf } from '../../support/log.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { attachConnector } from '../../support/tiny-connector.ts';

const SOURCES: CommandAnswer = { ok: true, value: { sources: [{ source: 'clauses.tsv', bytes: 12 }] } };
const openKeeper = ({ log, lot }: Stage): Promise<TestPerson> => openPerson(log, lot.keeper, lot.owner);

describe('commands to the own connector', () => {
  it('come back as the connector answered', async () => {
    const stage = openStage();
    const asked = attachConnector(stage.log, stage.lot.connector, stage.lot.keeper, () => SOURCES);
    const keeper = await openKeeper(stage);
    expect(await keeper.owner.sources()).to.deep.equal(SOURCES);
    expect(asked.map(({ command }) => command)).to.deep.equal(['list-sources']);
  });

  it('give refusals as values', async () => {
    const stage = openStage();
    const refusal: CommandAnswer = { ok: false, code: 'source-unknown', details: { source: 'x.tsv' } };
    attachConnector(stage.log, stage.lot.connector, stage.lot.keeper, () => refusal);
    const keeper = await openKeeper(stage);
    const answer = await keeper.owner.profile({ source: 'x.tsv' });
    expect(answer).to.deep.equal(refusal);
    await expectCode(() => valueOf(answer), 'source-unknown');
  });

  it('wait until the answer is there, and no longer than a minute', async () => {
    const stage = openStage();
    const keeper = await openKeeper(stage);
    const before = stage.log.now;
    stage.log.handlers.push((path) => {
      if (path.startsWith('/api/commands/')) throw new DomainError('answer-pending', { status: 404 });
      return undefined;
    });
    await expectCode(() => keeper.owner.sources(), 'answer-late');
    expect(stage.log.now - before).to.be.within(60_000, 65_000);
  });

  it('find the answer to a command that was issued before a reload, and nobody else’s', async () => {
    const stage = openStage();
    const registered: CommandAnswer = { ok: true, value: { event: 'ab'.repeat(32), index: 7 } };
    attachConnector(stage.log, stage.lot.connector, stage.lot.keeper, () => registered);
    const keeper = await openKeeper(stage);
    const told: AskedDataset[] = [];
    const request = { source: 'clauses.tsv', title: { zh: '甲', en: 'A' }, withhold: [] };
    const { dataset, answer } = await keeper.owner.register(request, (asked) => told.push(asked));
    expect(answer).to.deep.equal(registered);
    const [asked] = told;
    if (asked === undefined) throw new Error('not told');
    expect(asked.dataset).to.equal(dataset);
    expect(await keeper.owner.registered(asked)).to.deep.equal(registered);
    await expectCode(() => keeper.owner.protected(asked), 'answer-forged');
    await expectCode(() => keeper.owner.registered({ ...asked, connector: dataset }), 'connector-unknown');
  });

  it('go to no connector of another organisation, and to none that was revoked', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    log.space.revoke(lot.owner, lot.connector);
    log.space.certify(lot.firm, ['connector']);
    log.publish();
    await expectCode(async () => (await openKeeper(stage)).owner.sources(), 'connector-unknown');
  });

  /** What a relay may hand over instead, and why it is found out. */
  const FORGED: Readonly<Record<string, { readonly reason: string; readonly forge: (stage: Stage, id: string) => Uint8Array }>> = {
    'made up by the gateway': {
      reason: 'signature-invalid',
      forge: ({ lot }, id) => sealAnswer(SOURCES, { command: id, recipient: lot.keeper.opening.publicKey }, keyOf('gateway'), randomBytes),
    },
    'given to another command': {
      reason: 'seal-unopened',
      forge: ({ lot }) =>
        sealAnswer(SOURCES, { command: 'ab'.repeat(32), recipient: lot.keeper.opening.publicKey }, lot.connector.key, randomBytes),
    },
    'sealed to another person': {
      reason: 'seal-unopened',
      forge: ({ lot }, id) =>
        sealAnswer(SOURCES, { command: id, recipient: lot.officer.opening.publicKey }, lot.connector.key, randomBytes),
    },
    'in the shape of another command': {
      reason: 'answer-forged',
      forge: ({ lot }, id) =>
        sealAnswer(
          { ok: true, value: { rows: 1 } },
          { command: id, recipient: lot.keeper.opening.publicKey },
          lot.connector.key,
          randomBytes,
        ),
    },
  };
  for (const [name, { reason, forge }] of Object.entries(FORGED))
    it(`refuse an answer ${name}, and keep it as evidence`, async () => {
      const stage = openStage();
      const asked = attachConnector(stage.log, stage.lot.connector, stage.lot.keeper, () => SOURCES);
      stage.log.handlers.unshift((path) =>
        path.startsWith('/api/commands/') ? { sealed: toBase64(forge(stage, asked.at(-1)?.id ?? '')) } : undefined,
      );
      const keeper = await openKeeper(stage);
      await expectCode(() => keeper.owner.sources(), 'answer-forged');
      const [alarm] = await keeper.client.alarms.list();
      expect(alarm?.code).to.equal('answer-forged');
      expect(alarm?.evidence).to.include({ reason });
    });
});
