/** Makes the framework's description whole: what every door may refuse with, bodies by media type, tags, named schemas. */
import { type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode } from '#contracts';
import { BODIES, REFUSES } from './describing.decorators.js';
import { hoistTitled } from './hoist-titled.js';
import { problemOf, sentencesOf } from './problem-schema.js';

type Json = Record<string, unknown>;

interface Operation extends Json {
  parameters?: Json[];
  responses: Record<string, { description?: string; content?: Json; headers?: Json }>;
  security?: unknown[];
  tags?: string[];
  description?: string;
  summary?: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** What any door may refuse a request for. */
const OF_ALL: readonly ProblemCode[] = [
  'BadRequest',
  'RequestTimeout',
  'EncodingNotSupported',
  'TooMuchUnderWay',
  'TooManyRequests',
  'HeadersTooLarge',
  'InternalError',
  'NotReady',
  'LogUnavailable',
  'LogDamaged',
  'KeysDamaged',
  'StateDamaged',
  'DiskFailed',
  'LogTaken',
  'OfAnotherLog',
];

/** By media type, what every door that takes a body may refuse it for. */
const OF_BODIES: readonly ProblemCode[] = ['TooLarge', 'UnsupportedMediaType'];

/** The answers that say when to try again. */
const LATER = new Set(['429', '503']);

const TAGS: Readonly<Record<string, string>> = {
  events: 'Det som sägs till hubben, och vad som blev av det / what is said to the hub, and how it fared',
  views: 'Det som gäller en viss dag / what holds on a day',
  feed: 'Vad som har hänt i partens ärenden, i nummerordning / what has happened in the cases of the party, by number',
  audit: 'Granskarens frågor / the auditor’s questions',
  schemas: 'Meddelandenas form / the form of messages',
  simulation: 'Klockan i en berättelse / the clock of a story',
  operations: 'För driften / for operations',
  health: 'Öppna för alla / open to everybody',
};

/** The finished description. Changes nothing of what it is given. */
export function whole(document: OpenAPIObject): OpenAPIObject {
  const made = structuredClone(document) as unknown as {
    paths: Record<string, Json>;
    components: { schemas?: Json };
    tags: unknown;
  };
  const operations = Object.values(made.paths).flatMap((path) =>
    METHODS.flatMap((method) => (path[method] === undefined ? [] : [path[method] as Operation])),
  );
  for (const operation of operations) complete(operation);
  const used = new Set(operations.flatMap(({ tags = [] }) => tags));
  made.tags = Object.entries(TAGS).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : []));
  const { value, named } = hoistTitled(made.paths);
  made.paths = value as Record<string, Json>;
  made.components.schemas = named;
  return made as unknown as OpenAPIObject;
}

function complete(operation: Operation): void {
  operation.description ??= operation.summary ?? '';
  takeBodies(operation);
  for (const [status, codes] of byStatus(refusedBy(operation))) {
    const answer = (operation.responses[status] ??= {});
    answer.description = [answer.description, sentencesOf(codes)].filter(Boolean).join('\n\n');
    answer.content = { ...answer.content, [PROBLEM_MEDIA_TYPE]: { schema: problemOf(codes) } };
    if (LATER.has(status)) answer.headers = { ...answer.headers, 'retry-after': RETRY_AFTER };
  }
}

const RETRY_AFTER = { description: 'Sekunder / seconds', schema: { type: 'integer', minimum: 1 } };

/** Its own codes and those that it shares with others; the markings are taken away. */
function refusedBy(operation: Operation): readonly ProblemCode[] {
  const own = Object.keys(operation).filter((key) => key.startsWith(REFUSES));
  for (const key of own) Reflect.deleteProperty(operation, key);
  const isPublic = operation.security?.length === 0;
  return [
    ...OF_ALL,
    ...(isPublic ? [] : (['Unauthorized'] as const)),
    ...('requestBody' in operation ? OF_BODIES : []),
    ...own.map((key) => key.slice(REFUSES.length) as ProblemCode),
  ];
}

function byStatus(codes: readonly ProblemCode[]): ReadonlyMap<string, readonly ProblemCode[]> {
  const groups = new Map<string, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const status = String(PROBLEMS[code].status);
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function takeBodies(operation: Operation): void {
  const content = operation[BODIES];
  if (content === undefined) return;
  Reflect.deleteProperty(operation, BODIES);
  operation['requestBody'] = { required: true, content };
}
