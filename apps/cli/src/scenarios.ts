/** `hvb-hub scenario file…`: plays each on a fresh hub and reports; under other terms twice, and reports what differs. */
import { readFile } from 'node:fs/promises';
import { type OtherTerms } from '#domain';
import { EXIT } from './exit-codes.js';
import { freshHub } from './scenario/fresh-hub.js';
import { reportOf } from './scenario/report.js';
import { runScenario, type ScenarioResult } from './scenario/run-scenario.js';
import { NoTerms, termsWritten, type TermsWritten } from './scenario/other-terms.js';
import { NoScenario, readScenario, type Scenario } from './scenario/scenario-file.js';
import { whatIfReportOf } from './scenario/what-if-report.js';
import { whatIfScenario } from './scenario/what-if.js';

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

/** What `hvb-hub scenario` may be asked. */
export interface ScenarioOptions extends TermsWritten {
  readonly json?: true;
}

/**
 * Plays the scenarios one after the other and prints a report of each. The exit code tells whether all went as expected;
 * under other terms whether all could be told, for what differs is the answer.
 */
export async function scenarios(files: readonly string[], options: ScenarioOptions): Promise<number> {
  try {
    const isWhatIf = options.pack !== undefined || options.setting !== undefined;
    const terms = isWhatIf ? termsWritten(options) : undefined;
    const all = await readAll(files);
    return await (terms === undefined ? playedAll(all, options) : toldTwice(all, terms, options));
  } catch (error) {
    if (!(error instanceof NoScenario || error instanceof NoTerms)) throw error;
    console.error(error.message);
    return EXIT.usage;
  }
}

async function playedAll(all: readonly Scenario[], { json }: ScenarioOptions): Promise<number> {
  let ok = true;
  for (const scenario of all) {
    const result = await played(scenario);
    ok &&= result.ok;
    console.log(json ? JSON.stringify(result) : reportOf(result));
  }
  return ok ? EXIT.ok : EXIT.refused;
}

/** One that cannot be told does not keep the others from being told. */
async function toldTwice(all: readonly Scenario[], terms: OtherTerms, { json }: ScenarioOptions): Promise<number> {
  let ok = true;
  for (const scenario of all) {
    try {
      const result = await whatIfScenario(scenario, terms, freshHub);
      console.log(json ? JSON.stringify(result) : whatIfReportOf(result));
    } catch (error) {
      if (!(error instanceof NoScenario)) throw error;
      ok = false;
      console.error(`${scenario.name}: ${error.message}`);
    }
  }
  return ok ? EXIT.ok : EXIT.refused;
}
