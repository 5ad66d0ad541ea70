import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { findCertificate } from '../../../connectors/identity/enrolment.ts';
import type { MemberKeys } from '../../../connectors/identity/keys.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

describe('the own certificate', () => {
  const setUp = () => {
    const s = createScriptedSpace('own certificate');
    const [root, other] = [s.join('owner'), s.join('owner')];
    const actor = s.newActor(root.org);
    const keys: MemberKeys = { signing: actor.key, opening: actor.opening, cosigner: actor.key };
    const connector = {
      certificate: actor.certificate,
      roles: ['connector' as const, 'witness' as const],
      subject: actor.subject,
      cosigner: 'x',
    };
    const file = {
      v: 1 as const,
      space: s.space,
      gateway: 'http://x',
      org: root.org,
      rootKey: toHex(root.key.publicKey),
      connector,
      secret: '',
    };
    const find = () => findCertificate(s.replay().state, file, keys);
    return { s, root, other, actor, find };
  };

  it('is the one that the log shows for the own key, as the enrolment file says', () => {
    const { s, root, actor, find } = setUp();
    expect(find()).to.equal(undefined);
    s.certify(root, ['connector', 'witness'], actor);
    expect(find()?.id).to.equal(actor.certificate);
  });

  it('is refused when it was issued by another organisation', async () => {
    const { s, other, actor, find } = setUp();
    s.certify(other, ['connector', 'witness'], { ...actor, org: other.org });
    await expectCode(find, 'certificate-unfit');
  });

  it('is refused with another id, another opening key or fewer roles', async () => {
    for (const change of [
      (s: ReturnType<typeof setUp>) => s.s.certify(s.root, ['connector', 'witness'], { ...s.actor, certificate: s.s.newId() }),
      (s: ReturnType<typeof setUp>) =>
        s.s.certify(s.root, ['connector', 'witness'], { ...s.actor, opening: s.s.newActor(s.root.org).opening }),
      (s: ReturnType<typeof setUp>) => s.s.certify(s.root, ['witness'], s.actor),
    ]) {
      const context = setUp();
      change(context);
      await expectCode(context.find, 'certificate-unfit');
    }
  });

  it('counts no more once it is revoked', async () => {
    const { s, root, actor, find } = setUp();
    s.certify(root, ['connector', 'witness'], actor);
    s.revoke(root, actor);
    await expectCode(find, 'certificate-revoked');
  });
});
