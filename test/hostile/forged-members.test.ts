import { expect } from 'chai';
import { parseHex, toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { commitTo } from '../../console/src/space/commit.ts';
import { rootFingerprint } from '../../console/src/space/anchor.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { expectCode } from '../support/expect-code.ts';
import { createForger, forgeries, newKey, type Forgery } from '../support/hostile-events.ts';
import { answerJson, type Rule } from '../support/hostile-layer.ts';
import { createHostileLog } from '../support/hostile-log.ts';
import { startHostileSpace, type Device, type HostileSpace } from '../support/hostile-space.ts';
import { openProject, openWorker, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

describe('a gateway that makes up people', function () {
  this.timeout(180_000);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  let project = '';
  before(async () => {
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    project = await openProject(space, owner, officer, ['wang.lin']);
  });
  after(async () => {
    await owner?.leave();
    await officer?.leave();
    await space?.close();
  });

  const rewrite =
    (at: string, change: (answer: never) => unknown): Rule =>
    async ({ path }, forward) => {
      if (path !== at) return undefined;
      const answer = await forward();
      return answer.status === 200 ? answerJson(change(JSON.parse(answer.body.toString('utf8')) as never)) : answer;
    };
  type Listed = { readonly people: readonly { readonly person: string; readonly key: string }[] };
  const findings = async ({ alarms }: Pick<Device, 'alarms'>): Promise<readonly unknown[]> =>
    (await alarms.list()).filter(({ code }) => code === 'directory-differs').map(({ evidence }) => (evidence as { what: string }).what);

  it('by another key in the directory’s answer is caught, and the roster names the certified key', async () => {
    const labeler = space.personOf('wang.lin');
    const swapTo = (key: string): Rule =>
      rewrite('/api/people', ({ people, ...rest }: Listed) => ({
        ...rest,
        people: people.map((one) => (one.person === labeler.person ? { ...one, key } : one)),
      }));
    const before = await owner.person.directory.people();
    expect(before.map(({ certificate }) => certificate.key)).to.include(labeler.key);
    for (const [key, what] of [
      [toHex(newKey().publicKey), 'key'],
      [space.personOf('zhao.qian').key, 'certificate'],
    ] as const)
      await space.layer.during(swapTo(key), async () => {
        const known = await owner.person.directory.people();
        expect(known.some(({ certificate }) => certificate.subject.id === labeler.person)).to.equal(false);
        expect(await findings(owner)).to.include(what);
        await owner.person.owner.signRoster(project, [{ certificate: labeler.certificate, duty: 'labeler' }]);
      });
    const number = 3;
    const roster = await owner.client.ledger().until((state) => {
      const signed = state.projects.get(project)?.roster?.signed.event.body;
      return signed?.number === number ? signed : undefined;
    });
    expect(roster.members.map(({ key }) => key)).to.deep.equal([labeler.key]);
  });

  it('by another root in the directory’s answer is caught on a device that has its key letter', async () => {
    const { org, rootKey } = space.people.organisations['city-hall'] ?? { org: '', rootKey: '' };
    const forged = toHex(newKey().publicKey);
    const rule = rewrite('/api/organisations', ({ organisations, ...rest }: { organisations: readonly { id: string }[] }) => ({
      ...rest,
      organisations: organisations.map((one) => (one.id === org ? { ...one, rootKey: forged } : one)),
    }));
    const known = await space.layer.during(rule, () => owner.person.directory.organisations());
    expect(known.some(({ id }) => id === org)).to.equal(false);
    expect(await findings(owner)).to.include('root');
    await expectCode(() => owner.client.anchor.confirmRoot(forged), 'root-differs');
    // A new device has nothing but the key letter to compare with.
    expect(rootFingerprint(forged)).to.not.equal(rootFingerprint(rootKey));
  });

  describe('and writes them into the log, where the witnesses see them', () => {
    const member = newKey();
    let reader: Device;
    let first = 0;
    let forged: readonly Forgery[] = [];
    let end: () => void = () => undefined;

    before(async () => {
      const entries = await space.entries();
      const { keyring: operator } = await space.sessionOf('chen.li');
      const { keyring: delegate } = await space.sessionOf('gu.yun');
      const roots = { city: space.rootOf('city-hall'), hotline: space.rootOf('hotline'), operator: space.rootOf('data-group') };
      first = entries.length;
      forged = forgeries(createForger(space.people.space, space.newId), {
        ...roots,
        chief: { org: roots.operator.org, key: operator.signing },
        delegate: { org: roots.hotline.org, key: delegate.signing },
        member,
        project,
        entries,
      });
      const log = createHostileLog(space.operator.name, space.operator.checkpoint, [...entries, ...forged.map(({ entry }) => entry)]);
      end = space.layer.meddle((passing) => log.serve(passing));
      reader = await space.device('zhou.min', { name: 'reader' });
      await until('the witnesses of the forged log', () => log.cosignersOf(log.entries.length).length >= 3, 30_000);
      await reader.client.follow();
    });
    after(() => end());

    it('nobody counts them, and each is ignored by name', () => {
      const { watch, point, state } = reader.client.ledger();
      expect(point.size).to.equal(first + forged.length);
      const found = new Map(watch.ignored.map(({ index, code }) => [index, code]));
      expect(forged.map(({ what }, i) => [what, found.get(first + i) ?? 'counted'])).to.deep.equal(
        forged.map(({ what, code }) => [what, code]),
      );
      expect(state.organisations.size).to.equal(5);
      expect(state.certificates.has(toHex(member.publicKey))).to.equal(false);
      const roster = state.projects.get(project)?.roster?.signed.event;
      expect(roster?.actor.key).to.equal(owner.keyring.key);
      expect(roster?.body.members.map(({ key }) => key)).to.deep.equal([space.personOf('wang.lin').key]);
    });

    it('an owner cannot put a forged member on a roster', () =>
      expectCode(() => reader.person.owner.signRoster(project, [{ certificate: space.newId(), duty: 'labeler' }]), 'roster-member-unfit'));

    it('a connector answers no forged member', async () => {
      const connector = space.people.organisations['city-hall'];
      const key = await space.keyOf('city-hall');
      const org = connector?.org ?? '';
      const id = space.newId();
      const { opening, commitment } = commitTo({ random: randomBytes }, 'command', id, {});
      const { sign } = createForger(space.people.space, space.newId);
      const body = { connector: connector?.connector ?? '', command: 'list-sources' } as const;
      const signed = sign({ org, key: member }, 'command-issued', { kind: 'command', id, commitment }, body);
      const salt = toHex(randomBytes(32));
      const entries = [...(await space.entries()), ...forged.map(({ entry }) => entry), toLogEntry(signed, parseHex(salt))];
      const log = createHostileLog(space.operator.name, space.operator.checkpoint, entries);
      const command = { signed, salt, index: entries.length - 1, arguments: opening };
      const answered: string[] = [];
      const written = space.logOf('connector-city-hall').length;
      const rule: Rule = (passing) => {
        if (passing.reader === key && passing.path.endsWith('/answer')) answered.push(passing.path);
        if (passing.reader === key && passing.path === '/api/connector/tasks')
          return answerJson({ commands: [command], lots: [], releases: [] });
        return log.serve(passing);
      };
      await space.layer.during(rule, async () => {
        await until('the witnesses of the longer log', () => log.cosignersOf(entries.length).length >= 3, 30_000);
        await space.troubled('connector-city-hall', 'actor-uncertified', written);
      });
      expect(answered).to.deep.equal([]);
    });
  });
});
