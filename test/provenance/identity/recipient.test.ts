import { expectCode } from '../../support/expect-code.ts';
import { openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type ScriptedSpace } from '../../support/scripted-space.ts';
import { FRESHNESS_SECONDS, verifyLabelRecipient } from '../../../provenance/identity/recipient.ts';

const NOW = 1_764_000_000;

describe('a label of a sealed lot', () => {
  let space: ScriptedSpace;
  let scripted: ScriptedLot;
  const verify = (witnessedAt: number): void => {
    const { state } = space.replay();
    const lot = state.lots.get(scripted.lot.signed.event.subject.id);
    if (lot === undefined) throw new Error('no lot');
    verifyLabelRecipient(lot, { state, witnessedAt, now: NOW });
  };
  beforeEach(() => {
    space = createScriptedSpace('recipients');
    scripted = openScriptedLot(space, { level: 'g3', lotKey: '09'.padEnd(64, '0'), clearance: 'g3' });
  });

  it('is sealed while a checkpoint of ten minutes ago shows the connector as certified', () => verify(NOW - FRESHNESS_SECONDS));
  it('is sealed under no older one: who was revoked since is not known', () =>
    expectCode(() => verify(NOW - FRESHNESS_SECONDS - 1), 'checkpoint-stale'));
  it('is not sealed to a connector that is revoked', async () => {
    space.revoke(scripted.owner, scripted.connector);
    await expectCode(() => verify(NOW), 'recipient-revoked');
  });
});
