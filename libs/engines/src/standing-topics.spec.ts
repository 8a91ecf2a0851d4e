import { standingTopics } from './standing-topics.js';

describe('which topics are there', () => {
  it('counts one that was seen as there until three looks over 30 s have not shown it', () => {
    const topics = standingTopics();
    expect(topics.seen(['a', 'b'], 0)).toEqual(['a', 'b']);
    expect(topics.seen(['a'], 10_000)).toEqual(['a', 'b']);
    expect(topics.seen(['a'], 39_999)).toEqual(['a', 'b']);
    expect(topics.seen(['a'], 40_000)).toEqual(['a']);
  });

  it('counts it as there by 30 s alone as little as by three looks alone', () => {
    const slow = standingTopics(['a']);
    expect(slow.seen([], 0)).toEqual(['a']);
    expect(slow.seen([], 60_000)).toEqual(['a']);
    expect(slow.seen([], 60_001)).toEqual([]);
  });

  it('begins anew where one is shown again, and takes a new one at once', () => {
    const topics = standingTopics(['a']);
    topics.seen([], 0);
    expect(topics.seen(['a', 'c'], 35_000)).toEqual(['a', 'c']);
    expect(topics.seen(['c'], 40_000)).toEqual(['a', 'c']);
    expect(topics.seen(['c'], 60_000)).toEqual(['a', 'c']);
  });

  it('counts one that is expected as there, and lets it go where it does not come', () => {
    const topics = standingTopics();
    topics.expect(['b']);
    expect(topics.seen(['a'], 0)).toEqual(['b', 'a']);
    topics.seen(['a'], 10_000);
    expect(topics.seen(['a'], 30_000)).toEqual(['a']);
  });
});
