import { MEDIA_TYPES } from '#contracts';
import { StopList } from '#http';
import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { openHubDoor, type HubDoor } from '../../../../test/support/hub-door.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const [registered, started, proposed] = eventsOf(
  aCase('P1').emergency().started('2026-01-10').proposed('2026-01-10'),
) as [WireEvent, WireEvent, WireEvent];

const structured = { 'content-type': MEDIA_TYPES.structured };
const batch = { 'content-type': MEDIA_TYPES.batch };
const json = (value: unknown): string => JSON.stringify(value);

describe('POST /v1/events', () => {
  let door: HubDoor;
  beforeEach(async () => {
    door = await openHubDoor();
  });
  afterEach(() => door.close());

  it('takes one event in structured mode, and answers with a list of one receipt', async () => {
    const { status, body } = await door.post(json(registered), structured);
    expect(status).toBe(202);
    expect(body).toEqual([
      {
        id: registered.id,
        subject: registered.subject,
        outcome: 'accepted',
        position: await door.log.head(),
        findings: expect.any(Array),
      },
    ]);
    expect(body[0].findings).toContainEqual(
      expect.objectContaining({
        rule: expect.any(String),
        message_sv: expect.any(String),
        message_en: expect.any(String),
      }),
    );
  });

  it('takes one event in binary mode: the same message as structured', async () => {
    const { id, source, type, subject, time, data } = registered;
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-source': source,
      'ce-type': type,
      'ce-subject': subject,
    };
    const { status, body } = await door.post(json(data), {
      'content-type': 'application/json',
      ...headers,
      'ce-time': time,
    });
    expect([status, body[0].outcome]).toEqual([202, 'accepted']);
    expect((await door.post(json(registered), structured)).body[0].outcome).toBe('duplicate');
  });

  it('takes a batch, and answers per event in order: 202 when all are taken, 207 when some are', async () => {
    const all = await door.post(json([registered, started, registered]), batch);
    expect(all.status).toBe(202);
    expect(all.body.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['accepted', 'accepted', 'duplicate']);
    const some = await door.post(json([proposed, { ...started, id: 'm9', data: {} }]), batch);
    expect(some.status).toBe(207);
    expect(some.body).toMatchObject([
      { outcome: 'accepted' },
      { id: 'm9', outcome: 'rejected', problem: { code: 'MissingField', pointer: '/data/startedOn' } },
    ]);
  });

  it.each([
    ['199000732389', 'month'],
    ['199012602380', 'day'],
    ['199000602384', 'month and day'],
  ])(
    'takes the samordningsnummer %s of someone whose %s of birth nobody knows, and keeps it sealed (2d)',
    async (number) => {
      const { person, ...data } = registered.data as { readonly person: object };
      const estimated = { birthDate: '1990-07-01', birthDateEstimated: true, identity: { samordningsnummer: number } };
      const event = { ...registered, data: { ...data, person: { ...person, ...estimated } } };
      const { status, body } = await door.post(json(event), structured);
      expect([status, body[0].outcome]).toEqual([202, 'accepted']);
      expect((await door.post(json(event), structured)).body[0].outcome).toBe('duplicate');
      const unmarked = { ...event, data: { ...data, person: { ...person, ...estimated, birthDateEstimated: false } } };
      expect((await door.post(json(unmarked), structured)).body[0].problem.code).toBe('DuplicateIdDifferentContent');
      const { events } = await door.log.readAll(door.log.start, { limit: 100 });
      expect(events.length).toBeGreaterThan(0);
      expect(events.filter(({ body: kept }) => Buffer.from(kept).includes(number))).toEqual([]);
      expect(door.lines.filter((line) => line.includes(number))).toEqual([]);
    },
  );

  it('takes a batch of nothing, and answers it with no receipts, as CloudEvents has it', async () => {
    const { status, body } = await door.post(' [ ] ', batch);
    expect([status, body]).toEqual([202, []]);
    expect((await door.get('/v1/quarantine')).body.entries).toEqual([]);
  });

  it('is for parties, each with the token of its own nämnd (D-026)', async () => {
    expect((await door.post(json(registered), structured, 'otherNamnd')).body[0].problem.code).toBe('WrongSource');
    expect((await door.post(json(registered), structured, 'region')).status).toBe(403);
    for (const as of ['auditor', 'operator', 'nobody']) {
      const { status, body } = await door.post(json(registered), structured, as);
      expect([status, body.code]).toEqual(as === 'nobody' ? [401, 'Unauthorized'] : [403, 'Forbidden']);
    }
    expect(await door.log.head()).toBe('0');
  });

  it('keeps what comes too early, and gives its final receipt when it has been judged', async () => {
    const early = json({ ...proposed, source: `/party/${REGION}` });
    const { status, body } = await door.post(early, structured, 'region');
    expect(status).toBe(202);
    expect(body).toMatchObject([{ outcome: 'waiting', waitsFor: { what: 'placement' }, until: '2026-01-17' }]);
    expect((await door.get('/v1/receipts', 'region')).body).toEqual({ receipts: [], next: 0 });
    await door.post(json(registered), structured);
    const { body: answer } = await door.get('/v1/receipts?after=0', 'region');
    expect(answer).toMatchObject({ next: 1, receipts: [{ id: proposed.id, outcome: 'accepted', sequence: 1 }] });
    expect((await door.get('/v1/receipts?after=1', 'region')).body.receipts).toEqual([]);
    expect((await door.get('/v1/receipts', 'kommun')).body.receipts).toEqual([]);
  });

  it('refuses a sender when too many of its messages wait, until it may try again', async () => {
    const early = Array.from({ length: 101 }, (_, index) => ({
      ...proposed,
      id: `e${index}`,
      source: `/party/${REGION}`,
    }));
    const { status, body } = await door.post(json(early), batch, 'region');
    expect(status).toBe(207);
    expect(body.at(-1)).toMatchObject({ outcome: 'rejected', problem: { code: 'TooManyWaiting', status: 429 } });
    const alone = await door.post(json(early.at(-1)), structured, 'region');
    expect([alone.status, alone.headers['retry-after']]).toEqual([429, '3600']);
  });

  it('keeps room for those whose case it is, whatever a stranger has waiting on it, and keeps no stranger’s when it is there', async () => {
    const region = { ...proposed, source: `/party/${REGION}` };
    const strange = (id: string, more: object = {}) => ({ ...region, id, source: '/party/region-01', ...more });
    const hundred = Array.from({ length: 100 }, (_, index) => strange(`s${index}`));
    expect((await door.post(json(hundred), batch, 'stranger')).status).toBe(202);
    expect((await door.post(json(strange('one-more')), structured, 'stranger')).status).toBe(429);
    const own = await door.post(json(region), structured, 'region');
    expect([own.status, own.body[0].outcome]).toEqual([202, 'waiting']);
    await door.post(json(registered), structured);
    expect(await door.hub.room.size()).toBe(0);
    const { body: finals } = await door.get('/v1/receipts?limit=200', 'stranger');
    expect(new Set(finals.receipts.map(({ problem }: { problem: { code: string } }) => problem.code))).toEqual(
      new Set(['NotYourFactToState']),
    );
    expect((await door.get('/v1/receipts', 'region')).body.receipts).toMatchObject([{ outcome: 'accepted' }]);
    // And from then on they are refused as they come.
    const late = await door.post(json(strange('late')), structured, 'stranger');
    expect([late.status, late.body[0].problem.code]).toEqual([403, 'NotYourFactToState']);
    expect(await door.hub.room.size()).toBe(0);
  });

  it('shows a party its own refused messages, as they were sent, and nobody else', async () => {
    const text = '{"specversion":"1.0", "half';
    expect((await door.post(text, structured)).status).toBe(400);
    const { body } = await door.post(json({ ...started, data: { startedOn: 1 } }), structured);
    const list = await door.get('/v1/quarantine');
    expect(list.body.entries.map(({ code }: { code: string }) => code)).toEqual(['MalformedJson', 'WrongType']);
    const [malformed] = list.body.entries;
    expect((await door.get(`/v1/quarantine/${malformed.quarantineId}`)).body).toMatchObject({
      content: text,
      encoding: 'utf-8',
    });
    const refused = await door.get(`/v1/quarantine/${body[0].quarantineId}`);
    expect(refused.body.problem).toMatchObject({ code: 'WrongType', pointer: '/data/startedOn' });
    expect((await door.get(`/v1/quarantine/${malformed.quarantineId}`, 'region')).status).toBe(404);
    expect((await door.get('/v1/quarantine', 'region')).body.entries).toEqual([]);
    for (const [page, most] of [
      ['quarantine', 100],
      ['receipts', 500],
    ] as const) {
      for (const limit of ['1', String(most)]) expect((await door.get(`/v1/${page}?limit=${limit}`)).status).toBe(200);
      for (const limit of ['0', String(most + 1), '-1', '1.5', 'x', ''])
        expect((await door.get(`/v1/${page}?limit=${limit}`)).body).toMatchObject({
          ...{ status: 400, code: 'BadRequest', pointer: '/limit', expected: `1–${most}` },
        });
      for (const after of ['x', 'null', '-1', '', '1'.repeat(20)])
        expect((await door.get(`/v1/${page}?after=${after}`)).body).toMatchObject({
          code: 'BadRequest',
          pointer: '/after',
        });
      expect((await door.get(`/v1/${page}?kind=x`)).body).toMatchObject({ pointer: '/kind', expected: 'after, limit' });
      expect((await door.get(`/v1/${page}?limit=1&limit=2`)).body).toMatchObject({
        code: 'BadRequest',
        pointer: '/limit',
      });
    }
    expect((await door.get('/v1/quarantine', 'auditor')).status).toBe(403);
  });

  it('says what time brings before the door that moves it answers', async () => {
    await door.post(json([registered, started]), batch);
    await door.put('/v1/simulation/clock', { now: '2026-04-01T10:00:00+02:00' }).expect(200);
    const { events } = await door.log.readAll(door.log.start, { limit: 100 });
    expect(events.map(({ type }) => type)).toContain('se.hvbhub.placement.deadlineMissed.v1');
    expect(await door.hub.clock.idle()).toBe(true);
  });

  it('answers 503 while the log does not, and when to come back; nothing was taken', async () => {
    await door.log.close();
    const { status, body, headers } = await door.post(json(registered), structured);
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(body).toMatchObject([{ id: registered.id, outcome: 'rejected', problem: { code: 'LogUnavailable' } }]);
  });

  it('tells its health, its numbers and its description', async () => {
    await door.post(json([registered, { ...started, data: {} }]), batch);
    const ready = await door.get('/health/ready');
    expect(ready.status).toBe(200);
    const { text } = await door.get('/metrics', 'operator');
    expect(text).toMatch(/hvb_hub_events_total\{outcome="accepted",code=""\} 1/);
    expect(text).toMatch(/hvb_hub_events_total\{outcome="rejected",code="MissingField"\} 1/);
    for (const name of ['receive_seconds_count', 'waiting_events', 'due_lag_seconds', 'queued_cases']) {
      expect(text).toContain(`hvb_hub_${name}`);
    }
    const { body } = await door.get('/openapi.json');
    expect(Object.keys(body.paths['/v1/events'].post.requestBody.content)).toEqual(Object.values(MEDIA_TYPES));
  });

  it('stops without losing anything: what was accepted is there, what comes later is refused', async () => {
    const posts = Array.from({ length: 40 }, (_, index) => ({
      ...registered,
      id: `s${index}`,
      subject: `placement/${uuidAt(index)}`,
    }));
    const answers = Promise.all(posts.map((event) => door.post(json(event), structured).catch(() => null)));
    await new Promise((resolve) => setImmediate(resolve));
    door.app.get(StopList).beforeApplicationShutdown();
    const taken = (await answers)
      .filter((answer) => answer?.status === 202)
      .map((answer) => answer!.body[0].subject as string);
    const refused = await door.post(json(registered), structured);
    expect([refused.status, refused.body.code]).toEqual([503, 'NotReady']);
    const { events } = await door.log.readAll(door.log.start, { limit: 1_000 });
    const streams = new Set(events.map(({ stream }) => stream.replace('case-', 'placement/')));
    expect(taken.filter((subject) => !streams.has(subject))).toEqual([]);
    expect(streams.size).toBe(taken.length);
  });
});

const uuidAt = (index: number): string => `7c9e6679-7425-40de-944b-${String(index).padStart(12, '0')}`;
