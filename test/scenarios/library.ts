/** The scenario library: every file of it, and that each story goes as the law says on the hubs that `startHub` gives. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isPerson } from '../../apps/cli/src/scenario/public-door.js';
import { reportOf } from '../../apps/cli/src/scenario/report.js';
import { runScenario, type StartHub } from '../../apps/cli/src/scenario/run-scenario.js';
import { readScenario, type Scenario } from '../../apps/cli/src/scenario/scenario-file.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

export const STORY_FILES: readonly string[] = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

export const storyIn = (file: string): Scenario => readScenario(readFileSync(`${FOLDER}${file}`, 'utf8'));

/**
 * The stories that `HVB_STORIES` asks for: absent, all; `50:text`, so many of them, drawn by the text, the same each time.
 * With engines beside it a hub takes seconds to start, and CI has no time for all.
 */
export function storiesAskedFor(asked = process.env['HVB_STORIES']): readonly string[] {
  if (asked === undefined) return STORY_FILES;
  const [, many, seed = ''] = /^(\d+):(.+)$/.exec(asked) ?? [];
  if (many === undefined) throw new Error(`HVB_STORIES: expected such as 50:text, not ${asked}`);
  const rank = (file: string): string => createHash('sha256').update(`${seed} ${file}`).digest('hex');
  return [...STORY_FILES].sort((one, other) => (rank(one) < rank(other) ? -1 : 1)).slice(0, Number(many));
}

/** Every party that says something in the stories themselves; a person asks at a door of its own, and has no topic. */
export function partiesOfStories(): readonly string[] {
  const speakers = STORY_FILES.flatMap((file) =>
    storyIn(file).steps.flatMap(({ by, send }) => (by && send && !isPerson(by) ? [by] : [])),
  );
  return [...new Set(speakers)].sort();
}

/** A spec for each story, or for those drawn, on a fresh hub of its own. */
export function itPlaysEachStory(startHub: StartHub, files: readonly string[] = STORY_FILES): void {
  it.each(files)('%s', async (file) => {
    const result = await runScenario(storyIn(file), startHub);
    expect(result.ok ? 'OK' : reportOf(result)).toBe('OK');
  });
}
