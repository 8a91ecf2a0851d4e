/** `hvb-hub scenario file…`: plays each on a fresh hub and reports. */
import { readFile } from 'node:fs/promises';
import { EXIT } from './exit-codes.js';
import { freshHub } from './scenario/fresh-hub.js';
import { reportOf } from './scenario/report.js';
import { runScenario, type ScenarioResult } from './scenario/run-scenario.js';
import { NoScenario, readScenario, type Scenario } from './scenario/scenario-file.js';

async function readAll(files: readonly string[]): Promise<readonly Scenario[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        return readScenario(await readFile(file, 'utf8'));
      } catch (error) {
        throw new NoScenario(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
}

/** A mistake that shows only when the story is played is told by the story's name. */
async function played(scenario: Scenario): Promise<ScenarioResult> {
  try {
    return await runScenario(scenario, freshHub);
  } catch (error) {
    throw error instanceof NoScenario ? new NoScenario(`${scenario.name}: ${error.message}`) : error;
  }
}

/** Plays the scenarios one after the other and prints a report of each. The exit code tells whether all went as expected. */
export async function scenarios(files: readonly string[], options: { readonly json?: true }): Promise<number> {
  try {
    let ok = true;
    for (const scenario of await readAll(files)) {
      const result = await played(scenario);
      ok &&= result.ok;
      console.log(options.json ? JSON.stringify(result) : reportOf(result));
    }
    return ok ? EXIT.ok : EXIT.refused;
  } catch (error) {
    if (!(error instanceof NoScenario)) throw error;
    console.error(error.message);
    return EXIT.usage;
  }
}
