/** The log's contract: appending, alone and among others. */
import fc from 'fast-check';
import { type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { AppendConflict, NO_STREAM } from '#event-log';
import {
  AGREEMENT,
  at,
  CASE,
  event,
  events,
  OTHER_CASE,
  readWhole,
  type Subject,
  textsOf,
} from './event-log.samples.js';
import { always } from '../support/always.js';

export function appending(subject: Subject): void {
  it('opens a stream and answers with the last revision and position', async () => {
    const log = subject();
    const first = await log.append(CASE, events('a', 'b'), NO_STREAM);
    expect(first.revision).toBe(1);
    expect(first.position).toBe(await log.head());
    const second = await log.append(CASE, events('c'), 1);
    expect(second.revision).toBe(2);
    expect(log.compare(second.position, first.position)).toBeGreaterThan(0);
    expect(textsOf(await log.readStream(CASE))).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['a stream that exists as if it were new', NO_STREAM],
    ['an earlier revision', 0],
    ['a later revision', 2],
  ])('refuses %s, names the actual revision, and writes nothing', async (_what, expectedRevision) => {
    const log = subject();
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    const refused = log.append(CASE, events('x', 'y'), expectedRevision);
    await expect(refused).rejects.toBeInstanceOf(AppendConflict);
    await expect(refused).rejects.toMatchObject({ stream: CASE, expectedRevision, actualRevision: 1 });
    expect(textsOf(await readWhole(log))).toEqual(['a', 'b']);
  });

  it('refuses to go on with a stream that was never written', async () => {
    const refused = subject().append(CASE, events('x'), 0);
    await expect(refused).rejects.toMatchObject({ name: 'AppendConflict', actualRevision: NO_STREAM });
  });

  it('refuses an append without events', async () => {
    await expect(subject().append(CASE, [], NO_STREAM)).rejects.toBeInstanceOf(RangeError);
  });

  it('refuses a body larger than the bound, and writes none of the append', async () => {
    const log = subject();
    const large = { ...event('x'), body: new Uint8Array(4 * 256 * 1024 + 1) };
    await expect(log.append(CASE, [event('a'), large], NO_STREAM)).rejects.toBeInstanceOf(RangeError);
    expect(await readWhole(log)).toEqual([]);
  });

  it('takes a body as large as the bound', async () => {
    const log = subject();
    const body = new Uint8Array(4 * 256 * 1024).fill(7);
    await log.append(CASE, [{ ...event('x'), body }], NO_STREAM);
    expect(Buffer.compare((await log.readStream(CASE))[0]!.body, body)).toBe(0);
  });

  it('refuses a recordedAt that goes back within its stream, but not across streams', async () => {
    const log = subject();
    await log.append(CASE, [event('a', at(10))], NO_STREAM);
    await expect(log.append(CASE, [event('b', at(9))], 0)).rejects.toBeInstanceOf(RangeError);
    await expect(log.append(CASE, [event('b', at(12)), event('c', at(11))], 0)).rejects.toBeInstanceOf(RangeError);
    await log.append(OTHER_CASE, [event('d', at(9))], NO_STREAM);
    await log.append(CASE, [event('e', at(10))], 0);
    expect(textsOf(await readWhole(log))).toEqual(['a', 'd', 'e']);
  });

  it('gives back every byte and every attribute as it was given', async () => {
    const log = subject();
    const bytes = fc.uint8Array({ maxLength: 3_000 });
    const types = fc.stringMatching(/^[a-zåäö.]{1,40}$/);
    let revision = NO_STREAM;
    await always(
      fc.asyncProperty(bytes, types, fc.uuid(), async (body, type, eventId) => {
        const given = { eventId: eventId as Uuid, type, recordedAt: at(1), body };
        const { position } = await log.append(CASE, [given], revision);
        revision += 1;
        const [read] = await log.readStream(CASE, { fromRevision: revision });
        expect({ ...read, body: Buffer.from(read!.body) }).toEqual({
          ...given,
          body: Buffer.from(body),
          stream: CASE,
          revision,
          position,
        });
      }),
      { numRuns: 50 },
    );
  });
}

export function concurrentWriters(subject: Subject): void {
  it('lets exactly one of many win each revision of one stream', async () => {
    const log = subject();
    const wins: string[] = [];
    for (let expected = NO_STREAM; expected < 20; expected += 1) {
      const attempts = Array.from({ length: 16 }, (_, writer) => `${expected}/${writer}`);
      const outcomes = await Promise.allSettled(attempts.map((text) => log.append(CASE, events(text), expected)));
      const won = attempts.filter((_, index) => outcomes[index]!.status === 'fulfilled');
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost.every((reason) => reason instanceof AppendConflict)).toBe(true);
      wins.push(...won);
    }
    expect(textsOf(await log.readStream(CASE))).toEqual(wins);
  });

  it('does not let one append fail another', async () => {
    const log = subject();
    await log.append(CASE, events('a'), NO_STREAM);
    const outcomes = await Promise.allSettled([
      log.append(OTHER_CASE, events('b'), NO_STREAM),
      log.append(CASE, events('stale'), NO_STREAM),
      log.append(CASE, [event('back', at(-5))], 0),
      log.append(CASE, events('c'), 0),
      log.append(AGREEMENT, events('d'), NO_STREAM),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(new Set(textsOf(await readWhole(log)))).toEqual(new Set(['a', 'b', 'c', 'd']));
  });

  it('keeps the events of one append together, whoever else writes', async () => {
    const log = subject();
    const streams = Array.from({ length: 16 }, (_, i) => `case-${i}` as StreamName);
    await Promise.all(streams.map((stream) => log.append(stream, events('1', '2', '3'), NO_STREAM)));
    const order = (await readWhole(log)).map(({ stream, revision }) => ({ stream, revision }));
    for (let first = 0; first < order.length; first += 3) {
      const { stream } = order[first]!;
      expect(order.slice(first, first + 3)).toEqual([0, 1, 2].map((revision) => ({ stream, revision })));
    }
  });

  it('hides nothing from a reader that pages while they write', async () => {
    const log = subject();
    const writers = Array.from({ length: 8 }, (_, i) => `case-${i}` as StreamName);
    const each = 60;
    const state = { writing: true };
    const written = Promise.all(
      writers.map(async (stream) => {
        for (let n = 0; n < each; n += 1) await log.append(stream, events(`${stream} ${n}`), n - 1);
      }),
    ).then(() => (state.writing = false));
    const seen: string[] = [];
    let after = log.start;
    for (;;) {
      const wasWriting = state.writing;
      const page = await log.readAll(after, { limit: 5 });
      seen.push(...textsOf(page.events));
      after = page.next;
      if (page.atEnd && !wasWriting) break;
      if (page.atEnd) await new Promise((resolve) => setImmediate(resolve));
    }
    await written;
    expect(seen).toHaveLength(writers.length * each);
    for (const stream of writers) {
      const own = seen.filter((text) => text.startsWith(`${stream} `));
      expect(own).toEqual(Array.from({ length: each }, (_, n) => `${stream} ${n}`));
    }
  });

  it('stores what is acknowledged, and only that, however appends and their expectations mix', async () => {
    const log = subject();
    const attempt = fc.record({
      stream: fc.constantFrom(CASE, OTHER_CASE, AGREEMENT),
      off: fc.constantFrom(0, 0, 0, 1),
    });
    const model = new Map<StreamName, string[]>();
    let serial = 0;
    await always(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 8 }), async (attempts) => {
        const revisions = new Map([...model].map(([stream, texts]) => [stream, texts.length - 1]));
        const outcomes = await Promise.all(
          attempts.map(async ({ stream, off }) => {
            const text = `#${(serial += 1)}`;
            const done = log.append(stream, events(text), (revisions.get(stream) ?? NO_STREAM) + off);
            return done.then(
              () => ({ stream, text }),
              () => undefined,
            );
          }),
        );
        for (const outcome of outcomes) {
          if (outcome) model.set(outcome.stream, [...(model.get(outcome.stream) ?? []), outcome.text]);
        }
        for (const [stream, texts] of model) expect(textsOf(await log.readStream(stream))).toEqual(texts);
      }),
      { numRuns: 40 },
    );
  });
}
