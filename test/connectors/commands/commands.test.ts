import { expect } from 'chai';
import { createCommands, type Commands } from '../../../connectors/commands/commands.ts';
import type { Abilities } from '../../../connectors/commands/executing.ts';
import { createCommandStore } from '../../../connectors/commands/store.ts';
import { verifyCommand, type CommandPremises, type RelayedCommand } from '../../../connectors/commands/verify-command.ts';
import { DomainError } from '../../../common/errors.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { openAnswer, type CommandAnswer } from '../../../provenance/command/answer.ts';
import type { CommandName } from '../../../api/documents.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startOwnLog, type OwnLog } from '../../support/own-log.ts';
import { createScriptedSpace, type Actor, type LoggedEvent } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;

describe('a command to a connector', () => {
  let log: OwnLog;
  let [owner, keeper, officer, labeler, stranger]: Actor[] = [];
  let otherConnector: Actor;
  let commands: Commands;
  let stopping: AbortController;
  /** What was carried out, in order. */
  const done: string[] = [];
  /** Answers as the gateway got them, by command. */
  const posted = new Map<string, string[]>();
  const troubles: string[] = [];
  let perform: () => Promise<unknown> = () => Promise.resolve();

  const abilities: Abilities = {
    publishing: {
      list: async () => {
        done.push('list');
        await perform();
        return [{ source: 'a.tsv', bytes: 4 }];
      },
      profile: ({ source }) => {
        done.push(`profile ${source}`);
        return Promise.reject(new DomainError('table-ragged', { line: 3, cells: 2, expected: 3, ragged: 1 }));
      },
      register: () => Promise.reject(new Error('a bug')),
    },
    protecting: {
      protect: () => Promise.reject(new Error('not asked')),
      show: () => Promise.reject(new Error('not asked')),
      showProtection: async ({ dataset }) => {
        done.push(`protection of ${dataset}`);
        return await Promise.resolve({ protecting: { step: 'counting', rows: 500, share: 0.25 } });
      },
      listProtections: async ({ dataset }) => {
        done.push(`protections of ${dataset}`);
        return await Promise.resolve([{ dataset, step: 'protecting', rows: 7, share: 0.5 }]);
      },
    },
    openLot: () => Promise.reject(new DomainError('gateway-unreachable')),
    releasing: { prepare: () => Promise.reject(new Error('not asked')) },
  };

  const begin = (): void => {
    stopping = new AbortController();
    commands = createCommands({
      ledger: log.own.ledger,
      org: log.connector.org,
      certificate: log.connector.certificate,
      abilities,
      store: createCommandStore(log.database),
      client: {
        ask: (schema, { path, json }) => {
          const id = path.split('/')[3] ?? '';
          posted.set(id, [...(posted.get(id) ?? []), (json as { sealed: string }).sealed]);
          return Promise.resolve(schema.parse({}));
        },
      },
      key: log.connector.key,
      clock: log.clock,
      random: log.script.random,
      signal: stopping.signal,
      report: (error) => troubles.push(error instanceof DomainError ? error.code : String(error)),
    });
  };

  beforeEach(async () => {
    [done, troubles].forEach((list) => list.splice(0));
    posted.clear();
    perform = () => Promise.resolve();
    log = await startOwnLog((script) => {
      const firm = script.join('firm');
      const other = script.join('owner');
      stranger = script.certify(other, ['data-owner']);
      labeler = script.certify(firm, ['labeler']);
      owner = script.join('owner');
      keeper = script.certify(owner, ['data-owner']);
      officer = script.certify(owner, ['grading-officer']);
      otherConnector = script.certify(owner, ['connector']);
      return script.certify(owner, ['connector', 'witness']);
    });
    begin();
  });
  afterEach(() => log.close());

  interface Draft {
    readonly name?: CommandName;
    readonly value?: object;
    readonly time?: number;
    readonly connector?: Actor;
    /** Where the entry is only in the log of a gateway that logs anything. */
    readonly unjudged?: boolean;
  }
  const sign = (by: Actor, { name = 'list-sources', value = {}, time = Date.now(), connector = log.connector }: Draft = {}) => {
    const id = log.script.newId();
    const { opening, commitment } = log.script.seal('command', id, value as never);
    const body = { connector: connector.certificate, command: name };
    const event = log.script.sign('command-issued', by, { subject: { id, commitment }, body, envelope: { time } });
    return { event, opening };
  };
  const relay = ({ signed, salt = '', index }: LoggedEvent<'command-issued'>, opening: RelayedCommand['arguments']): RelayedCommand => ({
    signed,
    salt,
    index,
    arguments: opening,
  });
  /** Signs a command and logs it. */
  const issue = async (by: Actor, draft: Draft = {}): Promise<{ readonly relayed: RelayedCommand; readonly id: string }> => {
    const { event, opening } = sign(by, draft);
    const logged = log.script.append(event);
    await log.sync();
    return { relayed: relay(logged, opening), id: event.id };
  };
  const carryOut = async (...relayed: readonly RelayedCommand[]): Promise<void> => {
    commands.take(relayed);
    await commands.settle();
  };
  const answerTo = (id: string, by: Actor): CommandAnswer =>
    openAnswer(parseBase64(posted.get(id)?.[0] ?? ''), id, by.opening, toHex(log.connector.key.publicKey));
  /** Neither carried out nor answered. */
  const expectIgnored = (...codes: readonly string[]): void => {
    expect({ done, posted: [...posted.keys()], troubles }).to.deep.equal({ done: [], posted: [], troubles: codes });
  };

  it('is carried out and answered to the person who asked, and to nobody else', async () => {
    const { relayed, id } = await issue(keeper!);
    await carryOut(relayed);
    expect(answerTo(id, keeper!)).to.deep.equal({ ok: true, value: { sources: [{ source: 'a.tsv', bytes: 4 }] } });
    await expectCode(() => answerTo(id, officer!), 'seal-unopened');
  });

  it('for a report is answered to the officer who asked, and not to the owner', async () => {
    const dataset = log.script.newId();
    const { relayed, id } = await issue(officer!, { name: 'show-protection', value: { dataset } });
    await carryOut(relayed);
    expect(done).to.deep.equal([`protection of ${dataset}`]);
    expect(answerTo(id, officer!)).to.deep.equal({ ok: true, value: { protecting: { step: 'counting', rows: 500, share: 0.25 } } });
    await expectCode(() => answerTo(id, keeper!), 'seal-unopened');
  });

  it('for what is in work is answered to whoever of those asked, also on a device that did not ask for it', async () => {
    const dataset = log.script.newId();
    const { relayed, id } = await issue(keeper!, { name: 'list-protections', value: { dataset } });
    await carryOut(relayed);
    expect(done).to.deep.equal([`protections of ${dataset}`]);
    const protections = [{ dataset, step: 'protecting', rows: 7, share: 0.5 }];
    expect(answerTo(id, keeper!)).to.deep.equal({ ok: true, value: { protections } });
    await expectCode(() => answerTo(id, officer!), 'seal-unopened');
  });

  it('is answered with the refusal when it cannot be carried out', async () => {
    const { relayed, id } = await issue(officer!, { name: 'profile-source', value: { source: 'b.tsv' } });
    await carryOut(relayed);
    expect(answerTo(id, officer!)).to.deep.equal({
      ok: false,
      code: 'table-ragged',
      details: { line: 3, cells: 2, expected: 3, ragged: 1 },
    });
  });

  it('is answered without details when the connector fails by a bug', async () => {
    const title = { zh: '题', en: 'Title' };
    const value = { source: 'a.tsv', dataset: log.script.newId(), title, withhold: [] };
    const { relayed, id } = await issue(keeper!, { name: 'register-dataset', value });
    await carryOut(relayed);
    expect(answerTo(id, keeper!)).to.deep.equal({ ok: false, code: 'internal', details: {} });
    expect(troubles).to.deep.equal(['Error: a bug']);
  });

  it('waits for a gateway that is away instead of being refused', async () => {
    const value = { project: log.script.newId(), lot: log.script.newId(), price: 1, deadline: 1 };
    const { relayed } = await issue(keeper!, { name: 'open-lot', value });
    await carryOut(relayed);
    expectIgnored('gateway-unreachable');
  });

  it('is carried out once, however often it is handed over, and has one answer for ever', async () => {
    const { relayed, id } = await issue(keeper!);
    await carryOut(relayed, relayed);
    await carryOut(relayed);
    begin();
    await carryOut(relayed);
    expect(done).to.deep.equal(['list']);
    expect(new Set(posted.get(id)).size).to.equal(1);
    expect(posted.get(id)).to.have.length(3);
  });

  it('is carried out again by the same id after a crash before its answer', async () => {
    const { relayed, id } = await issue(keeper!);
    perform = () => {
      stopping.abort();
      return Promise.reject(new Error('killed'));
    };
    await carryOut(relayed);
    expect(posted.size).to.equal(0);
    perform = () => Promise.resolve();
    begin();
    await carryOut(relayed);
    expect(done).to.deep.equal(['list', 'list']);
    expect(answerTo(id, keeper!).ok).to.equal(true);
  });

  it('is not begun when it is older than a day', async () => {
    const { relayed, id } = await issue(keeper!, { time: Date.now() - 25 * HOUR });
    await carryOut(relayed);
    expect(done).to.deep.equal([]);
    expect(answerTo(id, keeper!)).to.include({ ok: false, code: 'command-expired' });
  });

  it('is refused with other arguments than were signed', async () => {
    const { relayed, id } = await issue(keeper!, { name: 'profile-source', value: { source: 'b.tsv' } });
    await carryOut({ ...relayed, arguments: { ...relayed.arguments, value: { source: 'c.tsv' } } });
    expect(done).to.deep.equal([]);
    expect(answerTo(id, keeper!)).to.include({ ok: false, code: 'commitment-not-opened' });
  });

  it('is ignored from another organisation', async () => {
    const { event, opening } = sign(stranger!);
    await carryOut(relay(event, opening));
    expectIgnored('command-foreign');
  });

  it('is ignored when it is meant for another connector', async () => {
    const { relayed } = await issue(keeper!, { connector: otherConnector });
    await carryOut(relayed);
    expectIgnored('command-foreign');
  });

  it('is ignored from a labeler of the firm, though she claims the organisation', async () => {
    const { event, opening } = sign({ ...labeler!, org: log.connector.org });
    const forged = { ...event, index: 0 };
    await carryOut(relay(forged, opening));
    expectIgnored('command-not-logged');
  });

  it('is ignored when the log does not hold it, or holds something else there', async () => {
    const { relayed } = await issue(keeper!);
    await carryOut({ ...relayed, index: 0 }, { ...relayed, salt: '0'.repeat(64) });
    expectIgnored('command-not-logged', 'command-not-logged');
  });

  it('is ignored with a changed event or a signature by another key', async () => {
    const { relayed } = await issue(keeper!);
    const { event, signature } = relayed.signed as LoggedEvent<'command-issued'>['signed'];
    const forged = { event: { ...event, actor: { ...event.actor, key: toHex(officer!.key.publicKey) } }, signature };
    await carryOut({ ...relayed, signed: forged, salt: '1'.repeat(64) });
    expectIgnored('signature-invalid');
  });

  it('is not answered to a person who was revoked since', async () => {
    const { relayed } = await issue(keeper!);
    log.script.revoke(owner!, keeper!);
    await log.sync();
    await carryOut(relayed);
    expectIgnored('recipient-revoked');
  });

  it('is not answered when the person is revoked while it is carried out', async () => {
    const { relayed } = await issue(keeper!);
    perform = async () => {
      log.script.revoke(owner!, keeper!);
      await log.sync();
    };
    await carryOut(relayed);
    expect({ done, posted: posted.size, troubles }).to.deep.equal({ done: ['list'], posted: 0, troubles: ['recipient-revoked'] });
  });

  it('is not answered when no quorum has been seen for ten minutes, and is once there is one again', async () => {
    const { relayed, id } = await issue(keeper!);
    log.at(Date.now() + 11 * 60_000);
    await carryOut(relayed);
    expectIgnored('checkpoint-stale');
    await log.sync();
    await carryOut(relayed);
    expect(answerTo(id, keeper!).ok).to.equal(true);
  });

  it('is ignored after an alarm that stops the connector', async () => {
    const { relayed } = await issue(keeper!);
    await log.alarms.raise('log-forked', {});
    await carryOut(relayed);
    expectIgnored('acting-stopped');
  });
});

