import { expect } from 'chai';
import { sha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { signPinList } from '../../provenance/identity/pin-list.ts';
import { parseCheckpointText, signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { verifyMisbehavior } from '../../provenance/log/misbehavior.ts';
import { parseNote } from '../../provenance/log/note.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { believePersons } from '../support/gateway.ts';
import { keyOf, LOG_NAME } from '../support/log.ts';
import type { TestMember } from '../support/member.ts';
import { createSpace, type Space } from '../support/space.ts';
import { until } from '../support/until.ts';

/** The real gateway behind a layer that changes what one member is told. */
const meddle =
  (place: RegExp, change: (answer: Response) => Promise<Response> | Response): typeof fetch =>
  async (input, init) => {
    const answer = await fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    return place.test(new URL(url).pathname) && answer.ok ? await change(answer) : answer;
  };

describe('a connector behind a hostile gateway', () => {
  let space: Space;
  let city: TestMember;
  beforeEach(async () => {
    space = await createSpace({ createParts: believePersons });
    await space.startAll();
    ({ city } = space);
  });
  afterEach(() => space.close());
  const alarmed = (code: string) => until(`alarm ${code}`, async () => (await city.alarms()).find((alarm) => alarm.code === code));
  const grow = async (): Promise<void> => {
    space.script.certify(space.roots.firm, ['labeler']);
    await space.submit(space.script.events.at(-1));
  };
  const troubled = (code: string) => until(`trouble ${code}`, () => city.troubles().includes(code));
  const ledgerOf = async () => (await city.online())?.ledger ?? expect.fail('no connector');

  it('that rolls back raises an alarm, loses nothing, and goes on once it is whole again', async () => {
    const ledger = await ledgerOf();
    const old = await (await fetchAs(city, '/log/checkpoint')).text();
    await grow();
    await until('the newer tree', () => ledger.size > parseCheckpointText(parseNote(old).text).size);
    const size = ledger.size;
    city.through(meddle(/^\/log\/checkpoint(\/newest)?$/, () => new Response(old)));
    await alarmed('log-rolled-back');
    expect(ledger.size).to.equal(size);
    city.through(fetch);
    await grow();
    await until('going on', () => ledger.size > size);
  });

  it('that shows a second history is caught by its witness, with evidence, and the connector acts no more', async () => {
    const ledger = await ledgerOf();
    city.through(
      meddle(/^\/log\/checkpoint\/newest$/, async (answer) => {
        const { size } = parseCheckpointText(parseNote(await answer.text()).text);
        return new Response(signCheckpoint({ origin: LOG_NAME, size, root: sha256(toUtf8('other')) }, keyOf('log')));
      }),
    );
    const { evidence } = await alarmed('log-forked');
    const list = (await (await fetch(`${space.gateway.url}/api/pins/${city.file.org}`)).json()) as { list: { policy: string } };
    expect(verifyMisbehavior(evidence, parsePolicy(list.list.policy))).to.equal('two-roots');
    city.through(fetch);
    const size = ledger.size;
    await space.command(space.gateway.space.keeper, 'list-sources', {});
    await troubled('acting-stopped');
    await grow();
    await space.firm.online().then(async (firm) => await until('the others to go on', () => (firm?.ledger.size ?? 0) > size));
    expect(ledger.size).to.equal(size);
    await city.stop();
    city.start();
    let code = '';
    await city.online().catch((error: unknown) => (code = (error as { code: string }).code));
    expect(code).to.equal('acting-stopped');
  });

  it('that serves an old pin list, or one by another key, changes nothing, not even after a restart', async () => {
    const { list } = (await (await fetch(`${space.gateway.url}/api/pins/${city.file.org}`)).json()) as {
      list: Parameters<typeof signPinList>[0];
    };
    await space.pin(list.policy, 2);
    await city.stop();
    city.start();
    await city.online();
    for (const [served, code] of [
      [signPinList(list, space.roots.owner.key), 'pin-list-stale'],
      [signPinList({ ...list, number: 3 }, space.roots.firm.key), 'signature-invalid'],
    ] as const) {
      await city.stop();
      city.through(meddle(/^\/api\/pins\//, () => Response.json(served)));
      city.start();
      await city.online();
      await troubled(code);
    }
  });

  it('that forges a command of nobody, or relays another organisation’s, gets no answer', async () => {
    const { keeper, labeler } = space.gateway.space;
    const asked = await space.command(keeper, 'list-sources', {});
    await space.answerTo(asked, keeper);
    const id = space.script.newId();
    const { opening, commitment } = space.script.seal('command', id, {});
    const body = { connector: city.file.connector.certificate, command: 'list-sources' } as const;
    const forge = (by: typeof labeler) =>
      space.script.sign('command-issued', by, { subject: { id, commitment }, body, envelope: { time: Date.now() } });
    const forged = [forge(space.script.newActor(city.file.org)), forge(labeler)];
    const posted: string[] = [];
    const commands = forged.map(({ signed, salt = '' }) => ({ signed, salt, index: asked.index, arguments: opening }));
    city.through(async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (url.endsWith('/answer')) posted.push(url);
      return url.includes('/api/connector/tasks') ? Response.json({ commands, lots: [], releases: [] }) : await fetch(input, init);
    });
    // The poll that is under way may be an honest one, and this ends it.
    await space.command(keeper, 'list-sources', {});
    await troubled('command-foreign');
    await troubled('command-not-logged');
    expect(posted.filter((url) => forged.some((command) => url.includes(command.id)))).to.deep.equal([]);
  });

  it('that is away for a while is waited for, at the start and at work', async () => {
    const away: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const ledger = await ledgerOf();
    city.through(away);
    await troubled('gateway-unreachable');
    city.through(fetch);
    await grow();
    const size = ledger.size;
    await until('going on', () => ledger.size > size - 1);
    await city.stop();
    city.through(away);
    city.start();
    await city.online();
    city.through(fetch);
    const { keeper } = space.gateway.space;
    expect((await space.ask(keeper, 'list-sources', {})).ok).to.equal(true);
  });

  const fetchAs = async ({ label }: TestMember, at: string): Promise<Response> => {
    expect(label).to.equal('city');
    const { text } = await space.gateway.call('GET', at, { by: space.gateway.space.operator });
    return new Response(text);
  };
});
