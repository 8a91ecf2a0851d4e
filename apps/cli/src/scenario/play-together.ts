/** Plays many scenarios into one hub, all their steps in the order of time: how the demonstration gets its cases. */
import { registerAgreement, playOf, playStep, type Play } from './run-scenario.js';
import { type PlayedHub } from './public-door.js';
import { type Scenario, type Step } from './scenario-file.js';

interface TimedStep {
  readonly at: string;
  readonly play: Play;
  readonly step: Step;
}

/** Where a step has no `at` it happens with the one before it. */
function timed(scenario: Scenario, play: Play): readonly TimedStep[] {
  let at = '';
  return scenario.steps.map((step) => {
    at = step.at === undefined ? at : new Date(step.at).toISOString();
    return { at, play, step };
  });
}

/** The first instant of all the stories: where their hub's clock begins. */
export function beginningOf(scenarios: readonly Scenario[]): string {
  const instants = scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ at }) => (at === undefined ? [] : [new Date(at).toISOString()])),
  );
  return instants.sort()[0] ?? new Date(0).toISOString();
}

/** Later than every step. */
const NEVER = '9999-12-31';

/** What is played into a hub together, and how far. */
export interface Together {
  readonly scenarios: readonly Scenario[];
  /** The pack of the one agreement that all are under. */
  readonly pack: string;
  /** The instant (UTC) at which the clock stops: what comes after it in a story is left out. Else the last step's. */
  readonly until?: string;
}

/** Plays the sending steps of all scenarios, each in its own labels, under one agreement; gives where the clock ends. */
export async function playTogether({ scenarios, pack, until }: Together, hub: PlayedHub): Promise<string> {
  const now = beginningOf(scenarios);
  await registerAgreement({ name: 'agreement', agreement: pack, steps: [] }, playOf('agreement', hub, now));
  const steps = scenarios.flatMap((scenario) => timed(scenario, playOf(scenario.name, hub, now)));
  const told = steps.filter(({ at, step }) => step.view === undefined && at <= (until ?? NEVER));
  const inOrder = told.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let clock = '';
  for (const { at, play, step } of inOrder) {
    const { at: _moved, ...still } = step;
    play.now = at;
    await playStep(at > clock ? { ...still, at } : still, 0, play);
    clock = at > clock ? at : clock;
  }
  if (until === undefined || until <= clock) return clock;
  await playStep({ at: until, query: {} }, 0, playOf('until', hub, clock));
  return until;
}
