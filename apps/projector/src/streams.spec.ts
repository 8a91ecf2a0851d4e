import { kindOfStream, STREAM_CATEGORIES } from '#domain';
import { readSide } from './streams.js';

describe('the read side of each kind of stream', () => {
  it.each(STREAM_CATEGORIES)('answers what the table says may be asked of a %s, and nothing else', (category) => {
    expect(Object.keys(readSide({ category }).views).sort()).toEqual([...kindOfStream(category).views].sort());
  });
});
