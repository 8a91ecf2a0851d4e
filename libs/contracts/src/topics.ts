/** Kafka topics: one of each kind per party. Who may write and read a topic is the broker's to hold, and is the party's proof of who it is. */
import { type PartyId } from '#domain/facts';
import { isOpenPartyId } from './open-values.js';

/**
 * `submissions`: what the party says. `receipts`: how each of them fared, and the last word on what waited.
 * `quarantine`: that a message was put aside, and where. `feed`: that something happened that concerns the party.
 */
export type TopicKind = 'submissions' | 'receipts' | 'quarantine' | 'feed';

export interface Topic {
  readonly kind: TopicKind;
  readonly party: PartyId;
}

export const TOPIC_KINDS: readonly TopicKind[] = ['submissions', 'receipts', 'quarantine', 'feed'];

const TOPIC = /^hvb\.([a-z]+)\.(.+)$/;

/** `hvb.submissions.kommun-2080.socialnamnden` */
export function topicOf(kind: TopicKind, party: PartyId): string {
  return `hvb.${kind}.${party}`;
}

/** What a topic's name says; undefined for a topic that is none of the hub's. */
export function readTopic(name: string): Topic | undefined {
  const [, kind = '', party = ''] = TOPIC.exec(name) ?? [];
  if (!(TOPIC_KINDS as readonly string[]).includes(kind) || !isOpenPartyId(party)) return undefined;
  return { kind: kind as TopicKind, party: party as PartyId };
}

/** The parties that have a topic of the kind, among all topics of a broker. */
export function partiesWith(kind: TopicKind, topics: readonly string[]): readonly PartyId[] {
  return topics.flatMap((name) => {
    const topic = readTopic(name);
    return topic?.kind === kind ? [topic.party] : [];
  });
}
