import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { webhookReceiver, withStatus, type WebhookReceiver } from '../../../../test/support/webhook-receiver.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const OTHER = 'region-21';
const PERSON = `${PLACING_PARTY}@caseWorker`;
const story = aCase().emergency().started('2026-01-15');

type Json = Readonly<Record<string, unknown>>;
interface Answered {
  readonly status: number;
  readonly body: Json;
}

describe('the doors to subscriptions', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await webhookReceiver();
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    const askers = [REGION, PLACING_PARTY, OTHER, PERSON, 'auditor', 'operator'];
    const allowed = { ports: [], places: [receiver.place] };
    ({ app, url, tokens } = await openViewsDoor(hub, rows, askers, { allowed }));
  });
  afterEach(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
    await receiver.close();
  });

  const ask = async (who: string, method: string, path = '', body?: unknown): Promise<Answered> => {
    const answer = await fetch(`${url}/v1/subscriptions${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(who)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const subscribed = async (filter?: object): Promise<string> => {
    const { status, body } = await ask(REGION, 'POST', '', { url: receiver.url, ...(filter ? { filter } : {}) });
    expect(status).toBe(201);
    receiver.keys.push(String(body['secret']));
    return String(body['id']);
  };
  const has = (id: string, expected: Json): Promise<void> =>
    eventually(async () => {
      expect((await ask(REGION, 'GET', `/${id}`)).body).toMatchObject(expected);
    });
  const lookedAtNow = (id: string) => ask(REGION, 'PATCH', `/${id}`, { status: 'active' });
  const active = async (filter?: object): Promise<string> => {
    const id = await subscribed(filter);
    // The first look may have come before the receiver knew its key, and this clock stands still.
    await lookedAtNow(id);
    await has(id, { status: 'active' });
    return id;
  };
  const sequencesOf = (all: WebhookReceiver['received']) => all.map(({ event }) => event['sequence']);
  const propose = () => hub.tell(eventsOf(story.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));

  it('make one for the party that asks, with a secret that is shown once (B15)', async () => {
    const made = await ask(REGION, 'POST', '', { url: receiver.url });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ url: receiver.url, filter: {}, status: 'pending', lastFailure: null });
    expect(made.body['secret']).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret: _, ...shown } = made.body;
    const [listed] = (await ask(REGION, 'GET')).body as unknown as readonly Json[];
    expect(Object.keys(listed ?? {}).sort()).toEqual(Object.keys(shown).sort());
    const { body } = await ask(REGION, 'GET', `/${String(made.body['id'])}`);
    expect(body).toMatchObject({ id: made.body['id'], lag: 0, waiting: 0, dead: 0, nextAttemptAt: null });
    expect(body).not.toHaveProperty('secret');
  });

  it.each([PERSON, 'auditor', 'operator'])('are shut to who is no system of a party: %s', async (who) => {
    expect((await ask(who, 'POST', '', { url: receiver.url })).status).toBe(403);
    expect((await ask(who, 'GET')).status).toBe(403);
  });

  it('answer of another’s as of one that never was, whatever is asked (IDOR)', async () => {
    const id = await subscribed();
    const never = '00000000-0000-4000-8000-000000000000';
    const asked: readonly (readonly [string, string, unknown?])[] = [
      ['GET', ''],
      ['PATCH', '', { status: 'paused' }],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['DELETE', '/deliveries/1'],
      ['POST', '/resend', { from: 1, to: 9 }],
    ];
    for (const [method, path, body] of asked) {
      const [others, nobodys] = [
        await ask(OTHER, method, `/${id}${path}`, body),
        await ask(OTHER, method, `/${never}${path}`, body),
      ];
      expect([method, path, others]).toEqual([method, path, nobodys]);
      expect([others.status, others.body['code']]).toEqual([404, 'NotFound']);
    }
    expect((await ask(OTHER, 'GET')).body).toEqual([]);
    expect((await ask(REGION, 'GET', `/${id}`)).status).toBe(200);
  });

  it.each([
    [{}, 'MissingField', '/url'],
    [{ url: 'https://a.example/', other: 1 }, 'UnknownField', '/other'],
    [{ url: 1 }, 'WrongType', '/url'],
    [{ url: 'http://a.example/' }, 'InvalidValue', '/url'],
    [{ url: 'https://169.254.169.254/' }, 'InvalidValue', '/url'],
    [{ url: 'https://a:b@a.example/' }, 'InvalidValue', '/url'],
    [{ url: 'https://a.example/', filter: { kinds: [] } }, 'UnknownField', '/filter/kinds'],
    [{ url: 'https://a.example/', filter: { regions: [] } }, 'InvalidValue', '/filter/regions'],
    [{ url: 'https://a.example/', filter: { regions: ['99'] } }, 'InvalidValue', '/filter/regions/0'],
    [{ url: 'https://a.example/', filter: { kommuner: ['0000'] } }, 'InvalidValue', '/filter/kommuner/0'],
    [{ url: 'https://a.example/', filter: { legalBases: ['LVX'] } }, 'InvalidValue', '/filter/legalBases/0'],
    [{ url: 'https://a.example/', filter: { placements: ['x'] } }, 'InvalidValue', '/filter/placements/0'],
    [
      { url: 'https://a.example/', filter: { types: ['se.hvbhub.placement.contactRestricted.v1'] } },
      ...(['InvalidValue', '/filter/types/0'] as const),
    ],
  ])('refuse %j (%s at %s)', async (body, code, pointer) => {
    const refused = await ask(REGION, 'POST', '', body);
    expect([refused.status, refused.body['code'], refused.body['pointer']]).toEqual([400, code, pointer]);
  });

  it('push what comes into the feed, thin, signed, once, with its number and that before of the case', async () => {
    const id = await active();
    await propose();
    await eventually(() => {
      expect(receiver.received.length).toBeGreaterThan(0);
    });
    await has(id, { waiting: 0, lag: 0, failingSince: null });
    const [first] = receiver.received;
    const sequence = Number(first?.event['sequence']);
    expect(first?.id).toBe(`${id}_${sequence}`);
    expect(first?.headers['content-type']).toBe('application/cloudevents+json; charset=UTF-8');
    const page = await fetch(`${url}/v1/feed?after=${sequence - 1}&limit=1`, {
      headers: { authorization: `Bearer ${tokens.get(REGION)}` },
    });
    const [entry] = (await page.json()) as readonly Json[];
    if (!first || !entry) throw new Error('nothing was pushed');
    const { traceparent, ...event } = first.event;
    expect([undefined, expect.any(String)]).toContainEqual(traceparent);
    expect(event).toEqual({
      ...{ specversion: '1.0', source: '/hub', id: entry['eventId'], type: entry['type'] },
      ...{ subject: entry['subject'], time: entry['recordedAt'], sequence },
      partitionkey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(Buffer.byteLength(first.text)).toBeLessThan(20 * 1_024);
    const sequences = sequencesOf(receiver.received);
    expect(sequences).toEqual([...new Set(sequences)]);
  });

  it('make nothing active that takes what is not signed', async () => {
    receiver.isGullible = true;
    const id = await subscribed();
    await has(id, { status: 'inactive', lastFailure: { why: 'unsigned: taken' } });
    await propose();
    expect(receiver.received).toEqual([]);
    receiver.isGullible = false;
    await lookedAtNow(id);
    await has(id, { status: 'active' });
  });

  it('change at once: a filter from the number that is named, and its pause', async () => {
    const id = await active();
    const only = { filter: { types: ['se.hvbhub.handover.changed.v1'] } };
    const changed = await ask(REGION, 'PATCH', `/${id}`, only);
    expect(changed.body).toMatchObject({ ...only, status: 'active' });
    expect(changed.body['since']).toBe(changed.body['through']);
    await propose();
    await eventually(async () => {
      const { body } = await ask(REGION, 'GET', `/${id}`);
      expect([body['lag'], Number(body['through']) > Number(changed.body['since'])]).toEqual([0, true]);
    });
    expect(receiver.received).toEqual([]);
    expect((await ask(REGION, 'PATCH', `/${id}`, { status: 'paused' })).body['status']).toBe('paused');
    expect((await ask(REGION, 'PATCH', `/${id}`, {})).body['code']).toBe('InvalidValue');
  });

  it('sign by both keys while one takes the place of the other, and look at the receiver anew', async () => {
    const id = await active();
    const looked = receiver.checks.length;
    const { body } = await ask(REGION, 'PATCH', `/${id}`, { rotateSecret: true });
    expect(body['secret']).toMatch(/^whsec_/);
    expect(body['secretsUntil']).toHaveLength(1);
    expect(body['status']).toBe('active');
    await eventually(() => {
      expect(receiver.checks.length).toBeGreaterThan(looked);
    });
    const test = () => ask(REGION, 'POST', `/${id}/test`);
    expect((await test()).body).toEqual({ outcome: 'delivered' });
    receiver.keys = [String(body['secret'])];
    expect((await test()).body).toEqual({ outcome: 'delivered' });
    expect(String(receiver.tests.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it('say what came of a test by its status alone, and try none that is not active', async () => {
    const id = await active();
    receiver.answering = withStatus(302, { location: '/elsewhere' });
    expect((await ask(REGION, 'POST', `/${id}/test`)).body).toEqual({ outcome: 'failed', why: 'status 302' });
    await ask(REGION, 'PATCH', `/${id}`, { status: 'paused' });
    expect((await ask(REGION, 'POST', `/${id}/test`)).body).toEqual({ outcome: 'notTried', why: 'status: paused' });
  });

  it('say what waits and when it is tried next, and send anew what is counted and confirmed', async () => {
    const id = await active();
    receiver.answering = withStatus(500);
    await propose();
    await has(id, { lastFailure: { why: 'status 500' } });
    const waiting = await eventually(async () => {
      const all = (await ask(REGION, 'GET', `/${id}/deliveries`)).body as unknown as readonly Json[];
      expect(all[0]).toMatchObject({ state: 'waiting', attempts: 1, lastFailure: { why: 'status 500' } });
      return all;
    });
    const first = Number(waiting[0]?.['sequence']);
    expect(waiting[0]?.['deliveryId']).toBe(`${id}_${first}`);
    const range = { from: 1, to: first - 1 };
    const asked = await ask(REGION, 'POST', `/${id}/resend`, range);
    expect(asked.body).toEqual({ count: first - 1, isSent: false });
    const other = await ask(REGION, 'POST', `/${id}/resend`, { ...range, confirm: first });
    expect([other.status, other.body['code'], other.body['expected']]).toEqual([
      409,
      'CountDiffers',
      String(first - 1),
    ]);
    const sent = await ask(REGION, 'POST', `/${id}/resend`, { ...range, confirm: first - 1 });
    expect(sent.body).toEqual({ count: first - 1, isSent: true });
    receiver.answering = withStatus(200);
    await eventually(() => {
      expect(receiver.received.map((one) => one.id)).toContain(`${id}_1_1`);
    });
    const [again] = receiver.received.filter((one) => one.id === `${id}_1_1`);
    expect(again?.headers['hvb-resend-of']).toBe(`${id}_1`);
    expect((await ask(REGION, 'POST', `/${id}/resend`, {})).body['code']).toBe('MissingField');
  });

  it('remove one with all that it had, and push nothing more', async () => {
    const id = await active();
    expect((await ask(REGION, 'DELETE', `/${id}`)).body).toEqual({ removed: true });
    expect((await ask(REGION, 'GET', `/${id}`)).status).toBe(404);
    await propose();
    expect((await ask(REGION, 'DELETE', `/${id}`)).status).toBe(404);
    expect(receiver.received).toEqual([]);
  });
});
