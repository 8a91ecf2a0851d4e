/** Asks every request who it speaks for, before its body is read. */
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type ProblemFacts } from '#contracts';
import {
  lawOf,
  letIn,
  PURPOSES,
  TokenRefused,
  type DoorName,
  type Principal,
  type ShutOut,
  type TokenVerifier,
} from '#access';
import { PURPOSE_HEADER, USER_HEADER, type RouteAccess } from './access.decorators.js';
import { certificateOf } from './client-certificate.js';
import { ProblemError, refusal } from './refusal.js';
import { sendProblem } from './problem.filter.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=]+)$/i;
const REALM = 'realm="hvb-hub"';

/** A browser cannot send a bearer token by itself: on these it may give the token as the password of HTTP Basic. */
const BROWSER_PATHS = /^\/(docs(\/|$)|openapi\.json$)/;

/** Hooks the check in: a route that is not `public` is reached by nobody without a token that holds. */
export function authenticate(fastify: FastifyInstance, verifier: TokenVerifier, proxies: readonly string[] = []): void {
  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('askAgain', function (this: FastifyRequest): Promise<Principal> {
    return letInAgain(this, { verifier, proxies });
  });
  fastify.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access;
    if (access === 'public') return;
    const path = pathOf(request);
    try {
      request.principal = await principalOf(request, path, { verifier, proxies });
      request.principal = atDoor(request, request.principal, access);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return sendProblem(reply, error.problem, error.headers) satisfies FastifyReply;
    }
  });
}

/** By the register and the clock of the moment: what is open for long asks so, and ends where this throws as at the first time. */
async function letInAgain(request: FastifyRequest, asked: Asked): Promise<Principal> {
  return atDoor(request, await principalOf(request, pathOf(request), asked), request.routeOptions.config.access);
}

interface Asked {
  readonly verifier: TokenVerifier;
  /** Addresses whose word on client certificates is taken. */
  readonly proxies: readonly string[];
}

async function principalOf(request: FastifyRequest, path: string, { verifier, proxies }: Asked): Promise<Principal> {
  const header = request.headers.authorization ?? '';
  if (header === '') throw unauthorized(path);
  const token = tokenIn(header, mayComeFromBrowser(request, path));
  if (token === undefined) throw unauthorized(path, 'malformed');
  try {
    return await verifier.verify(token, { certificate: certificateOf(request, proxies) });
  } catch (error) {
    throw error instanceof TokenRefused ? unauthorized(path, error.reason) : error;
  }
}

function tokenIn(header: string, fromBrowser: boolean): string | undefined {
  return BEARER.exec(header)?.[1] ?? (fromBrowser ? passwordOf(header) : undefined);
}

/** Who asks, let in at the door with its purpose. What is no door – what is not there – shows itself to any token. */
function atDoor({ headers }: FastifyRequest, principal: Principal, access: RouteAccess | undefined): Principal {
  if (access === undefined || access === 'public') return principal;
  const said = { purpose: headerIn(headers, PURPOSE_HEADER), user: headerIn(headers, USER_HEADER) };
  const asked = letIn(access, principal, said);
  if (typeof asked === 'string') throw REFUSED[asked](access);
  return asked;
}

/** As it was sent; of one sent twice, both, which is neither. */
const headerIn = (headers: FastifyRequest['headers'], name: string): string | undefined =>
  headers[name.toLowerCase()]?.toString();

const purposesOf = (door: DoorName): ProblemFacts => ({
  pointer: `/${PURPOSE_HEADER}`,
  expected: (lawOf(door).onlyFor ?? PURPOSES).join(', '),
});
const user = (expected: string): ProblemError => refusal('BadRequest', { pointer: `/${USER_HEADER}`, expected });

const REFUSED: Readonly<Record<ShutOut, (door: DoorName) => ProblemError>> = {
  notOfItsRole: () => refusal('Forbidden'),
  noMandate: () => refusal('Forbidden'),
  purposeUnknown: (door) => refusal('PurposeUnknown', purposesOf(door)),
  purposeMissing: (door) => refusal('PurposeMissing', purposesOf(door)),
  purposeNotOfDoor: (door) => refusal('PurposeUnknown', purposesOf(door)),
  userMissing: () => user('vem svaret visas för / whom the answer is shown to'),
  userNotOpaque: () => user('1–128 tecken, inget personnummer / characters, no person number'),
  userOfAPerson: () => user('bara från ett system / from a system only'),
};

function mayComeFromBrowser(request: FastifyRequest, path: string): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && BROWSER_PATHS.test(path);
}

function passwordOf(header: string): string | undefined {
  const pair = BASIC.exec(header)?.[1];
  if (pair === undefined) return undefined;
  const text = Buffer.from(pair, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1);
}

function pathOf(request: FastifyRequest): string {
  const [path = ''] = request.url.split('?', 1);
  return path;
}

/** RFC 6750: what was wrong with a token is told, that none was given is not an error. */
function unauthorized(path: string, reason?: TokenRefused['reason']): ProblemError {
  const bearer = `Bearer ${REALM}${reason === undefined ? '' : `, error="invalid_token", error_description="${reason}"`}`;
  // A line each: a browser that reads one line as one challenge would see a scheme it does not know, and never ask.
  const challenge = BROWSER_PATHS.test(path) ? [bearer, `Basic ${REALM}, charset="UTF-8"`] : bearer;
  return refusal(
    'Unauthorized',
    { expected: reasonText[reason ?? 'malformed'] },
    {
      'www-authenticate': challenge,
    },
  );
}

const reasonText: Readonly<Record<TokenRefused['reason'], string>> = {
  malformed: 'Authorization: Bearer <JWT>',
  unknownIssuer: 'a token of an issuer that this hub trusts',
  badSignature: 'a token signed by its issuer',
  expired: 'a token that has not expired',
  namesNobody: 'a token of a party, an auditor or an operator, with a role',
  denied: 'a token that is not denied',
  partyClosed: 'a token of a party that is not closed',
  partyUnknown: 'a token of a party that is registered',
  holdsTooLong: 'a token of a system that holds for an hour at most',
  otherCertificate: 'a token bound to the certificate of the connection, and to one of its party',
  notForThisHub: 'a token with this hub as audience, and with an expiry',
};
