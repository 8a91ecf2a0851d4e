/** The log's contract: reading one stream, and the whole by pages. */
import { NO_STREAM } from '#event-log';
import { AGREEMENT, CASE, events, OTHER_CASE, readWhole, type Subject, textsOf } from './event-log.samples.js';

export function readingAStream(subject: Subject): void {
  it('gives nothing for a stream never written', async () => {
    expect(await subject().readStream(CASE)).toEqual([]);
  });

  it('gives its own events alone, with revisions from 0', async () => {
    const log = subject();
    await log.append(CASE, events('a'), NO_STREAM);
    await log.append(OTHER_CASE, events('x'), NO_STREAM);
    await log.append(CASE, events('b'), 0);
    const read = await log.readStream(CASE);
    expect(textsOf(read)).toEqual(['a', 'b']);
    expect(read.map(({ revision }) => revision)).toEqual([0, 1]);
    expect(read.every(({ stream }) => stream === CASE)).toBe(true);
  });

  it('gives it as it was at an earlier position, that event included', async () => {
    const log = subject();
    const { position } = await log.append(CASE, events('a', 'b'), NO_STREAM);
    await log.append(OTHER_CASE, events('x'), NO_STREAM);
    await log.append(CASE, events('c'), 1);
    expect(textsOf(await log.readStream(CASE, { upTo: position }))).toEqual(['a', 'b']);
    expect(textsOf(await log.readStream(CASE, { upTo: await log.head() }))).toEqual(['a', 'b', 'c']);
    expect(await log.readStream(CASE, { upTo: log.start })).toEqual([]);
    expect(textsOf(await log.readStream(CASE, { upTo: position, fromRevision: 1 }))).toEqual(['b']);
  });

  it('starts at a later revision where asked', async () => {
    const log = subject();
    await log.append(CASE, events('a', 'b', 'c'), NO_STREAM);
    expect(textsOf(await log.readStream(CASE, { fromRevision: 2 }))).toEqual(['c']);
    expect(await log.readStream(CASE, { fromRevision: 3 })).toEqual([]);
  });
}

export function readingTheWhole(subject: Subject): void {
  it('is at the end of an empty log at once', async () => {
    const log = subject();
    expect(await log.readAll(log.start, { limit: 10 })).toEqual({ events: [], next: log.start, atEnd: true });
  });

  it('gives bounded pages in the order of appending, and says when the last has been given', async () => {
    const log = subject();
    await log.append(CASE, events('a', 'b', 'c'), NO_STREAM);
    await log.append(OTHER_CASE, events('d'), NO_STREAM);
    const first = await log.readAll(log.start, { limit: 3 });
    expect([textsOf(first.events), first.atEnd]).toEqual([['a', 'b', 'c'], false]);
    const second = await log.readAll(first.next, { limit: 3 });
    expect([textsOf(second.events), second.atEnd, second.next]).toEqual([['d'], true, await log.head()]);
    const third = await log.readAll(second.next, { limit: 3 });
    expect(third).toEqual({ events: [], next: second.next, atEnd: true });
  });

  it('goes on from any event by its own position', async () => {
    const log = subject();
    await log.append(CASE, events('a', 'b', 'c'), NO_STREAM);
    for (const [index, { position }] of (await readWhole(log)).entries()) {
      const { events: rest } = await log.readAll(position, { limit: 10 });
      expect(textsOf(rest)).toEqual(['a', 'b', 'c'].slice(index + 1));
    }
  });

  it.each([1, 2, 10])('gives the streams of a prefix alone and passes the others, %i at a time', async (limit) => {
    const log = subject();
    await log.append(CASE, events('a', 'b', 'c'), NO_STREAM);
    await log.append(AGREEMENT, events('x'), NO_STREAM);
    await log.append(OTHER_CASE, events('d'), NO_STREAM);
    await log.append(AGREEMENT, events('y'), 0);
    await log.append(CASE, events('e'), 2);
    expect(textsOf(await readWhole(log, limit, 'agreement-'))).toEqual(['x', 'y']);
    expect(textsOf(await readWhole(log, limit, 'case-'))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await readWhole(log, limit, 'sip-')).toEqual([]);
    const page = await log.readAll(log.start, { limit: 100, prefix: 'agreement-' });
    expect([page.next, page.atEnd]).toEqual([await log.head(), true]);
  });

  it('finds a prefix among more streams than are read one by one', async () => {
    const log = subject();
    const ids = Array.from({ length: 1_200 }, (_, i) => String(i));
    await Promise.all(ids.map((id) => log.append(`case-${id}`, events(id), NO_STREAM)));
    await log.append(AGREEMENT, events('x'), NO_STREAM);
    const cases = await readWhole(log, 500, 'case-');
    expect(new Set(textsOf(cases))).toEqual(new Set(ids));
    expect(textsOf(await readWhole(log, 500, 'agreement-'))).toEqual(['x']);
  });
}
