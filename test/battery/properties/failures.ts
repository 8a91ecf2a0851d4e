/** Which properties a run of the specs told to fail, and how they are added to the committed ones. */
import { type Counterexample } from '../../support/counterexamples.data.js';

/** What is read of jest's report. */
export interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const FOUND_CHARS_MAX = 300;

/** The tests that failed, by the seed of the run. */
export function failedIn(
  report: JestReport,
  seed: number,
): { readonly tried: number; readonly failed: readonly Counterexample[] } {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    tried: tests.length,
    failed: failed.map(({ fullName, failureMessages }) => ({
      property: fullName,
      seed,
      found: (/Counterexample: (.*)/.exec(failureMessages.join('\n'))?.[1] ?? failureMessages.join(' ')).slice(
        0,
        FOUND_CHARS_MAX,
      ),
    })),
  };
}

const END = '];\n';

/** The text of the file of counterexamples with those beside that it does not hold. */
export function withFailures(text: string, failed: readonly Counterexample[], held: readonly Counterexample[]): string {
  const isHeld = (one: Counterexample): boolean =>
    held.some(({ property, seed }) => property === one.property && seed === one.seed);
  const added = failed.filter((one) => !isHeld(one)).map(entryOf);
  if (!text.endsWith(END)) throw new Error('the file of counterexamples does not end in its list');
  return `${text.slice(0, -END.length)}${added.join('')}${END}`;
}

const entryOf = ({ property, seed, found }: Counterexample): string =>
  `  {\n    property: ${quoted(property)},\n    seed: ${seed},\n    found: ${quoted(found)},\n  },\n`;

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
