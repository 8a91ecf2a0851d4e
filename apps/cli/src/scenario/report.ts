/** What a person reads after a run: a line a step, and why one was refused, and where one went otherwise what was expected and what came. */
import { type ScenarioResult, type StepResult } from './run-scenario.js';

const MOST_CHARACTERS = 2_000;

/** What is not there has no JSON. */
const MISSING = '(saknas, missing)';

function shown(value: unknown, indent?: number): string {
  if (value === undefined) return MISSING;
  const text = JSON.stringify(value, null, indent);
  const left = text.length - MOST_CHARACTERS;
  if (left <= 0) return text;
  return `${text.slice(0, MOST_CHARACTERS)} … (${left} tecken till: --json visar allt, ${left} more characters: --json shows all)`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Why a step was refused: the problem of a receipt, or of a view that was not given. */
function refusalIn(actual: unknown): Readonly<Record<string, unknown>> | null {
  if (!isObject(actual)) return null;
  if (isObject(actual['problem'])) return actual['problem'];
  return typeof actual['code'] === 'string' && typeof actual['status'] === 'number' ? actual : null;
}

/** Code and pointer of a refusal, what would have been taken there, and the sentences: also where it was expected. */
function refusalLines(actual: unknown): readonly string[] {
  const refusal = refusalIn(actual);
  if (!refusal) return [];
  const { code, pointer, expected, detail, detail_en } = refusal;
  const where = typeof pointer === 'string' ? ` ${pointer === '' ? '/' : pointer}` : '';
  return [
    `      avvisat (rejected): ${String(code)}${where}`,
    ...(typeof expected === 'string' ? [`        väntat (expected): ${expected}`] : []),
    ...[detail, detail_en].filter((text) => typeof text === 'string').map((text) => `        ${text}`),
  ];
}

function stepLines(step: StepResult): readonly string[] {
  const head = `  ${step.ok ? '✓' : '✗'} ${step.step}. ${step.what}`;
  const places = step.mismatches.flatMap(({ pointer, expected, actual }) => [
    `      ${pointer === '' ? '/' : pointer}`,
    `        väntat (expected): ${shown(expected)}`,
    `        blev (actual):     ${shown(actual, 2).replaceAll('\n', '\n        ')}`,
  ]);
  return [head, ...refusalLines(step.actual), ...places];
}

/** The report of one scenario as text. */
export function reportOf(result: ScenarioResult): string {
  return [`${result.ok ? 'OK ' : 'FEL'} ${result.name}`, ...result.steps.flatMap(stepLines)].join('\n');
}
