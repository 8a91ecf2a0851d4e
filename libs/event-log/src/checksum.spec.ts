import { type Covered, checksumOf, landmarkChecksum } from './checksum.js';

const event: Covered = {
  place: 7,
  stream: 'case-5b0b6f4e-0a6b-4a0e-9f0e-000000000001',
  revision: 3,
  type: 'se.hvbhub.placement.started.v1',
  eventId: '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10',
  recordedAt: '2026-01-15T08:00:00.000Z',
  body: Buffer.from('{"open":{"startedOn":"2026-01-15"}}'),
};

describe('the checksum of an event', () => {
  it('stays what it was: logs written before must be found whole', () => {
    expect(checksumOf(event)).toBe(1821488537);
    expect(landmarkChecksum(1_000, '2026-01-15T08:00:00.000Z')).toBe(1688667949);
  });

  it.each(['place', 'stream', 'revision', 'type', 'eventId', 'recordedAt', 'body'] as const)(
    'covers its %s',
    (part) => {
      const other = { place: 8, revision: 4, body: Buffer.from('{}') } as Record<string, unknown>;
      const changed = { ...event, [part]: other[part] ?? `${String(event[part])}x` };
      expect(checksumOf(changed)).not.toBe(checksumOf(event));
    },
  );

  it('covers the rest of an event whose body is empty', () => {
    const empty = { ...event, body: new Uint8Array() };
    expect(checksumOf({ ...empty, place: 8 })).not.toBe(checksumOf(empty));
  });
});
