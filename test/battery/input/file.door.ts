/** The door of files that are given to the command line: scenarios in YAML and JSON, and messages to be validated. */
import { parse, stringify } from 'yaml';
import { readFileSync, readdirSync } from 'node:fs';
import { freshHub } from '../../../apps/cli/src/scenario/fresh-hub.js';
import { runScenario } from '../../../apps/cli/src/scenario/run-scenario.js';
import { NoScenario, readScenario } from '../../../apps/cli/src/scenario/scenario-file.js';
import { verdictsOn } from '../../../apps/cli/src/validate.js';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { counting, type Counting, type InputDoor } from './door.js';
import { hostileMessage, someBytes, spoilt, spoiltBytes } from './hostile.js';
import { toldCase } from '../../support/told-case.js';

const SCENARIOS = 'test/scenarios';
const scenarioTexts = (): readonly string[] =>
  readdirSync(SCENARIOS)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(`${SCENARIOS}/${name}`, 'utf8'));

/** Aliases that grow, lead nowhere or round in a ring; tags, keys and depths that YAML knows and a scenario does not. */
const HOSTILE_YAML: readonly string[] = [
  `name: x\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nsteps: [*c,*c,*c]\n`,
  'name: x\nsteps: &s [*s]\n',
  'name: x\nsteps:\n  - &s {send: *s}\n',
  'name: *nowhere\n',
  'name: x\nsteps:\n  - {by: region-20, send: {type: placement.started, subject: placement/A, data: &d {x: *d}}}\n',
  '&a *a',
  'name: !!js/function "x"\nsteps: []\n',
  'name: !!binary "//8="\nsteps: []\n',
  '? [a, b]\n: c\n',
  '? {a: b}\n: c\nname: x\nsteps: []\n',
  '__proto__: {x: 1}\nname: x\nsteps: []\n',
  'name: x\nsteps:\n  - view: placement\n    limit: {a: {b: c}}\n',
  'name: x\nsteps:\n  - view: placement\n    asOf: [1, 2]\n',
  `name: x\nsteps: ${'['.repeat(3_000)}${']'.repeat(3_000)}\n`,
  `${'- '.repeat(2_000)}x\n`,
  'a: {'.repeat(2_000),
  '%YAML 9.9\n---\nname: x\n',
  '---\nname: x\n---\nname: y\n',
  '<<: *x\n',
  'name: x\nsteps: {length: 1}\n',
  '\u0000',
  '',
  '\t- x',
  'name: 2026-01-01\nsteps: []\n',
];

function someYaml(texts: readonly string[], from: Seeded): string {
  const text = from.pick(texts);
  const ways = [
    () => from.pick(HOSTILE_YAML),
    () => stringify(spoilt(parse(text), from)),
    () => JSON.stringify(spoilt(parse(text), from) ?? null),
    () => spoiltBytes(Buffer.from(text), from).toString(),
    () => someBytes(from, from.integer(200)).toString(),
  ];
  return from.pick(ways)();
}

/** One in so many of the scenarios that can be read is played: that takes a hub of its own. */
const PLAYED_ONE_IN = 10;

/** A file that is no scenario is refused as one; one that can be read is played to its end; each message has its verdict. */
export const fileDoor: InputDoor = {
  name: 'files',
  play: async (from, times) => {
    const notes = counting('files');
    const texts = scenarioTexts();
    for (let number = 0; number < times; number += 1) {
      const seed = from.integer(2 ** 30);
      const own = seeded(seed);
      if (own.integer(2) === 0) tryMessages(own, `file ${seed}`, notes);
      else
        await tryScenario(
          someYaml(texts, own),
          { mayPlay: own.integer(PLAYED_ONE_IN) === 0, what: `file ${seed}` },
          notes,
        );
    }
    return notes.tally(times);
  },
};

function tryMessages(from: Seeded, what: string, { count, wrong }: Counting): void {
  try {
    const bytes = hostileMessage(from.pick(toldCase('files')), from);
    for (const { problem } of verdictsOn(bytes)) count(problem?.code ?? 'valid');
  } catch (error) {
    wrong(`${what}: ${String(error)}`);
  }
}

async function tryScenario(
  text: string,
  { mayPlay, what }: { readonly mayPlay: boolean; readonly what: string },
  { count, wrong }: Counting,
): Promise<void> {
  try {
    const scenario = readScenario(text);
    count('a scenario');
    if (!mayPlay) return;
    const { ok } = await runScenario(scenario, freshHub);
    count(ok ? 'played as told' : 'played otherwise');
  } catch (error) {
    if (error instanceof NoScenario) count('no scenario');
    else wrong(`${what}: ${String(error)}: ${JSON.stringify(text.slice(0, 80))}`);
  }
}
