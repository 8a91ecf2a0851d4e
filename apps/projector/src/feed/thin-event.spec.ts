import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { thinRecords, type Told } from './thin-event.js';

const entry = (party: string, sequence: number, previous: number | null) => ({
  party: party as PartyId,
  sequence,
  previous,
});

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
  it('is a record for each party, keyed by its case, with its number there and that of the entry before', () => {
    const records = thinRecords(event, told, [entry('region-20', 9, 4), entry('kommun-0980', 1, null)]);
    expect(records.map(({ topic, key, headers }) => [topic, key, headers['sequence'], headers['previous']])).toEqual([
      ['hvb.feed.region-20', id, '9', '4'],
      ['hvb.feed.kommun-0980', id, '1', undefined],
    ]);
    const thin = {
      ...{ specversion: '1.0', id: event.eventId, source: '/hub', type: event.type, subject: `costAllocation/${id}` },
      ...{ time: event.recordedAt, partitionkey: id },
    };
    const [first, second] = records.map(({ value }) => JSON.parse(Buffer.from(value).toString()) as object);
    expect(first).toEqual({ ...thin, sequence: 9, previous: 4 });
    expect(second).toEqual({ ...thin, sequence: 1 });
    // Where it stands in the log tells of the traffic of others (A10).
    expect(JSON.stringify(records.map(({ headers }) => headers))).not.toContain('position');
  });

  it('is of a name that tells nothing (A10)', () => {
    const secret = { ...event, type: 'se.hvbhub.placement.contactRestricted.v1' };
    const of: Told = { subject: { kind: 'placement', id: id as Uuid }, traceparent: undefined };
    const [record] = thinRecords(secret, of, [entry('region-20', 1, null)]);
    expect(JSON.parse(Buffer.from(record!.value).toString())).toMatchObject({ type: 'se.hvbhub.placement.changed.v1' });
    expect(Buffer.from(record!.value).toString()).not.toContain('Restricted');
  });

  it('holds nothing of what the event says', () => {
    const [record] = thinRecords(event, told, [entry('region-20', 1, null)]);
    expect(Buffer.from(record!.value).toString()).not.toContain('Kalle');
    expect(Buffer.from(record!.value).toString()).not.toContain('"data"');
  });
});
