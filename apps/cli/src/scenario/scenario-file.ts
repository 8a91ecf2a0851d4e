/** A scenario as it is written: read from YAML 1.2 or JSON, and refused with a place and a sentence where it is none. */
import { parseDocument } from 'yaml';
import { principalOf } from '#access';
import { type OtherTerms } from '#domain';

export interface SendStep {
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly corrects?: string;
  readonly correctionreason?: string;
  readonly time?: string;
  readonly source?: string;
}

export interface Step {
  /** The clock moves here first. */
  readonly at?: string;
  readonly by?: string;
  readonly send?: SendStep;
  readonly view?: string;
  readonly of?: string;
  readonly as?: string;
  readonly expect?: unknown;
  /** Any further query of the view: `asOf`, `knownAt`, `status`, … */
  readonly query: Readonly<Record<string, string>>;
}

export interface Scenario {
  readonly name: string;
  /** A rule pack: that agreement is registered with the approvals of all its parties. */
  readonly agreement?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Terms that its agreement has in its own terms' place; never of the file. */
  readonly otherTerms?: OtherTerms;
  readonly steps: readonly Step[];
}

/** The file is no scenario. The message says where and what was expected. */
export class NoScenario extends Error {
  override readonly name = 'NoScenario';
}

type Json = Readonly<Record<string, unknown>>;

const SCENARIO_WORDS = new Set(['name', 'description', 'agreement', 'settings', 'steps']);
const STEP_WORDS = new Set(['at', 'by', 'send', 'view', 'of', 'as', 'expect', 'note']);
const SEND_WORDS = new Set(['type', 'subject', 'data', 'id', 'corrects', 'correctionreason', 'time', 'source']);
const QUERY_WORDS = new Set([
  ...[
    'asOf',
    'knownAt',
    'asOfPosition',
    'party',
    'status',
    'dueBefore',
    'kind',
    'rule',
    'region',
    'mine',
    'by',
    'reason',
    'limit',
    'after',
  ],
]);

function object(value: unknown, where: string): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new NoScenario(`${where}: expected a mapping`);
  return value as Json;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new NoScenario(`${where}: expected a text`);
  return value;
}

function onlyWords(value: Json, words: ReadonlySet<string>, where: string): void {
  for (const key of Object.keys(value)) {
    if (!words.has(key))
      throw new NoScenario(`${where}/${key}: unknown word, expected one of ${[...words].join(', ')}`);
  }
}

/** The texts among `keys` that are given. */
function texts<K extends string>(value: Json, keys: readonly K[], where: string): { readonly [P in K]?: string } {
  const given = keys.filter((key) => value[key] !== undefined).map((key) => [key, text(value[key], `${where}/${key}`)]);
  return Object.fromEntries(given) as { readonly [P in K]?: string };
}

function sendOf(value: unknown, where: string): SendStep {
  const send = object(value, where);
  onlyWords(send, SEND_WORDS, where);
  return {
    type: text(send['type'], `${where}/type`),
    subject: text(send['subject'], `${where}/subject`),
    data: object(send['data'] ?? {}, `${where}/data`),
    ...texts(send, ['id', 'corrects', 'correctionreason', 'time', 'source'], where),
  };
}

/** Who sends, or whose eyes a view is seen with: somebody who can have a token. */
function whoIn(step: Json, isView: boolean, where: string): Pick<Step, 'by' | 'as'> {
  const who = texts(step, isView ? ['as'] : ['by'], where);
  for (const [word, name] of Object.entries(who)) {
    if (principalOf(name)) continue;
    const expected = 'expected a party such as kommun-2080.socialnamnden or region-20, or auditor';
    throw new NoScenario(`${where}/${word}: ${name}: ${expected}`);
  }
  return who;
}

function stepOf(value: unknown, where: string): Step {
  const step = object(value, where);
  const isView = step['view'] !== undefined;
  onlyWords(step, isView ? new Set([...STEP_WORDS, ...QUERY_WORDS]) : STEP_WORDS, where);
  if (isView && step['send'] !== undefined) throw new NoScenario(`${where}: a step sends or views, not both`);
  const query = isView ? Object.entries(step).filter(([key]) => QUERY_WORDS.has(key)) : [];
  return {
    ...texts(step, isView ? ['at', 'view', 'of'] : ['at'], where),
    ...whoIn(step, isView, where),
    ...(step['send'] === undefined ? {} : { send: sendOf(step['send'], `${where}/send`) }),
    ...(step['expect'] === undefined ? {} : { expect: step['expect'] }),
    query: Object.fromEntries(query.map(([key, inner]) => [key, String(inner)])),
  };
}

/**
 * The value that the YAML text stands for. Aliases may lead nowhere, to what holds them, or to more than any memory: what
 * the library throws then says so, and is what is wrong with the file.
 */
function valueOf(source: string): unknown {
  try {
    const document = parseDocument(source, { version: '1.2', uniqueKeys: true, stringKeys: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error) throw error;
    const value: unknown = document.toJS();
    // What holds itself is no JSON.
    JSON.stringify(value);
    return value;
  } catch (error) {
    throw new NoScenario(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a scenario. Throws `NoScenario` with the place and what was expected there. */
export function readScenario(source: string): Scenario {
  const scenario = object(valueOf(source), '');
  onlyWords(scenario, SCENARIO_WORDS, '');
  const { steps } = scenario;
  if (!Array.isArray(steps)) throw new NoScenario('/steps: expected a list');
  return {
    name: text(scenario['name'], '/name'),
    ...texts(scenario, ['agreement'], ''),
    ...(scenario['settings'] === undefined ? {} : { settings: object(scenario['settings'], '/settings') }),
    steps: steps.map((step, index) => stepOf(step, `/steps/${index}`)),
  };
}
