/** The scenario library: each story is played on a hub of its own and must go as the law says. */
import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freshHub } from '../../apps/cli/src/scenario/fresh-hub.js';
import { reportOf } from '../../apps/cli/src/scenario/report.js';
import { runScenario } from '../../apps/cli/src/scenario/run-scenario.js';
import { readScenario } from '../../apps/cli/src/scenario/scenario-file.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const LEAST_STORIES = 30;

describe('the scenario library', () => {
  it(`holds at least ${LEAST_STORIES} stories, each with a name of its own and something that it expects`, () => {
    const stories = FILES.map((file) => readScenario(readFileSync(`${FOLDER}${file}`, 'utf8')));
    expect(stories.length).toBeGreaterThanOrEqual(LEAST_STORIES);
    expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length);
    for (const story of stories)
      expect([story.name, story.steps.some(({ expect: asked }) => asked !== undefined)]).toEqual([story.name, true]);
  });

  it.each(FILES)('%s', async (file) => {
    const result = await runScenario(readScenario(readFileSync(`${FOLDER}${file}`, 'utf8')), freshHub);
    expect(result.ok ? 'OK' : reportOf(result)).toBe('OK');
  });
});
