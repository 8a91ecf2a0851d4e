import { type PartyId } from '#domain/facts';
import { partiesWith, readTopic, TOPIC_KINDS, topicOf } from './topics.js';

const PARTIES = ['kommun-2080.socialnamnden', 'kommun-0980', 'region-20', 'region-20.bup'] as PartyId[];

describe('the topics of a party', () => {
  it('are named by kind and party, and read back from their name', () => {
    for (const party of PARTIES) {
      for (const kind of TOPIC_KINDS) expect(readTopic(topicOf(kind, party))).toEqual({ kind, party });
    }
    expect(topicOf('submissions', 'kommun-2080.socialnamnden' as PartyId)).toBe(
      'hvb.submissions.kommun-2080.socialnamnden',
    );
  });

  it('have names that every broker takes', () => {
    for (const kind of TOPIC_KINDS) expect(topicOf(kind, PARTIES[0]!)).toMatch(/^[a-zA-Z0-9._-]{1,249}$/);
  });

  it.each([
    'hvb.submissions.',
    'hvb.submissions.kommun-9999',
    'hvb.submissions.person-1',
    'hvb.commands.region-20',
    'other.submissions.region-20',
    'hvb.submissions.region-20.BUP',
    'hvb.submissions.kommun-2080.191212121212',
    '__consumer_offsets',
  ])('are no others: %s', (name) => {
    expect(readTopic(name)).toBeUndefined();
  });

  it('are found by kind among all that a broker has', () => {
    const all = [
      '__consumer_offsets',
      'hvb.feed.region-20',
      'hvb.submissions.region-20',
      'hvb.submissions.kommun-0980',
    ];
    expect(partiesWith('submissions', all)).toEqual(['region-20', 'kommun-0980']);
    expect(partiesWith('receipts', all)).toEqual([]);
  });
});
