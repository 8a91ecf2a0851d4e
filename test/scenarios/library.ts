/** The scenario library: every file of it, and that each story goes as the law says on the hubs that `startHub` gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportOf } from '../../apps/cli/src/scenario/report.js';
import { runScenario, type StartHub } from '../../apps/cli/src/scenario/run-scenario.js';
import { readScenario, type Scenario } from '../../apps/cli/src/scenario/scenario-file.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

export const STORY_FILES: readonly string[] = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

export const storyIn = (file: string): Scenario => readScenario(readFileSync(`${FOLDER}${file}`, 'utf8'));

/** Everyone who says something in the stories themselves. */
export function partiesOfStories(): readonly string[] {
  const speakers = STORY_FILES.flatMap((file) =>
    storyIn(file).steps.flatMap(({ by, send }) => (by && send ? [by] : [])),
  );
  return [...new Set(speakers)].sort();
}

/** A spec for each story, on a fresh hub of its own. */
export function itPlaysEachStory(startHub: StartHub): void {
  it.each(STORY_FILES)('%s', async (file) => {
    const result = await runScenario(storyIn(file), startHub);
    expect(result.ok ? 'OK' : reportOf(result)).toBe('OK');
  });
}
