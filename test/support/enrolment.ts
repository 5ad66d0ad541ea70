import { toSignableBytes } from '../../common/canonical-json.ts';
import type { EnrolmentFile, EnrolmentRequest } from '../../api/enrolments.ts';
import { hmacSha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { provePossession } from '../../provenance/identity/certificate.ts';
import type { ScriptedSpace } from './scripted-space.ts';

/** What a connector with this file asks for, proven with this secret. */
export const connectorRequest = (space: ScriptedSpace, { org, connector }: EnrolmentFile, secret: string): EnrolmentRequest => {
  const actor = space.newActor(org);
  const request = {
    subject: { kind: 'connector' as const, id: connector.subject },
    key: toHex(actor.key.publicKey),
    openingKey: toHex(actor.opening.publicKey),
    roles: connector.roles,
    clearance: 'g1' as const,
    space: space.space,
    org,
  };
  const mac = toHex(hmacSha256(parseHex(secret), toSignableBytes({ request })));
  return { request, possession: provePossession(request, actor.key), mac };
};
