import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { LogInUse, memoryLog, NO_STREAM, type EventLog } from '#event-log';
import { follow, type Follower } from '#follow';
import {
  ADD_CHECKPOINT_BYTES_MAX,
  keyText,
  logKey,
  openCheckpoint,
  parseKeyText,
  proofsOver,
  signCheckpoint,
  SIZE_TYPE,
  sqliteTreeStore,
  treeTarget,
  witnessedAt,
  type NoteKey,
  type Proofs,
  type TreeStore,
  type Witness,
  type WitnessSaid,
} from '#proof';
import { temporaryFile, temporaryFolder } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { startWitness, witness, type RunningWitness } from './witness.js';

const ORIGIN = 'hub.example/log/1/1';
const secret = generateKeyPairSync('ed25519').privateKey;
const KEY = logKey(ORIGIN, secret);

describe('a log and its witnesses', () => {
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  let log: EventLog;
  let store: TreeStore;
  let follower: Follower;
  let running: RunningWitness[];
  let servers: Server[];
  let told: [string, WitnessSaid][];
  let nowMs: number;
  const made: Proofs[] = [];

  beforeEach(() => {
    [log, store, running, servers, told, nowMs] = [
      memoryLog(),
      sqliteTreeStore(temporaryFile('proofs.db')),
      [],
      [],
      [],
      0,
    ];
    follower = follow({ log, target: treeTarget(store), withRegister: true });
    complained.mockClear();
  });
  afterEach(async () => {
    for (const one of made.splice(0)) await one.close();
    for (const one of running) await one.stop();
    for (const one of servers) one.close().closeAllConnections();
    await follower.stop();
    await store.close();
  });
  afterAll(() => {
    complained.mockRestore();
    printed.mockRestore();
  });

  const tell = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1)
      await log.append(
        `case-${randomUUID()}` as StreamName,
        [
          {
            eventId: randomUUID() as string as Uuid,
            type: 'se.hvbhub.placement.registered.v1',
            recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
            body: Buffer.from(`event ${left}`),
          },
        ],
        NO_STREAM,
      );
    await follower.caughtUp(await log.head(), 60_000);
  };
  const proofs = (witnesses: readonly Witness[], over: TreeStore = store): Proofs => {
    const one = proofsOver({
      ...{ store: over, log, origin: ORIGIN, secret, signAfterMs: 0, now: () => nowMs, witnesses },
      onWitness: ({ key }, said) => void told.push([key.name, said]),
    });
    made.push(one);
    return one;
  };
  const start = async (name: string, data = temporaryFolder()): Promise<RunningWitness & { readonly data: string }> => {
    const one = await startWitness({ name, data, logs: [KEY], port: '0', host: '127.0.0.1' });
    running.push(one);
    return { ...one, data };
  };
  const keyOf = (one: RunningWitness): NoteKey => parseKeyText(one.key)!;
  const at = (one: RunningWitness): Witness => ({ key: keyOf(one), url: one.url });
  const posts = (one: RunningWitness, body: string) => fetch(`${one.url}/add-checkpoint`, { method: 'POST', body });
  /** What stands where a witness should. */
  const liar = async (answer: (body: string) => readonly [number, string, string] | null): Promise<string> => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const answered = answer(Buffer.concat(chunks).toString());
          if (answered === null) return;
          const [status, type, text] = answered;
          response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(text);
        });
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it('each cosigns what was signed, and their lines are kept and served with the checkpoint', async () => {
    const [one, other] = [await start('w.example/1'), await start('w.example/2')];
    const of = proofs([at(one), at(other)]);
    for (const count of [3, 300, 1]) {
      await tell(count);
      const { size, note } = await of.checkpoint();
      expect(openCheckpoint(note, KEY).size).toBe(size);
      for (const each of [one, other]) expect(witnessedAt(note, keyOf(each))).toBeGreaterThan(1_700_000_000);
      expect((await store.cosigned(size)).map(({ by }) => by)).toEqual(['w.example/1', 'w.example/2']);
    }
    // What was kept is served though nobody is asked any more.
    expect((await proofs([]).checkpoint()).note).toBe((await of.checkpoint()).note);
    expect(told).toEqual([]);
  });

  it('find each other again after either has been away: the witness says what it has seen', async () => {
    const first = await start('w.example/1');
    await tell(5);
    await proofs([at(first)]).checkpoint();
    await running.pop()!.stop();
    await tell(5);
    const again = await start('w.example/1', first.data);
    expect(again.key).toBe(first.key);
    expect(witnessedAt((await proofs([at(again)]).checkpoint()).note, keyOf(again))).toBeDefined();
    expect(readdirSync(again.data).filter((name) => name.endsWith('.checkpoint'))).toHaveLength(1);
    await expect(start('w.example/1', first.data)).rejects.toThrow(LogInUse);
  });

  it('go on without the one that is away, which is asked again after a minute', async () => {
    const one = await start('w.example/1');
    const away: Witness = { key: { ...keyOf(one), name: 'w.example/2' }, url: 'http://127.0.0.1:1' };
    const of = proofs([at(one), away]);
    await tell(3);
    const { note } = await of.checkpoint();
    expect(witnessedAt(note, keyOf(one))).toBeDefined();
    expect(told).toMatchObject([['w.example/2', { kind: 'away' }]]);
    await tell(1);
    nowMs = 59_999;
    await of.checkpoint();
    expect(told).toHaveLength(1);
    nowMs = 60_000;
    await of.checkpoint();
    expect(told).toHaveLength(2);
  });

  it('wait two seconds for one that takes its time, and not for its end', async () => {
    const url = await liar(() => null);
    const { key } = await start('w.example/1');
    await tell(3);
    const of = proofs([{ key: parseKeyText(key)!, url }]);
    expect(openCheckpoint((await of.checkpoint()).note, KEY).size).toBe(3);
    expect(told).toEqual([]);
    await of.close();
    expect(told).toEqual([]);
  });

  it.each<[string, (body: string) => readonly [number, string, string], Partial<WitnessSaid>]>([
    ['a line of another key', () => [200, 'text/plain', '— w.example/9 AAAAAAAAAAA=\n'], { kind: 'unbelieved' }],
    ['no line', () => [200, 'text/plain', ''], { kind: 'unbelieved' }],
    ['what is no note', () => [200, 'text/plain', 'well done'], { kind: 'unbelieved' }],
    ['more than any answer', () => [200, 'text/plain', 'x'.repeat(17_000)], { kind: 'unbelieved' }],
    ['that it has seen more than there is', () => [409, SIZE_TYPE, '4\n'], { kind: 'hasSeenMore', size: 4 }],
    ['a size again and again', () => [409, SIZE_TYPE, '2\n'], { kind: 'unbelieved' }],
    ['the size that was asked from', () => [409, SIZE_TYPE, '0\n'], { kind: 'unbelieved' }],
    ['a size that is none', () => [409, SIZE_TYPE, '02\n'], { kind: 'disagrees', status: 409 }],
    ['a size of another form', () => [409, 'text/plain', '2\n'], { kind: 'disagrees', status: 409 }],
    ['that the log does not go on', () => [422, 'text/plain', ''], { kind: 'disagrees', status: 422 }],
    ['an error', () => [500, 'text/plain', ''], { kind: 'unbelieved' }],
    ['that another is to be asked', () => [302, 'text/plain', ''], { kind: 'away' }],
  ])('go on where what is asked answers %s', async (_what, answer, said) => {
    const { key } = await start('w.example/1');
    await tell(3);
    const of = proofs([{ key: parseKeyText(key)!, url: await liar(answer) }]);
    const { size, note } = await of.checkpoint();
    expect([size, note]).toEqual([3, (await store.lastSigned())!.note]);
    expect(told).toEqual([['w.example/1', expect.objectContaining(said)]]);
    expect(await store.cosigned(3)).toEqual([]);
  });

  it('keep nothing of a line that is of another checkpoint', async () => {
    const one = await start('w.example/1');
    await tell(2);
    const line = (await proofs([at(one)]).checkpoint()).note.split('\n').at(-2)!;
    await tell(1);
    const url = await liar(() => [200, 'text/plain', `${line}\n`]);
    await proofs([{ ...at(one), url }]).checkpoint();
    expect(told).toEqual([['w.example/1', { kind: 'unbelieved', reason: 'its answer is forged' }]]);
  });

  it('part where the log is another: the witness cosigns nothing, says so, and keeps the evidence', async () => {
    const one = await start('w.example/1');
    await tell(5);
    const first = await proofs([at(one)]).checkpoint();
    const [rewritten, store2] = [memoryLog(), sqliteTreeStore(temporaryFile('proofs.db'))];
    log = rewritten;
    await follower.stop();
    follower = follow({ log, target: treeTarget(store2), withRegister: true });
    await tell(7);
    const { note } = await proofs([at(one)], store2).checkpoint();
    expect(told).toEqual([['w.example/1', { kind: 'disagrees', status: 422 }]]);
    expect(witnessedAt(note, keyOf(one))).toBeUndefined();
    expect(complained.mock.calls.join()).toContain('loggen med 7 händelser går inte vidare från den med 5');
    const [kept, fork] = ['checkpoint', 'fork'].map((kind) =>
      readFileSync(
        join(
          one.data,
          readdirSync(one.data).find((name) => name.endsWith(`.${kind}`))!,
        ),
        'utf8',
      ),
    );
    expect(openCheckpoint(kept!, KEY).size).toBe(5);
    expect(first.note.startsWith(kept!)).toBe(true);
    expect(openCheckpoint(fork!.slice(fork!.indexOf('\n\n') + 2), KEY).size).toBe(7);
    await store2.close();
  });

  it('part where the log has become shorter than what was witnessed', async () => {
    const one = await start('w.example/1');
    await tell(5);
    await proofs([at(one)]).checkpoint();
    const store2 = sqliteTreeStore(temporaryFile('proofs.db'));
    log = memoryLog();
    await follower.stop();
    follower = follow({ log, target: treeTarget(store2), withRegister: true });
    await tell(2);
    await proofs([at(one)], store2).checkpoint();
    expect(told).toEqual([['w.example/1', { kind: 'hasSeenMore', size: 5 }]]);
    await store2.close();
  });

  it('speak by the statuses of the specification', async () => {
    const one = await start('w.example/1');
    const note = (by = secret, origin = ORIGIN): string =>
      signCheckpoint({ origin, size: 4, root: Buffer.alloc(32, 4) }, by);
    const status = async (body: string): Promise<unknown> => {
      const response = await posts(one, body);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    const TEXT = 'text/plain; charset=utf-8';
    expect(await status(`old 0\n\n${note(secret, 'hub.example/log/2/1')}`)).toEqual([404, TEXT, '']);
    expect(await status(`old 0\n\n${note(generateKeyPairSync('ed25519').privateKey)}`)).toEqual([403, TEXT, '']);
    expect(await status(`old 5\n\n${note()}`)).toEqual([400, TEXT, '']);
    expect(await status('')).toEqual([400, TEXT, '']);
    expect(await status(`old 0\n\n${note()}`)).toEqual([200, TEXT, expect.stringMatching(/^— w\.example\/1 \S+\n$/)]);
    expect(await status(`old 0\n\n${note()}`)).toEqual([409, SIZE_TYPE, '4\n']);
    expect(await status('x'.repeat(ADD_CHECKPOINT_BYTES_MAX + 1))).toEqual([413, TEXT, '']);
    expect((await fetch(`${one.url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${one.url}/`)).status).toBe(404);
  });

  it('are not begun without the key of a log, a name that may stand in a note, or the folder to themselves', async () => {
    const [logFile, data] = [temporaryFile('log.key'), temporaryFolder()];
    writeFileSync(logFile, keyText(KEY));
    const options = { log: [logFile], data, name: 'w.example/1', port: '0', host: '127.0.0.1' };
    expect(await witness({ ...options, log: ['nowhere'] })).toBe(EXIT.usage);
    expect(await witness({ ...options, name: 'w example' })).toBe(EXIT.usage);
    writeFileSync(logFile, keyText({ ...KEY, type: 'cosignature' }));
    expect(await witness(options)).toBe(EXIT.usage);
    expect(complained.mock.calls.join()).toContain('är ingen loggs nyckel');
    writeFileSync(logFile, keyText(KEY));
    await start('w.example/1', data);
    expect(await witness(options)).toBe(EXIT.usage);
    expect(complained.mock.calls.join()).toContain('använder redan mappen');
  });
});
