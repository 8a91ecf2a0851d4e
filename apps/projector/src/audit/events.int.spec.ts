/** The door to what has happened in the log: for an auditor of everybody, and by place alone (A10). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Principal } from '#access';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { recordingLedger } from '../../../../test/support/recording-ledger.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { type AuditEvent } from './answer-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
/** Who has a mandate over nobody yet. */
const OF_NOBODY: Principal = { kind: 'auditor', auditor: 'ivo', mandates: [] };

describe('GET /v1/audit/events', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  const { book, entries } = recordingLedger();
  beforeAll(async () => {
    hub = await openSpecHub();
    await hub.tell(eventsOf(story));
    const others = new Map([['of-nobody', OF_NOBODY]]);
    const askers = [PLACING_PARTY, 'operator', 'auditor'];
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), askers, { book, others }));
  });
  afterAll(async () => {
    await app.close();
    await hub.close();
  });
  const ask = async (query: string, token = tokens.get('auditor')) => {
    const answer = await fetch(`${url}/v1/audit/events${query}`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as readonly AuditEvent[] & { code?: string; pointer?: string };
    return { status: answer.status, body, next: answer.headers.get('hvb-as-of-position') };
  };

  it('tells of each event what it was, of what, where and when, in the order of the log, and nothing of what was said', async () => {
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    const { body, next } = await ask('');
    expect(body).toEqual(
      events.map(({ position, eventId, type, recordedAt }) => ({
        ...{ position, eventId, type, recordedAt, subject: `placement/${story.placementId}` },
      })),
    );
    expect(next).toBe(await hub.log.head());
  });

  it('goes on from where it is told; at the end it tells nothing, and that is no reading of anybody', async () => {
    const all = (await ask('')).body;
    const first = await ask('?limit=2');
    expect(first.body).toEqual(all.slice(0, 2));
    expect((await ask(`?after=${first.next}&limit=1000`)).body).toEqual(all.slice(2));
    const before = entries.length;
    const end = await ask(`?after=${await hub.log.head()}`);
    expect([end.body, end.next]).toEqual([[], await hub.log.head()]);
    expect(entries).toHaveLength(before);
    await ask('?limit=1');
    expect(entries.at(-1)).toMatchObject({ door: 'auditEvents', outcome: 'disclosed', items: [] });
  });

  it('is refused to whoever is no auditor of everybody', async () => {
    for (const token of [tokens.get(PLACING_PARTY), tokens.get('operator'), 'of-nobody'])
      expect((await ask('', token)).status).toBe(403);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=1001', '/limit'],
    ['?after=x', '/after'],
    ['?wait=1', '/wait'],
  ])('refuses %s by its pointer', async (query, pointer) => {
    const { status, body } = await ask(query);
    expect([status, body.code, body.pointer]).toEqual([400, 'BadRequest', pointer]);
  });
});
