/** What each program of the guide to a feed does, in whichever language: run as it stands, against a hub of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { asyncApi } from '#contracts';
import { newSecret, signedHeaders, unsignedHeaders } from '../../apps/projector/src/webhooks/signature.js';
import { aCase, REGION } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { runProgram, type Language, type Program, type Running } from '../support/guide-programs.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecRows, type SpecRows } from '../support/open-rows.js';
import { openViewsDoor, type ViewsDoor } from '../support/open-views-door.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../support/wire-events.js';

const STORY = aCase().emergency().started('2026-01-15');
const PROPOSED = STORY.proposed('2026-01-20', {}, { at: '2026-01-20' });
const APPROVED = PROPOSED.approvedByBoth('2026-02-01');
const ENDED = APPROVED.ended('2026-03-01');
/** Seconds after which Standard Webhooks has a time stamp refused. */
const TOO_OLD_S = 300;

type Json = Readonly<Record<string, unknown>>;
const numbers = (entries: readonly Json[]) => entries.map(({ sequence }) => sequence);
const readLines = (file: string): readonly Json[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Json)
    : [];

/** Whether it is as the description of what is pushed has it. */
function isDescribed(event: Json): boolean {
  const { messages } = (asyncApi() as { readonly components: { readonly messages: Json } }).components;
  const type = String(event['type']);
  const { payload } = (messages[type.includes('.subscription.') ? type : 'feedPush'] ?? {}) as {
    readonly payload: { readonly schema: object };
  };
  const ajv = new Ajv({ strict: false, logger: false });
  formats.default(ajv);
  return ajv.validate(payload.schema, event);
}