describe('a command in a log that holds anything', () => {
  /** The gateway that logs these judges nothing: entries are put down as they are. */
  const open = () => {
    const s = createScriptedSpace('anything');
    const owner = s.join('owner');
    const connector = s.certify(owner, ['connector']);
    const ask = (by: Actor, command: CommandName = 'list-sources'): RelayedCommand => {
      const id = s.newId();
      const { opening, commitment } = s.seal('command', id, {});
      const body = { connector: connector.certificate, command };
      const { signed, salt = '', index } = s.log('command-issued', by, { subject: { id, commitment }, body });
      return { signed, salt, index, arguments: opening };
    };
    const premises = (): CommandPremises => {
      const replay = s.replay();
      const read = (from: number, count: number) => Promise.resolve(s.entries.slice(from, from + count));
      const ledger = { size: s.entries.length, state: () => replay.state, premises: () => s.premises, read } as never;
      return { ledger, org: owner.org, certificate: connector.certificate };
    };
    return { s, owner, ask, premises };
  };

  it('is ignored unless the asker’s certificate counts there', async () => {
    const { s, owner, ask, premises } = open();
    const [uncertified, roleless] = [ask(s.newActor(owner.org)), ask(s.certify(owner, ['auditor']))];
    await expectCode(() => verifyCommand(uncertified, premises()), 'actor-uncertified');
    await expectCode(() => verifyCommand(roleless, premises()), 'role-missing');
  });

  it('shows how data is protected to its owner’s people and their officer, not to an administrator', async () => {
    const { s, owner, ask, premises } = open();
    const [keeper, officer, administrator] = (['data-owner', 'grading-officer', 'administrator'] as const).map((role) =>
      s.certify(owner, [role]),
    );
    const allowed = [ask(keeper!, 'show-protection'), ask(officer!, 'show-protection'), ask(administrator!, 'list-sources')];
    const refused = [ask(administrator!, 'show-protection'), ask(administrator!, 'list-protections')];
    for (const relayed of [...allowed, ask(keeper!, 'list-protections')]) await verifyCommand(relayed, premises());
    for (const relayed of refused) await expectCode(() => verifyCommand(relayed, premises()), 'role-missing');
  });
});
