import { request } from 'node:http';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { EMPTY_REGISTER, issuersVerifier, withFact, type Register, type RegisterFact } from '#access';
import { always } from '../../../../test/support/always.js';
import { aCase, kommun, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { readLive, type LiveReader } from '../../../../test/support/live-reader.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { recordingLedger, type RecordingLedger } from '../../../../test/support/recording-ledger.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { FEED_KEEPER, LIVE_DOOR } from '../projector.options.js';
import { type FeedKeeper } from './keep-feed-index.js';
import { LIVE_OF_PARTY_MAX, type LiveStreams } from './live-streams.js';
import { type LiveDoor } from './tell-live.js';

const OTHER = 'region-21';
const PERSON = `${PLACING_PARTY}@caseWorker`;
const YEARS_MS = 2 * 366 * 86_400_000;
const story = aCase().emergency().started('2026-01-15');

class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

describe('the live feed', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let ledger: RecordingLedger;
  let isLedgerAway: boolean;
  let register: Register;
  let laterMs: number;
  let readers: LiveReader[];
  let streams: LiveStreams;
  beforeEach(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    ledger = recordingLedger();
    [isLedgerAway, register, laterMs, readers] = [false, EMPTY_REGISTER, 0, []];
    const write: typeof ledger.ledger.write = (entries) =>
      isLedgerAway ? Promise.reject(new LedgerUnavailable()) : ledger.ledger.write(entries);
    ({ app, url, tokens } = await openViewsDoor(hub, rows, [REGION, PLACING_PARTY, OTHER, PERSON, 'auditor'], {
      book: { ...ledger.book, ledger: { ...ledger.ledger, write } },
      verifierOf: (own) =>
        issuersVerifier([own], { now: () => new Date(Date.now() + laterMs), register: () => register }),
    }));
    ({ streams } = app.get<LiveDoor>(LIVE_DOOR));
  });
  afterEach(async () => {
    for (const reader of readers) reader.cut();
    await app.close();
    await rows.stop();
    await hub.close();
  });

  const tokenOf = (who: string): string => tokens.get(who) ?? '';
  const listen = async (who: string, lastEventId?: number | string): Promise<LiveReader> => {
    const asked = { token: tokenOf(who), ...(lastEventId === undefined ? {} : { lastEventId }) };
    const reader = await readLive(`${url}/v1/feed/live`, asked);
    readers.push(reader);
    return reader;
  };
  const page = async (who: string, after = 0): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const headers = { authorization: `Bearer ${tokenOf(who)}` };
    const answer = await fetch(`${url}/v1/feed?limit=1000&after=${after}`, { headers });
    return (await answer.json()) as readonly Readonly<Record<string, unknown>>[];
  };
  const numbers = (reader: LiveReader): readonly number[] => reader.entries.map(({ id }) => id);
  const has = (reader: LiveReader, count: number): Promise<void> =>
    eventually(() => {
      expect(reader.entries).toHaveLength(count);
    });
  const isOpen = (count: number): Promise<void> =>
    eventually(() => {
      expect(streams.count()).toBe(count);
    });
  const oneMore = () => hub.tell(eventsOf(story.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));
  const problemOf = (reader: LiveReader): Promise<{ readonly code: string; readonly pointer?: string }> =>
    reader.ended.then(() => JSON.parse(reader.text()) as { readonly code: string; readonly pointer?: string });

  it('tells what a page would, but for positions, and then what comes as it comes (A10)', async () => {
    const before = await page(REGION);
    const reader = await listen(REGION);
    expect([reader.status, reader.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect([reader.headers.connection, reader.headers['x-accel-buffering']]).toEqual(['close', 'no']);
    await has(reader, before.length);
    await oneMore();
    await eventually(() => {
      expect(reader.entries.length).toBeGreaterThan(before.length);
    });
    const all = await page(REGION);
    await has(reader, all.length);
    const withoutPosition = all.map(({ position: _position, ...entry }) => entry);
    expect(reader.entries).toEqual(withoutPosition.map((data) => ({ id: data['sequence'], data })));
    expect(reader.text().startsWith('retry: 2000\n\nid: 1\ndata: {')).toBe(true);
    expect(reader.text()).not.toContain('"position"');
  });

  it('says of what may no longer be told that it is gone, by its number', async () => {
    const wrong = aCase('P2').registered({}, { id: 'r1' });
    await hub.tell(eventsOf(wrong));
    const { length } = await page(REGION);
    const right = wrong.registered({ registeredKommun: kommun('2180') }, { at: '2026-01-11', corrects: 'r1' });
    await hub.tell(eventsOf(right).slice(-1));
    const reader = await listen(REGION, length - 1);
    await eventually(() => {
      expect(reader.entries[0]).toEqual({ id: length, data: { sequence: length, gone: true } });
    });
  });

  it('is taken up by Last-Event-ID: what comes after that number', async () => {
    const { length } = await page(REGION);
    const reader = await listen(REGION, length - 2);
    await has(reader, 2);
    expect(numbers(reader)).toEqual([length - 1, length]);
    const atEnd = await listen(REGION, length);
    await oneMore();
    await eventually(() => {
      expect(atEnd.entries[0]?.id).toBe(length + 1);
    });
  });

  it.each(['x', '-1', '9999', '2147483648', ''])('refuses %s as what a reader has last', async (lastEventId) => {
    const refused = await listen(REGION, lastEventId);
    expect(refused.status).toBe(400);
    expect((await problemOf(refused)).code).toBe('BadRequest');
    expect(streams.count()).toBe(0);
  });

  it('refuses words, persons and auditors (D-028)', async () => {
    const reader = await readLive(`${url}/v1/feed/live?after=1`, { token: tokenOf(REGION) });
    expect([reader.status, (await problemOf(reader)).pointer]).toEqual([400, '/after']);
    expect([(await listen(PERSON)).status, (await listen('auditor')).status]).toEqual([403, 403]);
  });

  it('is not opened by HEAD', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${tokenOf(REGION)}` };
      request(`${url}/v1/feed/live`, { method: 'HEAD', headers, agent: false }, (response) => {
        resolve(response.resume().statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(200);
    await isOpen(0);
  });

  it('is entered in the ledger before it is told, and where that cannot be it ends and has told nothing (A5)', async () => {
    const reader = await listen(REGION);
    await has(reader, (await page(REGION)).length);
    expect(ledger.entries[0]).toMatchObject({
      controller: PLACING_PARTY,
      receiver: REGION,
      door: 'feed',
      outcome: 'thin',
    });
    const before = ledger.entries.length;
    const told = reader.entries.length;
    isLedgerAway = true;
    await oneMore();
    expect(await reader.ended).toBe('end');
    expect([reader.entries.length, ledger.entries.length]).toEqual([told, before]);
    expect((await listen(REGION, told)).status).toBe(503);
    isLedgerAway = false;
    const again = await listen(REGION, told);
    await eventually(() => {
      expect(again.entries[0]?.id).toBe(told + 1);
    });
    expect(ledger.entries.length).toBeGreaterThan(before);
  });

  it('lets so many of one party listen at once, and no more; of another none the fewer', async () => {
    const { length } = await page(REGION);
    const all = await Promise.all(Array.from({ length: LIVE_OF_PARTY_MAX }, () => listen(REGION, length)));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    const refused = await listen(REGION, length);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
    expect((await problemOf(refused)).code).toBe('TooManyRequests');
    expect((await listen(OTHER)).status).toBe(200);
    all[0]?.cut();
    await isOpen(LIVE_OF_PARTY_MAX);
    expect((await listen(REGION, length)).status).toBe(200);
    expect(app.get<FeedKeeper>(FEED_KEEPER).waits.waiting()).toBe(0);
  });

  describe('ends where a new request would be refused (A15)', () => {
    const party = (denied: readonly { iss: string; claim: string; value: string }[] = []): RegisterFact => ({
      type: 'hub.partyRegistered',
      data: {
        ...{ partyId: REGION, kind: 'region', name: 'Region', controller: true },
        ...{ issuers: [], certificates: [], alertAddresses: [], denied },
      },
    });
    const claimsOf = (token: string): Readonly<Record<string, string>> =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Readonly<Record<string, string>>;

    it.each<[string, () => void]>([
      ['when its token has expired', () => (laterMs = YEARS_MS)],
      [
        'when its party is closed',
        () =>
          (register = withFact(withFact(register, party()), { type: 'hub.partyClosed', data: { partyId: REGION } })),
      ],
      [
        'when its token is denied',
        () => {
          const { iss = '', jti: value = '' } = claimsOf(tokenOf(REGION));
          register = withFact(register, party([{ iss, claim: 'jti', value }]));
        },
      ],
    ])('%s', async (_when, happens) => {
      const reader = await listen(REGION);
      const other = await listen(OTHER);
      await has(reader, (await page(REGION)).length);
      happens();
      expect(await reader.ended).toBe('end');
      expect((await listen(REGION)).status).toBe(401);
      if (laterMs > 0) return;
      expect(streams.count()).toBe(1);
      other.cut();
    });

    it('and goes on when something else is said of parties', async () => {
      const reader = await listen(REGION);
      const { length } = await page(REGION);
      await has(reader, length);
      register = withFact(register, party());
      await oneMore();
      await eventually(() => {
        expect(reader.entries.length).toBeGreaterThan(length);
      });
      expect(streams.count()).toBe(1);
    });
  });

  it('ends in good order when the process stops, and holds nobody up', async () => {
    const reader = await listen(REGION);
    const still = await listen(REGION);
    still.stopReading();
    await has(reader, (await page(REGION)).length);
    await app.close();
    expect(await reader.ended).toBe('end');
    expect(streams.count()).toBe(0);
  });

  it('tells each number once and in order, whoever cuts it and wherever (A9)', async () => {
    let told = 0;
    const tellMore = async (): Promise<void> => {
      const next = aCase(`M${told}`).emergency().started('2026-01-15');
      told += 1;
      await hub.tell(eventsOf(next));
    };
    /** Reads until so many have come, then cuts the socket, and tells the next that it has as many. */
    const readSome = (has_: number, count: number): Promise<number[]> =>
      new Promise((resolve, reject) => {
        const got: number[] = [];
        const asked = {
          ...{ token: tokenOf(REGION), lastEventId: has_ },
          onEntry: ({ id }: { readonly id: number }, { cut }: { cut: () => void }) => {
            got.push(id);
            if (got.length < count) return;
            cut();
            resolve(got);
          },
        };
        readLive(`${url}/v1/feed/live`, asked).catch(reject);
      });
    await always(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), async (cuts) => {
        const wanted = cuts.reduce((sum, count) => sum + count, 0);
        const got: number[] = [];
        for (const count of cuts) {
          // What is told while it is read, and what had been.
          const telling = (await page(REGION, got.length)).length < wanted ? tellMore() : Promise.resolve();
          got.push(...(await readSome(got.length, count)));
          await telling;
        }
        expect(got).toEqual(Array.from({ length: wanted }, (_one, at) => at + 1));
      }),
      { numRuns: 12 },
    );
    await isOpen(0);
  });
});
