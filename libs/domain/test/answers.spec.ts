import { ANSWERS } from './answers.data.js';
import { inWords } from './in-words.js';
import { STORIES } from './stories.js';

describe('the whole of what the law answers', () => {
  it.each(Object.keys(STORIES))('in %s is what it was, with every party, cause and date', (name) => {
    expect(inWords(STORIES[name]!)).toEqual(ANSWERS[name]);
  });

  it('is known of every story', () => {
    expect(Object.keys(ANSWERS)).toEqual(Object.keys(STORIES));
  });
});
