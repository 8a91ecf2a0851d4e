import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { thinRecords, type Told } from './thin-event.js';

const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const SECRET = 'Pojken heter Kalle';
const event: RecordedEvent = {
  eventId: '0000000f-0000-5000-8000-00000000000f' as Uuid,
  type: 'se.hvbhub.costAllocation.fixed.v1',
  recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
  body: Buffer.from(JSON.stringify({ open: { data: SECRET } })),
  stream: `case-${id}`,
  revision: 3,
  position: '17' as Position,
};

const told: Told = { subject: { kind: 'costAllocation', id: id as Uuid }, traceparent: undefined };

describe('a thin event', () => {
  it('is a record for each party, keyed by its case, its position in a header', () => {
    const records = thinRecords(event, told, ['region-20', 'kommun-0980'] as PartyId[]);
    expect(records.map(({ topic, key, headers }) => [topic, key, headers['position']])).toEqual([
      ['hvb.feed.region-20', id, '17'],
      ['hvb.feed.kommun-0980', id, '17'],
    ]);
    expect(JSON.parse(Buffer.from(records[0]!.value).toString())).toEqual({
      specversion: '1.0',
      id: event.eventId,
      source: '/hub',
      type: event.type,
      subject: `costAllocation/${id}`,
      time: event.recordedAt,
      partitionkey: id,
      position: '17',
    });
  });

  it('holds nothing of what the event says', () => {
    const [record] = thinRecords(event, told, ['region-20'] as PartyId[]);
    expect(Buffer.from(record!.value).toString()).not.toContain('Kalle');
    expect(Buffer.from(record!.value).toString()).not.toContain('"data"');
  });
});
