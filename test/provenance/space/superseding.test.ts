import { expect } from 'chai';
import { currentRelease, releaseLine, successorOf } from '../../../provenance/space/superseding.ts';
import { openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

const HASH = 'ab'.repeat(32);

interface Closed {
  readonly lot: ScriptedLot;
  readonly closed: LoggedEvent<'lot-closed'>;
}

/** Each tries what a gateway in league would take: only the replay stands between. */
describe('releases that supersede one another', () => {
  let s: ScriptedSpace;
  let own: Closed;

  const begin = (): Closed => {
    const lot = openScriptedLot(s);
    const body = { cause: 'deadline' as const, labels: 0, reports: 0, left: lot.items.map(({ id }) => id), root: HASH };
    const closed = s.log('lot-closed', lot.connector, { subject: { id: lot.lot.signed.event.subject.id }, body, refs: [lot.lot.id] });
    return { lot, closed };
  };
  const toDraft = ({ lot, closed }: Closed, supersedes?: string, former?: string, id = s.newId()) => ({
    subject: { id },
    body: {
      project: lot.project,
      lot: lot.lot.signed.event.subject.id,
      manifest: HASH,
      data: HASH,
      labels: 0,
      items: 3,
      ...(supersedes !== undefined && { supersedes }),
    },
    refs: [closed.id, ...(former === undefined ? [] : [former])],
  });
  const idOf = ({ signed }: LoggedEvent<'release-signed'>): string => signed.event.subject.id;
  const sign = (of: Closed, former?: LoggedEvent<'release-signed'>, by: Actor = of.lot.keeper): LoggedEvent<'release-signed'> =>
    s.log('release-signed', by, toDraft(of, former && idOf(former), former?.id));
  /** What the replay would say to it. */
  const judge = (draft: ReturnType<typeof toDraft>, by: Actor = own.lot.keeper): string => s.judge('release-signed', by, draft);
  const attempt = (former?: LoggedEvent<'release-signed'>, by?: Actor): string =>
    judge(toDraft(own, former && idOf(former), former?.id), by);
  beforeEach(() => {
    s = createScriptedSpace();
    own = begin();
  });

  it('are one line: each names the newest before it, and the last one is current', () => {
    const first = sign(own);
    const second = sign(own, first);
    const third = sign(own, second);
    const { state } = s.replay();
    expect([first, second, third].map((one) => successorOf(state, idOf(one))?.id)).to.deep.equal([second.id, third.id, undefined]);
    expect(currentRelease(state, own.lot.lot.signed.event.subject.id)?.id).to.equal(third.id);
    expect(releaseLine(state, idOf(third))).to.deep.equal([third, second, first].map(idOf));
    // The former ones stay, with all that they say.
    expect([...state.releases.keys()]).to.deep.equal([first, second, third].map(idOf));
  });

  it('are refused twice over the same one, and a second one that supersedes nothing', () => {
    const first = sign(own);
    expect(attempt()).to.equal('release-not-newest');
    expect(attempt(first)).to.equal('counts');
    const second = sign(own, first);
    expect([attempt(first), attempt(), attempt(second)]).to.deep.equal(['release-not-newest', 'release-not-newest', 'counts']);
    sign(own, first);
    expect(s.replay().state.releases.size).to.equal(2);
  });

  it('are refused over another lot’s, over one that is not there, and over nothing where there was none', () => {
    const other = begin();
    const foreign = sign(other);
    expect(attempt(foreign)).to.equal('release-not-newest');
    expect(judge(toDraft(own, s.newId(), own.closed.id))).to.equal('release-not-newest');
    const first = sign(own);
    expect([attempt(foreign), attempt(first)]).to.deep.equal(['release-not-newest', 'counts']);
  });

  it('are refused from another owner, and from whoever is no data owner', () => {
    const first = sign(own);
    const other = begin();
    expect(attempt(first, other.lot.keeper)).to.equal('subject-foreign');
    expect(attempt(first, own.lot.connector)).to.equal('role-missing');
  });

  it('are refused in a circle: over itself, and under an id that is there', () => {
    const first = sign(own);
    const id = s.newId();
    expect(judge(toDraft(own, id, first.id, id))).to.equal('release-not-newest');
    const second = sign(own, first);
    expect(judge(toDraft(own, idOf(second), second.id, idOf(first)))).to.equal('already-there');
  });

  it('are refused without the event of the former one', () => {
    const first = sign(own);
    expect(judge(toDraft(own, idOf(first)))).to.equal('reference-missing');
    expect(judge(toDraft(own, idOf(first), own.closed.id))).to.equal('reference-missing');
  });
});
