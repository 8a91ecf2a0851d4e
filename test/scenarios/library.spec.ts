import { readTopic } from '#contracts';
import { topicsOf } from '../support/kafka-door.kafka.js';
import { partiesOfStories, STORY_FILES, storiesAskedFor } from './library.js';

describe('the stories that are played', () => {
  it('are all, unless some are asked for: those then, the same each time by their text', () => {
    expect(storiesAskedFor(undefined)).toEqual(STORY_FILES);
    const some = storiesAskedFor('20:a');
    expect(some).toEqual(storiesAskedFor('20:a'));
    expect(new Set(some).size).toBe(20);
    expect(STORY_FILES).toEqual(expect.arrayContaining([...some]));
    expect(some).not.toEqual(storiesAskedFor('20:b'));
    expect(storiesAskedFor('100000:a')).toHaveLength(STORY_FILES.length);
  });

  it.each(['', 'all', '20', '20:', '-1:a'])('are not guessed from %j', (asked) => {
    expect(() => storiesAskedFor(asked)).toThrow('HVB_STORIES: expected such as 50:text');
  });

  it('are told over Kafka by parties alone, each of which has its topics', () => {
    const topics = topicsOf(partiesOfStories());
    expect(topics.filter((topic) => readTopic(topic) === undefined)).toEqual([]);
    expect(topics.length).toBeGreaterThan(0);
  });
});
