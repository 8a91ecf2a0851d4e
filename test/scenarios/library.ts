/** The scenario library: every file of it, and that each story goes as the law says on the hubs that `startHub` gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NAMED_AGREEMENTS } from '../../apps/cli/src/scenario/agreements.data.js';
import { reportOf } from '../../apps/cli/src/scenario/report.js';
import { runScenario, type StartHub } from '../../apps/cli/src/scenario/run-scenario.js';
import { readScenario, type Scenario } from '../../apps/cli/src/scenario/scenario-file.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

export const STORY_FILES: readonly string[] = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

export const storyIn = (file: string): Scenario => readScenario(readFileSync(`${FOLDER}${file}`, 'utf8'));

/** Everyone who says something in the stories, and whoever signs the agreements that they name. */
export function partiesOfStories(): readonly string[] {
  const stories = STORY_FILES.map(storyIn);
  const speakers = stories.flatMap(({ steps }) => steps.flatMap(({ by, send }) => (by && send ? [by] : [])));
  const named = new Set(stories.map(({ agreement }) => agreement));
  const signers = Object.entries(NAMED_AGREEMENTS).flatMap(([pack, { parties }]) => (named.has(pack) ? parties : []));
  return [...new Set([...speakers, ...signers])].sort();
}

/** A spec for each story, on a fresh hub of its own. */
export function itPlaysEachStory(startHub: StartHub): void {
  it.each(STORY_FILES)('%s', async (file) => {
    const result = await runScenario(storyIn(file), startHub);
    expect(result.ok ? 'OK' : reportOf(result)).toBe('OK');
  });
}
