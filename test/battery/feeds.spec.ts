import { emptyStream, type OpenedStream } from '#cases';
import { topicOf } from '#contracts';
import { streamNamed } from '#domain';
import { PLACING_PARTY, REGION } from '../support/case-builder.js';
import { aSip, type SipBuilder } from '../support/sip-builder.js';
import { type ToldRecord } from './broker.kafka.js';
import { wrongFeeds } from './feeds.js';

/** What is wrong where the kommun is told of the whole SIP, and the region from this message on. */
function wrong(sip: SipBuilder, regionFrom: number): readonly string[] {
  const stream = streamNamed('sip', sip.sipId);
  const ids = sip.facts.map(({ meta }) => meta.eventId);
  const entries = ids.map((eventId, revision) => ({ place: { eventId, revision } }));
  const opened = { ...emptyStream(stream), facts: sip.facts, entries } as unknown as OpenedStream;
  const feed = (party: typeof REGION, from: number): readonly ToldRecord[] =>
    ids.slice(from).map((id, offset) => ({
      ...{ topic: topicOf('feed', party), partition: 0, offset, sequence: from + offset + 1 },
      event: { id, partitionkey: sip.sipId },
    }));
  return wrongFeeds([...feed(PLACING_PARTY, 0), ...feed(REGION, regionFrom)], new Map([[stream, opened]]));
}

const SHORT = [expect.stringMatching(/^hvb\.feed\.region-20: sip-.* events, the feed/)];
const needed = aSip().needed({}, { at: '2026-01-12' });

describe('the feed of a SIP', () => {
  it('begins for a party with the call to it, which is the first that it may hear of (A-039)', () => {
    const called = needed.invited('region-20').met('2026-01-20');
    expect(wrong(called, 1)).toEqual([]);
    for (const from of [0, 2]) expect(wrong(called, from)).toEqual(SHORT);
  });

  it('begins with a consent that names the party, where it is valid', () => {
    const consented = needed.consent('2026-01-12').invited('region-20');
    expect(wrong(consented, 1)).toEqual([]);
    expect(wrong(consented, 2)).toEqual(SHORT);
  });

  it.each([
    ['of one guardian of two (A-043)', needed.consent('2026-01-12', { custodyHolders: 2 })],
    ['whose time is over when it is told (A-040)', needed.consent('2025-01-12', {}, { at: '2026-01-13' })],
  ])('does not begin with one that permits nothing: %s', (_, consented) => {
    const called = consented.invited('region-20', {}, { at: '2026-01-14' });
    expect(wrong(called, 2)).toEqual([]);
    expect(wrong(called, 1)).toEqual(SHORT);
  });

  it('has nothing of a SIP for a party that is not brought into it', () => {
    expect(wrong(needed, 1)).toEqual([]);
    expect(wrong(needed, 0)).toEqual(SHORT);
  });
});
