/** The issuers that an installation trusts beside its own, as its file of settings names them (`HVB_ISSUERS`). */
import { readFileSync } from 'node:fs';
import { BadSetting } from '#engines';
import { publishedKeys, type Issuer } from './issuers.js';
import { isPurpose, type Purpose } from './purposes.js';

const VARIABLE = 'HVB_ISSUERS';
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
const FIELDS = ['issuer', 'jwks', 'audience', 'algorithms', 'roles', 'unit', 'person', 'purposes'];
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

type Json = Readonly<Record<string, unknown>>;

/** The issuers of a file; none where there is no file. Throws `BadSetting`, which says what is wrong where. */
export function issuersIn(path: string | undefined): readonly Issuer[] {
  if (path === undefined) return [];
  const issuers = issuersOf(jsonIn(path));
  const twice = issuers.find(({ issuer }, i) => issuers.findIndex((one) => one.issuer === issuer) !== i);
  if (twice) throw bad(`${twice.issuer} twice`);
  return issuers;
}

const bad = (what: string): BadSetting => new BadSetting(`${VARIABLE}: ${what}`);

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw bad(`${path}: ${(error as Error).message}`);
  }
}

/** The issuers in a list of settings. Throws `BadSetting`. */
export function issuersOf(settings: unknown): readonly Issuer[] {
  if (!Array.isArray(settings)) throw bad('a list: [{"issuer": "https://…", "jwks": "https://…", "audience": "…"}]');
  return settings.map((one, i) => issuerOf(one as Json, `/${i}`));
}

function issuerOf(setting: Json, at: string): Issuer {
  const unknown = Object.keys(setting).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw bad(`${at}: ${FIELDS.join(', ')}`);
  const { algorithms = ['ES256'], purposes = {}, roles = 'roles', unit = 'unit', person = 'sub' } = setting;
  return {
    issuer: textAt(setting['issuer'], `${at}/issuer`),
    audience: textAt(setting['audience'], `${at}/audience`),
    key: publishedKeys(keysAt(setting['jwks'], `${at}/jwks`)),
    algorithms: algorithmsAt(algorithms, `${at}/algorithms`),
    names: {
      kind: 'elsewhere',
      roles: textAt(roles, `${at}/roles`),
      unit: textAt(unit, `${at}/unit`),
      person: textAt(person, `${at}/person`),
      purposes: purposesAt(purposes, `${at}/purposes`),
    },
  };
}

function textAt(value: unknown, at: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw bad(`${at}: text`);
}

/** Keys come over https, or from this very machine: who can change them on the way can make any token. */
function keysAt(value: unknown, at: string): URL {
  const text = textAt(value, at);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return url;
  throw bad(`${at}: https://…`);
}

function algorithmsAt(value: unknown, at: string): readonly Algorithm[] {
  const isOne = (one: unknown): one is Algorithm => ALGORITHMS.some((algorithm) => algorithm === one);
  if (Array.isArray(value) && value.length > 0 && value.every(isOne)) return value;
  throw bad(`${at}: ${ALGORITHMS.join(', ')}`);
}

function purposesAt(value: unknown, at: string): Readonly<Record<string, Purpose>> {
  const isOne = (one: unknown): boolean => typeof one === 'string' && isPurpose(one);
  if (typeof value === 'object' && value !== null && Object.values(value).every(isOne))
    return value as Readonly<Record<string, Purpose>>;
  throw bad(`${at}: {"<client_id>": "caseHandling"}`);
}
