import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { leafRecord, streamOfRecord } from './leaf.js';

const event = {
  stream: 'case-0a000000-0000-4000-8000-000000000001' as StreamName,
  revision: 3,
  type: 'placement.registered.v1',
  eventId: '0b000000-0000-4000-8000-000000000002' as Uuid,
  recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
  body: Buffer.from('hello'),
};
const textOf = (given: Partial<typeof event> = {}): string =>
  Buffer.from(leafRecord({ ...event, ...given })).toString();

describe('the leaf of an event', () => {
  it('is seven lines, the last the body’s digest, as anyone writes it who has the event', () => {
    expect(textOf()).toBe(
      'hvb-leaf/v1\ncase-0a000000-0000-4000-8000-000000000001\n3\nplacement.registered.v1\n' +
        '0b000000-0000-4000-8000-000000000002\n2026-11-30T08:00:00.000Z\nLPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\n',
    );
  });

  it.each([
    [{ stream: 'case-0a000000-0000-4000-8000-000000000009' as StreamName }],
    [{ revision: 4 }],
    [{ type: 'placement.ended.v1' }],
    [{ eventId: '0b000000-0000-4000-8000-000000000009' as Uuid }],
    [{ recordedAt: '2026-11-30T08:00:00.001Z' as Instant }],
    [{ body: Buffer.from('hellp') }],
  ])('is another where the event has another %o', (given) => {
    expect(textOf(given)).not.toBe(textOf());
  });

  it('tells which stream it is of, and no record of another form does', () => {
    const record = textOf();
    const streamIn = (text: string): string | undefined => streamOfRecord(Buffer.from(text));
    expect(streamIn(record)).toBe(event.stream);
    for (const other of ['', record.replace('/v1', '/v2'), record.slice(0, -1), `${record}\n`])
      expect(streamIn(other)).toBeUndefined();
  });

  it('is not made where a part holds a newline, by which it could be read as another event’s', () => {
    expect(() => textOf({ type: 'a\n4' })).toThrow(RangeError);
  });
});
