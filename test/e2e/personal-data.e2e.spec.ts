import { readFileSync } from 'node:fs';
import { MEDIA_TYPES, MESSAGE_TYPES, schemaOf, type JsonSchema } from '#contracts';
import { type Receipt } from '#hub';
import { filesUnder } from '#standalone';
import { PLACEMENT_ID, sampleEvent } from '../../libs/contracts/test/samples.js';
import { aCase, aRegistration, day, PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { filesIn, foundIn, foundUnder } from '../support/found-in-plain.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';

/** Test numbers that are nobody's: a person number and a coordination number. */
const NUMBER = '196408233234';
const COORDINATION = '197010632391';
const TEXT = `Gäller 640823-3234, ${NUMBER}, tidigare 701063-2391`;
const BORN = day('1964-08-23');
/** What would tell who it is, however it is written. */
const TELLING = ['6408233234', '640823-3234', '640823+3234', '7010632391', '701063-2391', BORN];

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

/** The value with what stands at each place where a text stands replaced, one place at a time. */
function withTextAtEachPlace(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [TEXT, NUMBER];
  if (!isObject(value)) return [];
  const copy = (key: string, inner: unknown): unknown =>
    Array.isArray(value)
      ? value.map((before: unknown, at) => (String(at) === key ? inner : before))
      : { ...value, [key]: inner };
  return Object.entries(value).flatMap(([key, inner]) =>
    withTextAtEachPlace(inner).map((changed) => copy(key, changed)),
  );
}

/** The value with a field more, whose name tells, in each of its objects. */
function withFieldInEachObject(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [];
  if (Array.isArray(value))
    return value.flatMap((inner, at) =>
      withFieldInEachObject(inner).map((changed) => value.map((before: unknown, n) => (n === at ? changed : before))),
    );
  const inner = Object.entries(value).flatMap(([key, one]) =>
    withFieldInEachObject(one).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, [NUMBER]: 'x' }, ...inner];
}

type Objects = Readonly<Record<string, JsonSchema>>;

/** The value with every text that its schema seals replaced: what may hold anything. */
function withTextsFilled(schema: JsonSchema, value: unknown): unknown {
  if (typeof value === 'string')
    return schema['x-privacy'] === 'sensitive' && schema['type'] === 'string' ? TEXT : value;
  const [{ items, properties } = {}] = (schema['anyOf'] ?? [schema]) as { items?: JsonSchema; properties?: Objects }[];
  if (Array.isArray(value)) return value.map((inner) => withTextsFilled(items ?? {}, inner));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withTextsFilled(properties?.[key] ?? {}, inner)]),
  );
}

const told: readonly WireEvent[] = [
  ...dalarnaEvents(),
  ...eventsOf(
    aCase('P1')
      .registered(
        { person: { ...aRegistration.person, birthDate: BORN, identity: { personnummer: NUMBER } } },
        { at: '2025-08-01', id: 'reg' },
      )
      .decided('2025-08-02')
      .clarified()
      .confirmed()
      .consentGiven('2025-08-03')
      .childHeard('2025-08-03')
      .started('2025-08-04')
      .moved('2025-08-05')
      .proposed('2025-08-05')
      .approvedByBoth('2025-08-06')
      .contract('C1', { referralNotPossibleReason: 'x', from: day('2025-08-04') })
      .cost('K1', 100, '2025-08-05')
      .claim('Q1', 'K1')
      .selfCareDecided('2025-08-07')
      .proposed('2025-09-01', { version: 2 })
      .disputed(2)
      .withdrawn(2)
      .childHeard('2025-08-08', { id: 'heard-again' })
      .annulled('heard-again'),
  ),
].map((event) => ({ ...event, data: withTextsFilled(schemaOf(event.type) ?? {}, event.data) as object }));

const corrected: WireEvent = {
  ...told.find(({ id }) => id === 'reg')!,
  id: 'reg-2',
  corrects: 'reg',
  correctionreason: TEXT,
};

const partyOf = ({ source }: { readonly source: string }): string => source.split('/')[2] ?? '';

