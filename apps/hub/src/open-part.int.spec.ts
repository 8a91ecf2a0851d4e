import { join } from 'node:path';
import { readFileSync, readdirSync } from 'node:fs';
import { memoryKeys } from '#access';
import { nameUuid, openStream, uuidOf } from '#cases';
import { messageType, schemaOf, type JsonSchema, type StreamName } from '#contracts';
import { DEADLINE_LAW, FINDING_RULES, RULES } from '#domain';
import { openSqliteLog, type EventLog } from '#event-log';
import { aCase, aLine, anHvb, aRegistration, PLACING_PARTY, REGION } from '../../../test/support/case-builder.js';
import { formsOf } from '../../../test/support/found-in-plain.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1')
  .registered({ person: { ...aRegistration.person, protection: 'sekretessmarkering' }, hvb: anHvb })
  .decided('2026-01-12')
  .clarified()
  .confirmed()
  .consentGiven('2026-01-13')
  .childHeard('2026-01-13')
  .started('2026-01-15')
  .moved('2026-01-16')
  .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 400, [REGION]: 600 })] })
  .approvedByBoth('2026-01-17')
  .contract('C1')
  .cost('K1', 123_457, '2026-01-15')
  .claim('Q1', 'K1')
  .reviewed('2026-01-17')
  .endPlanned('2026-01-18')
  .ended('2026-01-18');
const events: readonly WireEvent[] = eventsOf(story);
const stream = `case-${story.placementId}` as StreamName;

/** Texts and numbers within a value; of a list, of its elements. */
function valuesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesIn);
}

/** The names of all fields within a schema. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { properties?: Readonly<Record<string, JsonSchema>> };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(namesIn)];
}

/** What the open part may hold: message ids, sources, the subject, times, whose key. */
const OPEN = new Set([
  ...events.flatMap(({ id, source, subject, time }) => [id, source, subject, time]),
  story.placementId,
  PLACING_PARTY,
  REGION,
]);
/** Shorter texts are found by chance. */
const LONG_ENOUGH = 6;

describe('the log of a case', () => {
  let hub: SpecHub;
  let log: EventLog;
  let folder: string;
  const keys = memoryKeys();
  beforeAll(async () => {
    folder = temporaryFolder();
    log = openSqliteLog({ path: join(folder, 'log.db') });
    hub = await openSpecHub({ log, keys });
    await hub.tell([...dalarnaEvents(), ...events]);
    await hub.time.moveTo('2026-12-01T10:00:00.000Z' as never);
    await hub.clock.run();
  });
  afterAll(async () => {
    await hub.close();
    await log.close();
  });

  const files = (): readonly Buffer[] =>
    readdirSync(folder)
      .filter((name) => name.startsWith('log.db'))
      .map((name) => readFileSync(join(folder, name)));
  const found = (texts: Iterable<string>): readonly string[] => {
    const all = files();
    return [...new Set(texts)].filter((text) => formsOf(text).some((form) => all.some((file) => file.includes(form))));
  };

  it('is three files, and holds what its open part may hold', async () => {
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('log.db'))
        .sort(),
    ).toEqual(expect.arrayContaining(['log.db', 'log.db-shm', 'log.db-wal']));
    expect(found([story.placementId, events[0]!.source])).toHaveLength(2);
    const { derived } = await openStream({ log, keys }, stream, { want: 'assess' });
    expect(new Set(derived.map(({ type }) => type)).size).toBeGreaterThan(4);
  });

  it('holds no value of any field of what was said of it', () => {
    const values = events
      .flatMap(({ data }) => valuesIn(data))
      .filter((text) => text.length >= LONG_ENOUGH && !OPEN.has(text));
    expect(new Set(values).size).toBeGreaterThan(30);
    expect(found(values.map((text) => `"${text}"`))).toEqual([]);
    expect(found(values.filter((text) => !/^\d{4}-\d\d-\d\d$/.test(text)))).toEqual([]);
  });

  it('holds no name of a field of what was said, nor of what the hub says', async () => {
    const names = events.flatMap(({ type }) => (messageType(type) ? namesIn(schemaOf(type)) : []));
    const { derived } = await openStream({ log, keys }, stream, { want: 'assess' });
    const said = derived.flatMap(({ data, why }) => [...Object.keys(data), ...Object.keys(why)]);
    expect(
      found(
        [...names, ...said].filter((name) => name !== 'corrects' && name !== 'causedBy').map((name) => `"${name}":`),
      ),
    ).toEqual([]);
  });

  it('holds no kind of deadline and no rule id, nor what the hub says in words', async () => {
    const kinds = Object.keys(DEADLINE_LAW);
    expect(found(kinds)).toEqual([]);
    const rules = new Set([...RULES.map(({ id }) => id), ...FINDING_RULES.map(({ rule }) => rule)]);
    expect(rules.size).toBeGreaterThan(100);
    expect(found([...rules].map((rule) => `"${rule}"`))).toEqual([]);
    const { derived } = await openStream({ log, keys }, stream, { want: 'assess' });
    const texts = derived
      .flatMap(({ data }) => valuesIn(data))
      .filter((text) => text.length >= LONG_ENOUGH && !OPEN.has(text));
    expect(texts.length).toBeGreaterThan(10);
    expect(found(texts.filter((text) => !/^\d{4}-\d\d-\d\d$/.test(text)))).toEqual([]);
  });

  it('tells no saying by its id, to one who knows stream, type and id and tries the names that it could have', async () => {
    const stored = await log.readStream(stream);
    const name = nameUuid();
    const words = [
      ...Object.keys(DEADLINE_LAW),
      ...RULES.map(({ id }) => id),
      ...Array.from({ length: 20 }, (_, n) => `version ${n}`),
    ];
    const things = words.flatMap((word) => [word, name(stream, 'deadline', word), name(stream, 'finding', word)]);
    const ids = new Set<string>(stored.map(({ eventId }) => eventId));
    const { derived } = await openStream({ log, keys }, stream, { want: 'assess' });
    const types = new Set(derived.map(({ type }) => type));
    // The names are right: they are those of what was said.
    const said = new Set<string>(derived.map(({ thing }) => thing));
    expect(things.filter((thing) => said.has(thing)).length).toBeGreaterThan(0);
    // Nor would it help to know what was said.
    things.push(...said);
    const told = things.flatMap((thing) =>
      [
        thing,
        ...[...types].flatMap((type) => stored.map(({ revision }) => uuidOf(stream, thing, type, String(revision)))),
      ].filter((id) => ids.has(id)),
    );
    expect(told).toEqual([]);
  });
});
