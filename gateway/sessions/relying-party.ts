import * as oidc from 'openid-client';
import { fail } from './errors.ts';
import { CALLBACK_PATH, CLIENT_ID, ISSUER_PATH } from './issuer.ts';
import type { SignIn } from './store.ts';

export interface RelyingPartyOptions {
  /** Where browsers reach the gateway, without a path. */
  readonly origin: string;
  /** Where the gateway reaches itself: the address that it listens on. */
  readonly internal: string;
  readonly clientSecret: string;
}

export interface RelyingParty {
  /** What a new sign-in remembers, and the address that the browser is sent to. */
  begin(): Promise<{ readonly state: string; readonly nonce: string; readonly verifier: string; readonly address: string }>;
  /** The login that the identity provider's answer speaks of. @throws DomainError `sign-in-failed` */
  finish(query: string, state: string, signIn: Pick<SignIn, 'nonce' | 'verifier'>): Promise<string>;
}

const configure = ({ origin, internal, clientSecret }: RelyingPartyOptions): oidc.Configuration => {
  const issuer = `${origin}${ISSUER_PATH}`;
  const server = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ['ES256'],
  };
  const configuration = new oidc.Configuration(
    server,
    CLIENT_ID,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(clientSecret),
  );
  configuration[oidc.customFetch] = (url, options) => fetch(url.replace(origin, internal), options as RequestInit);
  // The gateway speaks to itself, also where it is reached without TLS; so the ID token's signature is checked too.
  oidc.allowInsecureRequests(configuration);
  oidc.enableNonRepudiationChecks(configuration);
  return configuration;
};

/** The gateway as the one client of its own identity provider: authorization code with PKCE (RFC 7636), state and nonce. */
export const createRelyingParty = (options: RelyingPartyOptions): RelyingParty => {
  const configuration = configure(options);
  const callback = `${options.origin}${CALLBACK_PATH}`;
  return {
    begin: async () => {
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: callback,
        scope: 'openid',
        // Signing out of the console is signing out: the identity provider asks each time.
        prompt: 'login',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { state, nonce, verifier, address: address.href };
    },
    finish: async (query, state, { nonce, verifier }) => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${callback}?${query}`), checks);
        return tokens.claims()?.sub ?? fail('sign-in-failed');
      } catch (cause) {
        return fail('sign-in-failed', {}, { cause });
      }
    },
  };
};
