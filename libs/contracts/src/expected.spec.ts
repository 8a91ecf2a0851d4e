import { sampleEvent } from '../test/samples.js';
import { type JsonSchema } from './field-kind.js';
import { MESSAGE_TYPES } from './message-types.js';
import { readMessage } from './read-message.js';
import { schemaOf } from './schemas.js';

/** What is said of each kind of value; bounds where it has any. */
const SAYS: Readonly<Record<string, RegExp>> = {
  array: /^lista \/ list, \d+–\d+ element \/ items$/,
  integer: /^heltal \/ integer(, -?\d+–\d+|: \d+( \| \d+)*)$/,
  boolean: /^boolesk \/ boolean: true \| false$/,
  object: /^objekt \/ object$/,
  string:
    /^(text, 1–\d+|ord \/ word: \S+|uuid, |dag \/ day, .*1800–2999|tidpunkt \/ instant, |id, .*1–64|part \/ party, |kommunkod \/ kommun code, |regionkod \/ region code, |personnummer, |samordningsnummer, )/,
};

const nodesOf = (schema: unknown): readonly JsonSchema[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && typeof schema.type !== 'object' ? [schema as JsonSchema] : [];
  return [...own, ...Object.values(schema).flatMap(nodesOf)];
};

const expectedOf = (type: Parameters<typeof sampleEvent>[0], data: object): string | undefined => {
  const event = sampleEvent(type);
  const read = readMessage({ ...event, data: { ...(event['data'] as object), ...data } });
  return read.ok ? 'taken' : read.problem.expected;
};

describe('what is expected of a field', () => {
  it.each(MESSAGE_TYPES.map(({ type }) => type))(
    'says the kind of value and its bounds, of every field of %s',
    (type) => {
      for (const { type: kind, description } of nodesOf(schemaOf(type)))
        expect([kind, description]).toEqual([kind, expect.stringMatching(SAYS[kind as string]!)]);
    },
  );

  it.each([
    ['placement.registered', { goals: 'ett' }, 'lista / list, 0–100 element / items'],
    ['placement.registered', { goals: [] }, 'taken'],
    ['placement.registered', { person: [] }, 'objekt / object'],
    ['placement.registered', { registeredKommun: 2080 }, 'kommunkod / kommun code, fyra siffror / four digits | null'],
    ['placement.started', { startedOn: 1 }, 'dag / day, ÅÅÅÅ-MM-DD / YYYY-MM-DD, 1800–2999'],
    ['placement.started', { extra: 1 }, expect.stringMatching(/^fält \/ fields: .*startedOn/)],
    ['costAllocation.costRecorded', { amountOre: '1' }, expect.stringMatching(/^heltal \/ integer, 0–\d+$/)],
    ['costAllocation.proposed', { version: 0 }, expect.stringMatching(/^heltal \/ integer, 1–\d+$/)],
  ] as const)('is told where it is wrong: %s %j', (type, data, said) => {
    expect(expectedOf(type, data)).toEqual(said);
  });
});
