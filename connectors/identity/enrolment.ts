import { enrolmentState, ownEnrolment, type EnrolmentFile } from '../../api/enrolments.ts';
import type { z } from 'zod';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { hmacSha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { provePossession, type CertificateRequest } from '../../provenance/identity/certificate.ts';
import { toWitnessKey } from '../../provenance/log/cosignature.ts';
import { toVerifierKey } from '../../provenance/log/note.ts';
import type { Certificate, SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { MemberKeys } from './keys.ts';

/** Verifier key by which policies list this process's witness. */
export const toCosigner = ({ connector }: EnrolmentFile, { cosigner }: MemberKeys): string =>
  toVerifierKey(toWitnessKey(connector.cosigner, cosigner.publicKey));

/** What this process asks to be certified as. An owner's connector sees its own data of every level; a witness sees none. */
export const toRequest = ({ space, org, connector }: EnrolmentFile, { signing, opening }: MemberKeys): CertificateRequest => ({
  space,
  org,
  subject: { kind: 'connector', id: connector.subject },
  key: toHex(signing.publicKey),
  openingKey: toHex(opening.publicKey),
  roles: [...connector.roles],
  clearance: connector.roles.includes('connector') ? 'core' : 'g1',
});

/**
 * Presents the own keys. The MAC under the enrolment file's secret tells the administrator that they are this process's, whatever the
 * gateway in between did; presenting them again changes nothing.
 */
export const requestCertificate = async (
  file: EnrolmentFile,
  keys: MemberKeys,
  client: GatewayClient,
): Promise<z.infer<typeof enrolmentState>> => {
  const request = toRequest(file, keys);
  const said = { request, cosigner: toCosigner(file, keys) };
  const mac = toHex(hmacSha256(parseHex(file.secret), toSignableBytes(said as unknown as Json)));
  const { invitation } = file;
  const json = { ...said, possession: provePossession(request, keys.signing), ...(invitation && { invitation }), mac };
  return (await client.ask(ownEnrolment, { method: 'POST', path: '/api/enrolments', json, anonymous: true })).state;
};

/**
 * The own certificate in the own copy of the log; undefined while it is not there.
 * @throws DomainError `certificate-unfit` when the key is certified for something else than the enrolment file says, `certificate-revoked`
 */
export const findCertificate = (state: SpaceState, { org, connector }: EnrolmentFile, keys: MemberKeys): Certificate | undefined => {
  const certificate = state.certificates.get(toHex(keys.signing.publicKey));
  if (certificate === undefined) return undefined;
  const { revokedAt } = certificate;
  if (revokedAt !== undefined) return fail('certificate-revoked', { key: certificate.key, index: revokedAt });
  const fits =
    certificate.org === org &&
    certificate.id === connector.certificate &&
    certificate.openingKey === toHex(keys.opening.publicKey) &&
    connector.roles.every((role) => certificate.roles.includes(role));
  return fits ? certificate : fail('certificate-unfit', { certificate: certificate.id, roles: certificate.roles });
};
