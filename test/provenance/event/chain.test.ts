import { expect } from 'chai';
import fc from 'fast-check';
import { NO_EVENT, verifyChainLink, type ChainHead } from '../../../provenance/event/chain.ts';
import type { Event } from '../../../provenance/event/event.ts';
import { expectCode, passes } from '../../support/expect-code.ts';

const id = (seq: number): string => seq.toString(16).padStart(64, '0');
const head = (seq: number): ChainHead => ({ seq, id: id(seq + 1) });
const work = (seq: number, prev: string): Event => ({ type: 'item-reported', seq, prev }) as Event;
const resumed = (seq: number, prev: string, lastKnownSeq: number): Event =>
  ({ type: 'chain-resumed', seq, prev, body: { lastKnownSeq } }) as Event;

describe('links of a chain', () => {
  it('begin at 0 after no event', () => verifyChainLink(undefined, work(0, NO_EVENT)));
  it('take the next seq after the head', () => verifyChainLink(head(4), work(5, head(4).id)));
  it('never begin elsewhere', () => expectCode(() => verifyChainLink(undefined, work(1, NO_EVENT)), 'chain-gap'));
  it('never begin after an event that is not there', () => expectCode(() => verifyChainLink(undefined, work(0, id(9))), 'chain-forked'));
  it('take no place twice', () => expectCode(() => verifyChainLink(head(4), work(4, head(3).id)), 'chain-forked'));
  it('leave no place out', () => expectCode(() => verifyChainLink(head(4), work(6, head(4).id)), 'chain-gap'));
  it('name the event before them', () => expectCode(() => verifyChainLink(head(4), work(5, id(99))), 'chain-forked'));

  it('leave places out only by chain-resumed', () => verifyChainLink(head(4), resumed(9, head(4).id, 4)));
  it('resume a chain of which the log holds nothing', () => verifyChainLink(undefined, resumed(1, NO_EVENT, 0)));
  it('resume from the head and nothing else', async () => {
    await expectCode(() => verifyChainLink(head(4), resumed(9, head(3).id, 4)), 'chain-forked');
    await expectCode(() => verifyChainLink(head(4), resumed(9, head(4).id, 3)), 'chain-forked');
    await expectCode(() => verifyChainLink(head(4), resumed(9, head(4).id, 5)), 'chain-gap');
    await expectCode(() => verifyChainLink(head(4), resumed(4, head(4).id, 4)), 'chain-forked');
  });

  it('never go back, whatever is offered', () =>
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.boolean(), (at, seq, resume) => {
        const offered = resume ? resumed(seq, head(at).id, at) : work(seq, head(at).id);
        expect(passes(() => verifyChainLink(head(at), offered))).to.equal(resume ? seq > at : seq === at + 1);
      }),
    ));
});
