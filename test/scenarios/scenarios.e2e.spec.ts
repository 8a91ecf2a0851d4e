/** The scenario library on the embedded default: each story is played on a hub of its own and must go as the law says. */
import 'reflect-metadata';
import { freshHub } from '../../apps/cli/src/scenario/fresh-hub.js';
import { itPlaysEachStory, STORY_FILES, storyIn } from './library.js';

const LEAST_STORIES = 30;

describe('the scenario library', () => {
  it(`holds at least ${LEAST_STORIES} stories, each with a name of its own and something that it expects`, () => {
    const stories = STORY_FILES.map(storyIn);
    expect(stories.length).toBeGreaterThanOrEqual(LEAST_STORIES);
    expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length);
    for (const story of stories)
      expect([story.name, story.steps.some(({ expect: asked }) => asked !== undefined)]).toEqual([story.name, true]);
  });

  itPlaysEachStory(freshHub);
});
