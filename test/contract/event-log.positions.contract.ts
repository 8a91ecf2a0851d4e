/** The log's contract: positions, waiting for more, and the end. */
import { AppendConflict, type EventLog, LogUnavailable, NO_STREAM, type Position } from '#event-log';
import { at, CASE, event, events, OTHER_CASE, readWhole, type Subject, textsOf } from './event-log.samples.js';

export function positions(subject: Subject): void {
  it('begin before everything, where an empty log has its head', async () => {
    const log = subject();
    expect(await log.head()).toBe(log.start);
    expect(log.compare(log.start, log.start)).toBe(0);
  });

  it('sort as the events do, and survive being sent to a client and back', async () => {
    const log = subject();
    await log.append(CASE, events(...Array.from({ length: 12 }, (_, i) => String(i))), NO_STREAM);
    const read = (await readWhole(log)).map(({ position }) => position);
    expect([...read].reverse().sort((a, b) => log.compare(a, b))).toEqual(read);
    expect(new Set(read).size).toBe(12);
    expect(log.compare(log.start, read[0]!)).toBeLessThan(0);
    for (const position of [log.start, ...read]) expect(log.parsePosition(String(position))).toBe(position);
  });

  it.each(['', ' ', '-1', '1.5', '1e3', 'x', "1' OR '1'='1", '9'.repeat(40), '\u0661'])(
    'are not made of %j',
    (text) => {
      expect(subject().parsePosition(text)).toBeUndefined();
    },
  );

  it('answer for an instant: the last before the first event recorded later', async () => {
    const log = subject();
    const a = await log.append(CASE, [event('a', at(10))], NO_STREAM);
    const b = await log.append(CASE, [event('b', at(20)), event('c', at(20))], 0);
    // The clock was set back: what came after an event recorded later stays unknown at the earlier instant.
    const d = await log.append(OTHER_CASE, [event('d', at(15))], NO_STREAM);
    const answers: readonly [number, Position][] = [
      [9, log.start],
      [10, a.position],
      [15, a.position],
      [19, a.position],
      [20, d.position],
      [99, d.position],
    ];
    for (const [seconds, position] of answers) expect(await log.positionAt(at(seconds))).toBe(position);
    expect(log.compare(b.position, d.position)).toBeLessThan(0);
  });

  it('name one event each, and none before everything or past the end', async () => {
    const log = subject();
    expect(await log.eventAt(log.start)).toBeUndefined();
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    await log.append(OTHER_CASE, events('c'), NO_STREAM);
    const read = await readWhole(log);
    expect(await Promise.all(read.map(({ position }) => log.eventAt(position)))).toEqual(read);
    expect(await log.eventAt(log.start)).toBeUndefined();
    const head = await log.head();
    for (const beyond of ['999999', '999999-999999'])
      expect(await log.eventAt(log.parsePosition(beyond) ?? log.start)).toBeUndefined();
    expect((await log.eventAt(head))?.body).toEqual(read.at(-1)?.body);
  });

  it('answer for an instant of an empty log with the start', async () => {
    const log = subject();
    expect(await log.positionAt(at(0))).toBe(log.start);
  });

  it('answer for an instant far down a long log as a scan of it would', async () => {
    const log = subject();
    const seconds = Array.from({ length: 2_500 }, (_, i) => i + ((i * 7919) % 13));
    for (let from = 0; from < seconds.length; from += 100) {
      const group = seconds.slice(from, from + 100);
      await Promise.all(group.map((second, i) => log.append(`case-${from + i}`, [event('x', at(second))], NO_STREAM)));
    }
    const whole = await readWhole(log, 1_000);
    for (const second of [0, 5, 999, 1_000, 1_001, 1_700, 2_499, 2_600]) {
      const later = whole.findIndex(({ recordedAt }) => recordedAt > at(second));
      const expected = later === -1 ? whole.at(-1)!.position : later === 0 ? log.start : whole[later - 1]!.position;
      expect(await log.positionAt(at(second))).toBe(expected);
    }
  });
}

export function waitingForMore(subject: Subject): void {
  it('wakes when something is appended after the position', async () => {
    const log = subject();
    const { position } = await log.append(CASE, events('a'), NO_STREAM);
    const order: string[] = [];
    const woken = log.waitForMore(position, new AbortController().signal).then(() => order.push('woken'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push('appending');
    await log.append(OTHER_CASE, events('b'), NO_STREAM);
    await woken;
    expect(order).toEqual(['appending', 'woken']);
    expect(textsOf((await log.readAll(position, { limit: 5 })).events)).toEqual(['b']);
  });

  it('does not wait where there is more already', async () => {
    const log = subject();
    await log.append(CASE, events('a'), NO_STREAM);
    await expect(log.waitForMore(log.start, new AbortController().signal)).resolves.toBeUndefined();
  });

  it('ends when it is aborted, before or while it waits', async () => {
    const log = subject();
    const waiting = new AbortController();
    const woken = log.waitForMore(log.start, waiting.signal);
    waiting.abort();
    await expect(woken).resolves.toBeUndefined();
    await expect(log.waitForMore(log.start, AbortSignal.abort())).resolves.toBeUndefined();
  });
}

export function identity(subject: Subject): void {
  it('stays the same, whatever is said', async () => {
    const log = subject();
    await log.append(CASE, events('a'), NO_STREAM);
    const first = await log.identity();
    await log.append(CASE, events('b'), 0);
    expect([await log.identity(), first]).toEqual([first, expect.any(String)]);
  });
}

export function aClosedLog(subject: Subject): void {
  it('commits what it had taken, then refuses everything', async () => {
    const log = subject();
    const taken = log.append(CASE, events('a'), NO_STREAM);
    const waiting = log.waitForMore((await taken).position, new AbortController().signal);
    const refusedToWait = expect(waiting).rejects.toBeInstanceOf(LogUnavailable);
    await log.close();
    await refusedToWait;
    const refused = [
      log.append(CASE, events('b'), 0),
      log.readStream(CASE),
      log.readAll(log.start, { limit: 1 }),
      log.head(),
      log.identity(),
      log.positionAt(at(0)),
      log.eventAt(log.start),
      log.waitForMore(log.start, new AbortController().signal),
    ];
    for (const answer of refused) await expect(answer).rejects.toBeInstanceOf(LogUnavailable);
    await expect(log.close()).resolves.toBeUndefined();
  });

  it('does not drop an append that was made in the turn of its closing', async () => {
    const log = subject();
    const taken = log.append(CASE, events('a'), NO_STREAM);
    await log.close();
    expect((await taken).revision).toBe(0);
  });
}

export function durable(subject: Subject, reopen: () => EventLog | Promise<EventLog>): void {
  it('is there for a process that comes after, byte for byte, while the log was never closed', async () => {
    const log = subject();
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    const { position } = await log.append(OTHER_CASE, events('c'), NO_STREAM);
    const again = await reopen();
    try {
      expect(await again.readAll(again.start, { limit: 10 })).toEqual(await log.readAll(log.start, { limit: 10 }));
      expect(await again.head()).toBe(position);
      expect(await again.identity()).toBe(await log.identity());
      await expect(again.append(CASE, events('x'), 0)).rejects.toBeInstanceOf(AppendConflict);
      await again.append(CASE, events('d'), 1);
      expect(textsOf(await again.readStream(CASE))).toEqual(['a', 'b', 'd']);
    } finally {
      await again.close();
    }
  });
}
