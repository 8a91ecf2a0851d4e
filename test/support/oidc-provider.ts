/** A provider of OpenID Connect for specs: systems by client credentials, people by the code flow, keys that are rotated. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Provider } from 'oidc-provider';
import * as client from 'openid-client';

const HUB = 'urn:hvb-hub';
const SECRET = 'a-secret-of-a-spec-and-of-nobody-else';
const REDIRECT = 'http://127.0.0.1:9/signed-in';
const HOPS_MAX = 12;

/** What a client's tokens say beside who asks, by client. */
export type ClaimsOf = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface TestProvider {
  readonly issuer: string;
  readonly jwks: URL;
  /** An access token of a system, for the hub unless another audience is said. */
  systemToken(clientId: string, audience?: string): Promise<string>;
  /** The tokens of a person who signs in. */
  personTokens(clientId: string, person: string): Promise<{ readonly access: string; readonly id: string }>;
  /** From now on another key signs, and it alone is published. */
  rotate(): Promise<void>;
  stop(): Promise<void>;
}

async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
}

/** Listens on any free port of this machine. `claims` names the clients, and says what their access tokens hold. */
export async function openProvider(claims: ClaimsOf): Promise<TestProvider> {
  let provider: Provider;
  const server = createServer((request, response) => {
    void provider.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let keys = 0;
  const rotate = async (): Promise<void> => {
    provider = await providerWith(issuer, claims, await signingKey(`key-${(keys += 1)}`));
  };
  await rotate();
  return {
    issuer,
    jwks: new URL(`${issuer}/jwks`),
    systemToken: async (id, audience = HUB) => {
      const config = await discovered(issuer, id);
      const { access_token } = await client.clientCredentialsGrant(config, { scope: 'hvb', resource: audience });
      return access_token;
    },
    personTokens: (id, person) => signedIn(issuer, id, person),
    rotate,
    stop: () => stopped(server),
  };
}

/** Imported late: on Node 20 it says on standard error that it wants a later one, and works. */
async function providerWith(issuer: string, claims: ClaimsOf, key: JWK): Promise<Provider> {
  const { Provider: OidcProvider } = await import('oidc-provider');
  return new OidcProvider(issuer, {
    clients: Object.keys(claims).map((client_id) => ({
      ...{ client_id, client_secret: SECRET, id_token_signed_response_alg: 'ES256' as const },
      ...{ redirect_uris: [REDIRECT], response_types: ['code' as const] },
      grant_types: ['client_credentials', 'authorization_code'],
    })),
    jwks: { keys: [key] },
    scopes: ['openid', 'hvb'],
    cookies: { keys: [SECRET] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => HUB,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, audience) => ({
          ...{ scope: 'hvb', audience, accessTokenFormat: 'jwt', accessTokenTTL: 600 },
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_, token) => ({ ...claims[(token as { readonly clientId?: string }).clientId ?? ''] }),
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  });
}

function discovered(issuer: string, clientId: string): Promise<client.Configuration> {
  // Between two ends of one machine there is nobody to hide from.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return client.discovery(new URL(issuer), clientId, SECRET, undefined, { execute: [client.allowInsecureRequests] });
}

/** The code flow, with the provider's own forms filled in as the person would. */
async function signedIn(issuer: string, clientId: string, person: string) {
  const config = await discovered(issuer, clientId);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const start = client.buildAuthorizationUrl(config, {
    ...{ redirect_uri: REDIRECT, scope: 'openid hvb', resource: HUB, state: expectedState },
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const end = await throughForms(start, person);
  const checks = { pkceCodeVerifier, expectedState, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(config, end, checks, { resource: HUB });
  return { access: tokens.access_token, id: tokens.id_token ?? '' };
}

async function throughForms(start: URL, person: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at: Hop = { url: start };
  for (let hops = 0; hops < HOPS_MAX; hops += 1) {
    at = await nextHop(at, cookies, person);
    if (at.url.href.startsWith(REDIRECT)) return at.url;
  }
  throw new Error('nobody was signed in');
}

interface Hop {
  readonly url: URL;
  /** What is filled in there; nothing where it is only opened. */
  readonly form?: string;
}

async function nextHop({ url, form }: Hop, cookies: Map<string, string>, person: string): Promise<Hop> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...sent });
  for (const set of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    cookies.set(name, value);
  }
  const location = answer.headers.get('location');
  const page = await answer.text();
  return location === null ? { url, form: formOf(page, person) } : { url: new URL(location, url) };
}

function formOf(page: string, person: string): string {
  const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
  if (prompt === undefined) throw new Error(`no form: ${page.slice(0, 300)}`);
  return prompt === 'login' ? `prompt=login&login=${person}&password=any` : `prompt=${prompt}`;
}

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
