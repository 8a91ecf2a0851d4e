import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonSchema, MEDIA_TYPES, schemaOf, wireType } from '#contracts';
import {
  aCase,
  aLine,
  anHvb,
  aRegistration,
  day,
  PLACING_PARTY,
  REGION,
  uuid,
} from '../../../test/support/case-builder.js';
import { openHubDoor, type HubDoor } from '../../../test/support/hub-door.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

// Tolvan Tolvansson, as old as test data gets.
const NUMBER = '201212121212';
const FORMS = ['1212121212', '121212-1212', '20121212-1212', '2012-12-12'];
const TEXT = `Gäller 20121212-1212 (${NUMBER})`;

/** The value with every sealed text of its schema replaced, and every optional one filled in. */
function filled(schema: JsonSchema, value: unknown): unknown {
  const { properties, items, anyOf } = schema as {
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    anyOf?: readonly JsonSchema[];
  };
  if (anyOf) return value === null ? null : filled(anyOf[0]!, value);
  if (items) return Array.isArray(value) ? value.map((item) => filled(items, item)) : value;
  if (properties) {
    const given = value as Record<string, unknown>;
    const all = Object.entries(properties).map(([name, of]) => [
      name,
      name in given || isText(of) ? filled(of, given[name]) : undefined,
    ]);
    return Object.fromEntries(all.filter(([, member]) => member !== undefined));
  }
  return isText(schema) ? TEXT : value;
}

const isText = (schema: JsonSchema): boolean => schema['x-privacy'] === 'sensitive' && schema['type'] === 'string';

/** Every kind of message that a party can send about a placement or an agreement, valid as far as its form goes. */
const messages: readonly WireEvent[] = [
  ...dalarnaEvents().map((event, index) =>
    index === 0
      ? {
          ...event,
          data: { ...event.data, header: { documentType: 'x', decidedBy: 'x', appliesTo: 'x', responsible: 'x' } },
        }
      : event,
  ),
  ...eventsOf(
    aCase('P1')
      .registered({
        person: {
          ...aRegistration.person,
          birthDate: day('2012-12-12'),
          identity: { personnummer: NUMBER },
        },
        hvb: { ...anHvb, ivoPermit: 'x' },
      })
      .decided('2026-01-12')
      .clarified()
      .confirmed()
      .consentGiven('2026-01-13')
      .childHeard('2026-01-13')
      .started('2026-01-15')
      .moved('2026-01-16')
      .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] })
      .approvedByBoth('2026-01-17')
      .disputed()
      .withdrawn()
      .contract('C1')
      .cost('K1', 100, '2026-01-15')
      .claim('Q1', 'K1')
      .reviewed('2026-01-17')
      .selfCareDecided('2026-01-17')
      .costAnnulled('m19')
      .endPlanned('2026-01-18')
      .ended('2026-01-18')
      .annulled('m1'),
  ),
];

const disclosure = [
  { recipient: REGION, ground: 'harmTest', outcome: 'noHarm', decidedBy: TEXT, decidedOn: '2026-01-10', note: TEXT },
  { recipient: REGION, ground: 'duty', statute: TEXT, decidedBy: TEXT, decidedOn: '2026-01-10' },
];

const withTexts = (event: WireEvent): WireEvent => {
  const schema = schemaOf(event.type) as JsonSchema;
  return { ...event, data: { ...(filled(schema, event.data) as object), disclosure } };
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

describe('a person number', () => {
  let door: HubDoor;
  beforeAll(async () => {
    door = await openHubDoor('2026-02-01T08:00:00.000Z');
  });
  afterAll(() => door.close());

  const send = (event: object, as: string) =>
    door.post(JSON.stringify(event), { 'content-type': MEDIA_TYPES.structured }, as);
  const senderOf = ({ source }: WireEvent): string => (source === `/party/${REGION}` ? 'region' : 'kommun');

  it('posted in every field that may hold text is found nowhere on disk, nor in what is logged', async () => {
    const outcomes: string[] = [];
    for (const message of messages) {
      const { body } = await send(withTexts(message), senderOf(message));
      outcomes.push(body[0]?.outcome ?? body.code);
      // The same where only an id may stand, in the name of a field, as a value of the wrong kind, in a correction.
      for (const bad of [
        { ...message, id: NUMBER },
        { ...message, id: 'b1', subject: `${message.subject.split('/')[0]}/${NUMBER}` },
        { ...message, id: 'b2', [NUMBER]: 'x' },
        { ...message, id: 'b3', data: { ...message.data, [`f${NUMBER}`]: TEXT } },
        { ...message, id: 'b4', source: `${message.source}/${NUMBER}` },
        { ...message, id: 'b5', corrects: NUMBER, correctionreason: TEXT },
        { ...message, id: 'b6', corrects: 'nothing', correctionreason: TEXT },
      ]) {
        await send(bad, senderOf(message));
      }
    }
    await door.post(`{"half": "${TEXT}`, { 'content-type': MEDIA_TYPES.structured });
    await door.post(TEXT, { 'content-type': 'text/plain', 'ce-id': NUMBER, 'x-person': NUMBER });
    await door.get(`/v1/quarantine/${NUMBER}`);
    await door.get(`/v1/receipts?after=${NUMBER}&x=${NUMBER}`);
    // It did come in: accepted, kept waiting and refused all have their share.
    expect(outcomes.filter((outcome) => outcome === 'accepted').length).toBeGreaterThan(15);
    const early = {
      ...withTexts(messages.find(({ type }) => type === wireType('costAllocation.proposed'))!),
      id: 'early',
    };
    const waiting = await send(
      { ...early, subject: `costAllocation/${uuid('placement/P9')}`, source: `/party/${REGION}` },
      'region',
    );
    expect(waiting.body[0].outcome).toBe('waiting');
    expect((await door.hub.quarantine.list(PLACING_PARTY, 0, 100)).length).toBeGreaterThan(50);

    const files = filesUnder(door.folder);
    expect(files.map((path) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['log.db', 'hub.db', 'due.db', 'keys.db']),
    );
    for (const form of FORMS) {
      const holding = files.filter((path) => readFileSync(path).includes(form));
      expect([form, holding]).toEqual([form, []]);
      expect([form, door.lines.filter((line) => line.includes(form))]).toEqual([form, []]);
    }
    expect(door.lines.length).toBeGreaterThan(100);
  });

  it('is still there for its sender: sealed, not lost', async () => {
    const [first] = await door.hub.quarantine.list(PLACING_PARTY, 0, 1);
    expect((await door.hub.quarantine.read(PLACING_PARTY, first!.quarantineId))!.content).toContain(NUMBER);
  });
});