describe('a person number, and the birth date in it', () => {
  let hub: HubProcess;
  const dataDir = temporaryFolder();
  const outcomes = new Map<string, number>();
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

  const post = async (body: string | Buffer, headers: Json, who: string = PLACING_PARTY): Promise<Receipt[]> => {
    const answer = await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: { ...(await hub.as(who)), ...(headers as Record<string, string>) },
      body,
    });
    expect(answer.status).toBeLessThan(500);
    const receipts = await answer.json();
    return Array.isArray(receipts) ? (receipts as Receipt[]) : [];
  };
  const send = async (events: readonly unknown[], who?: string): Promise<Receipt[]> => {
    const receipts = await post(JSON.stringify(events), { 'content-type': MEDIA_TYPES.batch }, who);
    for (const { outcome } of receipts) count(outcome);
    return receipts;
  };
  const get = async (path: string, who: string = PLACING_PARTY): Promise<string> =>
    (await fetch(`${hub.url}${path}`, { headers: await hub.as(who) })).text();

  /** A story that is accepted, every free text of it telling. */
  const tellStory = async (): Promise<void> => {
    for (const event of [...told, corrected]) {
      const [receipt] = await send([event], partyOf(event));
      expect([event.type, receipt?.outcome, receipt?.problem?.code]).toEqual([event.type, 'accepted', undefined]);
    }
  };

  /** Every type of message with the number at each place where a text stands, and as the name of a field. */
  const sendEachType = async (): Promise<void> => {
    for (const { factType, type } of MESSAGE_TYPES) {
      // About a placement that nobody has opened: some will be kept waiting.
      const { corrects: _c, correctionreason: _r, ...sample } = sampleEvent(factType);
      const data = withTextsFilled(schemaOf(type) ?? {}, sample['data']);
      await send([{ ...sample, source: `/party/${REGION}/journal`, data }], REGION);
      const changed = [...withTextAtEachPlace(sampleEvent(factType)), ...withFieldInEachObject(sample)] as Json[];
      const numbered = changed.map((event, n) =>
        event['id'] === sample['id'] ? { ...event, id: `${factType}-${n}` } : event,
      );
      for (let at = 0; at < numbered.length; at += 500) await send(numbered.slice(at, at + 500));
    }
  };

  /** What is no event, or not in the form of one; and addresses that tell. */
  const sendWhatIsNone = async (): Promise<void> => {
    const structured = { 'content-type': MEDIA_TYPES.structured };
    const [first] = told;
    await post(`{"half": "${TEXT}`, structured);
    await post(JSON.stringify([TEXT]), structured);
    await post(Buffer.concat([Buffer.from(TEXT), Buffer.from([0xc3, 0x28])]), structured);
    await post(Buffer.from(`{"id":"${TEXT}"}`, 'utf16le'), structured);
    await post(TEXT, { 'content-type': 'text/plain' });
    await post(JSON.stringify(first!.data), {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': NUMBER,
      'ce-source': `/party/${PLACING_PARTY}/${COORDINATION}`,
      'ce-type': first!.type,
      'ce-subject': `placement/${NUMBER}`,
      'ce-time': first!.time,
      [`ce-${NUMBER}`]: NUMBER,
    });
    const addresses = ['placements/N', 'placements?party=N&N=1', 'quarantine/N', 'receipts?after=N', 'N', 'schemas/N'];
    for (const address of addresses) await get(`/v1/${address.replaceAll('N', NUMBER)}`);
  };

  beforeAll(async () => {
    hub = await startHubProcess({ dataDir, logLevel: 'trace' });
    await tellStory();
    await sendEachType();
    await sendWhatIsNone();
  });

  it('came in in every way there is: accepted, kept waiting, refused', () => {
    expect(outcomes.get('accepted')).toBeGreaterThanOrEqual(told.length);
    expect(outcomes.get('waiting')).toBeGreaterThan(5);
    expect(outcomes.get('rejected')).toBeGreaterThan(500);
  });

  it('is there for the party that sent it', async () => {
    const timeline = await get(`/v1/placements/${uuid('placement/P1')}/timeline`);
    expect(foundIn(Buffer.from(timeline), TELLING)).toEqual([TELLING[0], TELLING[1], TELLING[4], BORN]);
    const { entries } = JSON.parse(await get('/v1/quarantine?limit=100')) as { entries: { quarantineId: string }[] };
    const kept = await get(`/v1/quarantine/${entries.at(-1)!.quarantineId}`);
    expect(foundIn(Buffer.from(kept), TELLING)).not.toEqual([]);
  });

  it('is not shown to the other side, nor in any list', async () => {
    for (const view of ['', '/responsibility', '/costs', '/deadlines', '/findings', '/timeline']) {
      const shown = await get(`/v1/placements/${uuid('placement/P1')}${view}`, REGION);
      const own = view === '/timeline' ? ownTextOf(shown) : shown;
      expect([view, foundIn(Buffer.from(own), TELLING)]).toEqual([view, []]);
    }
    for (const list of ['placements', 'deadlines', 'findings', 'agreements'])
      expect([list, foundIn(Buffer.from(await get(`/v1/${list}`, 'auditor')), TELLING)]).toEqual([list, []]);
  });

  /** Of the other side's timeline what it has not said itself. */
  function ownTextOf(timeline: string): string {
    const { entries } = JSON.parse(timeline) as { entries: { by: string }[] };
    return JSON.stringify(entries.filter(({ by }) => by !== REGION));
  }

  it('is found nowhere on disk while the hub runs, after it was killed, and after it has stopped in good order', async () => {
    expect(foundUnder(dataDir, TELLING)).toEqual([]);
    await hub.end('SIGKILL');
    const names = filesIn(dataDir).map((path) => path.slice(dataDir.length + 1));
    expect(names).toEqual(
      expect.arrayContaining(['log.db', 'log.db-wal', 'keys.db', 'hub.db', 'hub.db-wal', 'rows.db', 'due.db']),
    );
    expect(foundUnder(dataDir, TELLING)).toEqual([]);
    const first = hub.output();
    hub = await startHubProcess({ dataDir, logLevel: 'trace' });
    await hub.end('SIGTERM');
    expect(foundUnder(dataDir, TELLING)).toEqual([]);
    expect(foundIn(Buffer.from(first + hub.output()), TELLING)).toEqual([]);
    expect(first).toContain('"msg":"request"');
  });

  it('would have been found: what is stored in the open is', () => {
    const { log, rows } = filesUnder(dataDir);
    expect(foundIn(readFileSync(log), [PLACEMENT_ID, uuid('measure/M1')])).toEqual([uuid('measure/M1')]);
    expect(foundIn(readFileSync(rows), [PLACING_PARTY])).toEqual([PLACING_PARTY]);
  });
});
