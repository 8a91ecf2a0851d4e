/** What a person reads after a run: a line a step, and at a step that went otherwise what was expected and what came. */
import { type ScenarioResult, type StepResult } from './run-scenario.js';

const MOST_CHARACTERS = 2_000;

/** What is not there has no JSON. */
const MISSING = '(saknas, missing)';

function shown(value: unknown, indent?: number): string {
  if (value === undefined) return MISSING;
  const text = JSON.stringify(value, null, indent);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;
}

function stepLines(step: StepResult): readonly string[] {
  const head = `  ${step.ok ? '✓' : '✗'} ${step.step}. ${step.what}`;
  const places = step.mismatches.flatMap(({ pointer, expected, actual }) => [
    `      ${pointer === '' ? '/' : pointer}`,
    `        väntat (expected): ${shown(expected)}`,
    `        blev (actual):     ${shown(actual, 2).replaceAll('\n', '\n        ')}`,
  ]);
  return [head, ...places];
}

/** The report of one scenario as text. */
export function reportOf(result: ScenarioResult): string {
  return [`${result.ok ? 'OK ' : 'FEL'} ${result.name}`, ...result.steps.flatMap(stepLines)].join('\n');
}
