import type request from 'supertest';
import { simulationClock, type SimulationClock } from '#http';
import { type Instant } from '#domain/facts';
import { openDoor, type TryDoor } from '../../../test/support/try-door.js';

let door: TryDoor;

describe('the clock of a simulation', () => {
  let clock: SimulationClock;
  beforeEach(async () => {
    clock = simulationClock('2026-01-15T08:00:00.000Z' as Instant);
    door = await openDoor({ simulation: clock });
  });
  afterEach(() => door.close());

  const put = (body: unknown): request.Test =>
    door
      .http()
      .put('/v1/simulation/clock')
      .set(...door.as('operator'))
      .send(body as object);

  it('moves forward, and answers when every follower has caught up', async () => {
    const heard: string[] = [];
    clock.onAdvance(async (from, to) => {
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(`${from} ${to}`);
    });
    const { body } = await put({ now: '2026-03-14T23:30:00+01:00' }).expect(200);
    expect(body).toEqual({ now: '2026-03-14T22:30:00.000Z', today: '2026-03-14' });
    expect(heard).toEqual(['2026-01-15T08:00:00.000Z 2026-03-14T22:30:00.000Z']);
  });

  it('shows the Swedish day', async () => {
    const { body } = await put({ now: '2026-07-01T22:30:00Z' });
    expect(body.today).toBe('2026-07-02');
    await door
      .http()
      .get('/v1/simulation/clock')
      .set(...door.as('party'))
      .expect(200, body);
  });

  it('never goes back', async () => {
    const { status, body } = await put({ now: '2026-01-15T07:59:59.999Z' });
    expect([status, body.code, body.pointer]).toEqual([409, 'ClockNeverGoesBack', '/now']);
    expect(clock.now()).toBe('2026-01-15T08:00:00.000Z');
    await put({ now: '2026-01-15T08:00:00Z' }).expect(200);
  });

  it('is moved by the operator alone', async () => {
    await door
      .http()
      .put('/v1/simulation/clock')
      .set(...door.as('party'))
      .send({ now: '2027-01-01T00:00:00Z' })
      .expect(403);
    await door
      .http()
      .put('/v1/simulation/clock')
      .set(...door.as('auditor'))
      .send({ now: '2027-01-01T00:00:00Z' })
      .expect(403);
  });

  it.each([
    ['{', 'MalformedJson'],
    ['[]', 'WrongType'],
    ['{}', 'MissingField'],
    ['{"now":1}', 'WrongType'],
    ['{"now":"2026-02-30T00:00:00Z"}', 'InvalidValue'],
    ['{"now":"2026-02-03"}', 'InvalidValue'],
    ['{"now":"2027-01-01T00:00:00Z","x":1}', 'UnknownField'],
    ['{"now":"2027-01-01T00:00:00Z","__proto__":1}', 'ForbiddenKey'],
  ])('refuses %s by %s', async (sent, code) => {
    const { status, body } = await put(undefined)
      .type('application/json')
      .serialize((text: string) => text)
      .send(sent);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('refuses a body of another type', async () => {
    const { status, body } = await put(undefined).type('text/plain').send('{"now":"2027-01-01T00:00:00Z"}');
    expect([status, body.code]).toEqual([415, 'UnsupportedMediaType']);
  });
});
