/** Whether each party's feed is what stands in the log of all that it hears of. */
import { nameUuid, type OpenedAs, type OpenedStream } from '#cases';
import { topicOf, type StreamName } from '#contracts';
import { assessmentOf, surroundingsOf, takesPart, type PartyId, type StreamCategory, type TakingPart } from '#domain';
import { type ToldRecord } from './broker.kafka.js';
import { type Wrong } from './checks.js';
import { PARTIES } from './world.js';

/** Each party's feed, repeats dropped by their numbers, is every event of the round's streams, each in its order. */
export function wrongFeeds(feeds: readonly ToldRecord[], streams: ReadonlyMap<StreamName, OpenedStream>): Wrong {
  return PARTIES.flatMap((party) => {
    const topic = topicOf('feed', party);
    const last = new Map<number, number>();
    const byStream = new Map<string, string[]>();
    for (const record of feeds.filter((one) => one.topic === topic)) {
      const { partition, sequence } = record;
      if (sequence === undefined) return [`${topic}: no number`];
      if (sequence <= (last.get(partition) ?? 0)) continue;
      last.set(partition, sequence);
      const key = String(record.event['partitionkey']);
      const ids = byStream.get(key);
      if (ids) ids.push(String(record.event['id']));
      else byStream.set(key, [String(record.event['id'])]);
    }
    return [...streams].flatMap(([stream, opened]) => {
      const heard = opened.entries.slice(heardFrom(party, opened));
      const expected = heard.map(({ place }) => place.eventId as string);
      const told = byStream.get(stream.slice(stream.indexOf('-') + 1)) ?? [];
      return JSON.stringify(told) === JSON.stringify(expected)
        ? []
        : [`${topic}: ${stream} has ${expected.length} events, the feed ${told.length}, or in another order`];
    });
  });
}

/** Which entry of a stream is the first that a party hears of: all parties of a round have a part in each stream in the end. */
function heardFrom(party: PartyId, opened: OpenedStream): number {
  return opened.category === 'sip' ? broughtIn(party, opened) : HEARD_WHOLE[opened.category];
}

const HEARD_WHOLE: Readonly<Record<Exclude<StreamCategory, 'sip'>, 0>> = {
  case: 0,
  agreement: 0,
  deviation: 0,
  discharge: 0,
  concern: 0,
};

/**
 * In a SIP, the fact by which the party takes part in it: a call, say, but no consent that permits nothing, as one whose time
 * is over. Nobody who takes part in the SIP of a round ceases to.
 */
function broughtIn(party: PartyId, { entries, facts, stream }: OpenedAs<'sip'>): number {
  const after = (count: number): TakingPart => {
    const [some, surroundings] = [facts.slice(0, count), surroundingsOf([])];
    const today = some.at(-1)!.meta.recordedOn;
    return assessmentOf({ category: 'sip', stream, facts: some }, { surroundings, today, name: nameUuid() }).takingPart;
  };
  const first = facts.find((_fact, at) => takesPart(after(at + 1), party));
  const at = entries.findIndex(({ place }) => place.eventId === first?.meta.eventId);
  return at < 0 ? entries.length : at;
}
