import { Readiness, StopList, systemClock } from '#http';
import { openDoor, type TryDoor } from '../../../test/support/try-door.js';

const PERSON_NUMBER = '191212121212';
let door: TryDoor;

describe('the door frame', () => {
  beforeAll(async () => (door = await openDoor({ clock: systemClock })));
  afterAll(() => door.close());

  it('counts requests by route template, for the operator and the auditor', async () => {
    await door
      .http()
      .get('/v1/try/defect/its-own-id')
      .set(...door.as('party'));
    const { text } = await door
      .http()
      .get('/metrics')
      .set(...door.as('operator'))
      .expect(200);
    expect(text).toContain('hvb_http_request_seconds_count{method="GET",route="/v1/try/defect/:id",status="500"}');
    expect(text).not.toContain('its-own-id');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('names what only grows, and nothing else, `_total`', async () => {
    const { text } = await door
      .http()
      .get('/metrics')
      .set(...door.as('operator'));
    const kinds = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind]) => ({ name, kind }));
    expect(kinds.length).toBeGreaterThan(10);
    for (const { name, kind } of kinds) expect([name, kind === 'counter']).toEqual([name, name.endsWith('_total')]);
  });

  it('is not ready while a part of the hub is not, and names the part', async () => {
    let fails = true;
    door.app.get(Readiness).watch('eventLog', () => {
      if (fails) throw new Error(`cannot read ${PERSON_NUMBER}`);
    });
    const { status, body, text } = await door.http().get('/health/ready');
    expect([status, body.code, body.expected]).toEqual([503, 'NotReady', 'eventLog']);
    expect(text).not.toContain(PERSON_NUMBER);
    fails = false;
    await door.http().get('/health/ready').expect(200);
  });

  describe('its description', () => {
    it('has a part for what is pushed, as AsyncAPI', async () => {
      const { body } = await door
        .http()
        .get('/asyncapi.json')
        .set(...door.as('party'))
        .expect(200);
      expect(body.asyncapi).toBe('3.0.0');
      expect(Object.keys(body.channels)).toEqual([
        ...['submissions', 'receipts', 'quarantine', 'feed'],
        ...['live', 'webhook'],
      ]);
    });

    it('is read with any token, also given as a password by a browser', async () => {
      const { body } = await door
        .http()
        .get('/openapi.json')
        .set(...door.as('party'))
        .expect(200);
      expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/v1/try/who', '/v1/schemas', '/health/ready']));
      expect(Object.keys(body.paths)).not.toContain('/v1/simulation/clock');
      const docs = await door.http().get('/docs').auth('any', door.tokens.auditor).expect(200);
      expect(docs.text).toContain('swagger-ui');
      expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
      await door.http().get('/docs/swagger-ui.css').auth('any', door.tokens.auditor).expect(200);
    });

    it('takes no password anywhere else', async () => {
      await door.http().get('/v1/try/who').auth('any', door.tokens.party).expect(401);
      await door.http().get('/docsx').auth('any', door.tokens.party).expect(401);
      await door.http().post('/docs').auth('any', door.tokens.party).expect(401);
    });

    it('asks a browser for the password, in a line of its own: Chromium reads one line as one challenge', async () => {
      const answer: unknown = await door.http().get('/docs').expect(401);
      const { rawHeaders } = (answer as { res: { rawHeaders: readonly string[] } }).res;
      const challenges = rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === 'www-authenticate');
      expect(challenges).toEqual(['Bearer realm="hvb-hub"', 'Basic realm="hvb-hub", charset="UTF-8"']);
    });
  });

  it('publishes the schema of every message type', async () => {
    const { body } = await door
      .http()
      .get('/v1/schemas')
      .set(...door.as('party'))
      .expect(200);
    expect(body.schemas.length).toBeGreaterThan(20);
    for (const { type, id } of body.schemas) {
      const schema = await door
        .http()
        .get(`/v1/schemas/${type}`)
        .set(...door.as('party'))
        .expect(200);
      expect(JSON.parse(schema.text).$id).toBe(id);
      expect(schema.headers['content-type']).toContain('application/schema+json');
    }
    expect(
      (
        await door
          .http()
          .get('/v1/schemas/none')
          .set(...door.as('party'))
      ).body.code,
    ).toBe('NotFound');
  });

  it('has no clock to move outside simulation mode', async () => {
    await door
      .http()
      .put('/v1/simulation/clock')
      .set(...door.as('operator'))
      .send({ now: '2026-01-01T00:00:00Z' })
      .expect(404);
  });
});

describe('a process that stops', () => {
  it('answers what is under way and says goodbye on the connection', async () => {
    door = await openDoor({ clock: systemClock });
    const underWay = door
      .http()
      .get('/v1/try/slow')
      .set(...door.as('party'))
      .then((answer) => answer);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = door.close();
    const { status, headers } = await underWay;
    expect([status, headers.connection]).toEqual([200, 'close']);
    await closed;
  });

  it('takes nothing new, and is not ready', async () => {
    door = await openDoor({ clock: systemClock });
    const stopList = door.app.get(StopList);
    stopList.beforeApplicationShutdown();
    expect(stopList.signal.aborted).toBe(true);
    expect((await door.http().get('/health/ready')).status).toBe(503);
    const refused = await door
      .http()
      .get('/v1/try/who')
      .set(...door.as('party'));
    expect([refused.status, refused.body.code]).toEqual([503, 'NotReady']);
    await door.close();
  });

  it('ends its parts in order, the log after the followers, the last registered first, and one that fails stops none', async () => {
    door = await openDoor({ clock: systemClock });
    const ended: string[] = [];
    const stopList = door.app.get(StopList);
    for (const stage of ['keys', 'log', 'followers', 'clocks', 'stores'] as const) {
      stopList.at(stage, stage, () => void ended.push(stage));
    }
    stopList.at('followers', 'later', () => void ended.push('later'));
    stopList.at('clocks', 'failing', () => {
      throw new Error('broken');
    });
    await door.close();
    expect(ended).toEqual(['clocks', 'later', 'followers', 'stores', 'log', 'keys']);
    expect(door.lines.join('')).toContain('a step of stopping failed');
  });
});