/** The suite of one language. */
export function followsByTheGuide(language: Language): void {
  describe(`the programs of the guide to a feed, in ${language.name}`, () => {
    let hub: SpecHub;
    let rows: SpecRows;
    let app: NestFastifyApplication;
    let door: ViewsDoor;
    let port: number;
    const running: Running[] = [];
    beforeEach(async () => {
      port = await freePort();
      hub = await openSpecHub();
      rows = await openSpecRows(hub);
      await hub.tell([...dalarnaEvents(), ...eventsOf(STORY)]);
      door = await openViewsDoor(hub, rows, [REGION], { allowed: { ports: [], places: [`127.0.0.1:${port}`] } });
      ({ app } = door);
    });
    afterEach(async () => {
      for (const one of running.splice(0)) await one.end();
      await app.close();
      await rows.stop();
      await hub.close();
    });

    const start = (program: Program, settings: Readonly<Record<string, string>>): Running => {
      const one = runProgram(language, program, settings);
      running.push(one);
      return one;
    };
    const token = () => door.tokens.get(REGION) ?? '';
    const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
      const answer = await fetch(`${door.url}/v1/${path}`, {
        ...{ method, body: body === undefined ? null : JSON.stringify(body) },
        headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json' },
      });
      return answer.json();
    };
    const pulled = async () => numbers((await ask('GET', 'feed?limit=1000')) as readonly Json[]);

    it.each(['pull', 'live'] as const)(
      '%s: says each entry once and in order, waits for what comes, and goes on from its place when it is started again',
      async (program) => {
        const place = join(temporaryFolder(), 'place');
        const follow = () => start(program, { HVB_URL: door.url, HVB_TOKEN: token(), HVB_PLACE: place });
        const said = ({ said: lines }: Running) => lines.map((line) => JSON.parse(line) as Json);
        const before = await pulled();
        expect(before.length).toBeGreaterThan(3);
        const first = follow();
        await eventually(() => {
          expect(numbers(said(first))).toEqual(before);
        });
        expect(said(first).map(({ type }) => type)).toContain('se.hvbhub.placement.registered.v1');
        expect(said(first).some(({ data }) => data !== undefined)).toBe(true);
        await hub.tell(eventsOf(PROPOSED).slice(-1));
        const proposed = await pulled();
        await eventually(() => {
          expect(numbers(said(first))).toEqual(proposed);
          // What it had said and not yet kept would come once more.
          expect(readFileSync(place, 'utf8')).toBe(String(proposed.at(-1)));
        });
        await first.end();
        await hub.tell(eventsOf(APPROVED).slice(-2));
        const after = (await pulled()).slice(proposed.length);
        expect(after.length).toBeGreaterThan(1);
        const second = follow();
        await eventually(() => {
          expect(numbers(said(second))).toEqual(after);
        });
      },
    );

    const receive = async (secrets: string, received: string): Promise<Running> => {
      const one = start('receive', { HVB_SECRETS: secrets, HVB_PORT: String(port), HVB_RECEIVED: received });
      await eventually(() => {
        expect(one.said).toEqual(['listening']);
      });
      return one;
    };

    it('receive: is trusted by the hub, and has each entry once, by the old key and by the new while they are exchanged', async () => {
      const received = join(temporaryFolder(), 'received.jsonl');
      const url = `http://127.0.0.1:${port}/hvb`;
      const { id, secret } = (await ask('POST', 'subscriptions', { url })) as Json;
      const one = `subscriptions/${String(id)}`;
      const isThrough = (last: unknown) =>
        eventually(async () => {
          expect(await ask('GET', `${one}/deliveries`)).toEqual([]);
          expect(await ask('GET', one)).toMatchObject({ status: 'active', through: last, waiting: 0, dead: 0 });
        });
      const first = await receive(String(secret), received);
      await ask('PATCH', one, { url, status: 'active' });
      const since = (await pulled()).length;
      await isThrough(since);
      await hub.tell([...eventsOf(PROPOSED).slice(-1), ...eventsOf(APPROVED).slice(-2, -1)]);
      await isThrough((await pulled()).length);
      const rotated = (await ask('PATCH', one, { rotateSecret: true })) as Json;
      // On the same day: the former key signs beside the new one, and the receiver has not been told yet.
      await hub.tell(eventsOf(APPROVED).slice(-1));
      await isThrough((await pulled()).length);
      await first.end();
      await receive(String(rotated['secret']), received);
      // A month later: the new key alone.
      await hub.tell(eventsOf(ENDED).slice(-1));
      const all = (await pulled()).length;
      await isThrough(all);
      const events = readLines(received).map(({ event }) => event as Json);
      expect(events.filter((event) => !isDescribed(event))).toEqual([]);
      const pushed = events.flatMap(({ sequence }) => (sequence === undefined ? [] : [Number(sequence)]));
      expect(pushed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: all - since }, (_, n) => since + n + 1));
      expect(pushed.length).toBeGreaterThan(3);
    });

    it('receive: takes what is signed by either of two keys, and refuses a changed byte, an old time, a foreign key, and nothing', async () => {
      const received = join(temporaryFolder(), 'received.jsonl');
      const [old, next, foreign] = [newSecret(), newSecret(), newSecret()];
      await receive(`${old} ${next}`, received);
      const body = '{"id":"1","name":"Å"}';
      const now = Math.floor(Date.now() / 1_000);
      const signed = (id: string, secrets: readonly string[], timestamp = now) =>
        signedHeaders({ id, timestamp, body: Buffer.from(body) }, secrets);
      const post = async (headers: Readonly<Record<string, string>>, text = body): Promise<number> =>
        (await fetch(`http://127.0.0.1:${port}/hvb`, { method: 'POST', headers, body: text })).status;
      expect([
        await post(signed('old', [old])),
        await post(signed('next', [next])),
        await post(signed('both', [next, old])),
        await post(signed('foreignAndOld', [foreign, old])),
        await post(signed('old', [old])),
      ]).toEqual([204, 204, 204, 204, 204]);
      expect([
        await post(signed('foreign', [foreign])),
        await post(signed('changed', [old]), body.replace('1', '2')),
        await post({ ...signed('renamed', [old]), 'webhook-id': 'other' }),
        await post({ ...signed('moved', [old]), 'webhook-timestamp': String(now - 1) }),
        await post(signed('early', [old], now - TOO_OLD_S - 60)),
        await post(signed('late', [old], now + TOO_OLD_S + 60)),
        await post(unsignedHeaders({ id: 'unsigned', timestamp: now })),
        await post({ ...signed('other', [old]), 'webhook-signature': 'v2' }),
        await post({}),
      ]).toEqual(Array.from({ length: 9 }, () => 401));
      expect(readLines(received).map(({ id }) => id)).toEqual(['old', 'next', 'both', 'foreignAndOld']);
      expect(readLines(received).at(0)?.['event']).toEqual({ id: '1', name: 'Å' });
    });
  });
}
