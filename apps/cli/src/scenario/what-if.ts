/** Plays a story twice, as it is written and under other terms, and says step by step what differs. */
import { categoryOfKind, isSubjectKind, kindOfStream, type OtherTerms } from '#domain';
import { apart, settled, type Apart } from './apart.js';
import { subjectWithUuid } from './labels.js';
import { underTerms } from './other-terms.js';
import { runScenario, type AfterStep, type Play, type StartHub, type StepResult } from './run-scenario.js';
import { type Scenario, type Step } from './scenario-file.js';

/** Something that the hub said by itself, on the timeline of a subject. */
export interface Saying {
  readonly subject: string;
  /** `deadlineSet` of `se.hvbhub.placement.deadlineSet.v1`. */
  readonly what: string;
  readonly on: string;
  readonly rule: string;
  readonly data: unknown;
}

/** What differs in a step: a receipt or a view by its places, and what the hub said on either side only. */
export interface StepDiffers {
  readonly step: number;
  readonly what: string;
  readonly places: readonly Apart[];
  readonly saidOnlyAsWritten: readonly Saying[];
  readonly saidOnlyOtherwise: readonly Saying[];
}

/** What differs in a story; the steps that do not are left out. */
export interface StoryDiffers {
  readonly name: string;
  readonly terms: OtherTerms;
  readonly steps: readonly StepDiffers[];
}

interface Observed {
  readonly result: StepResult;
  readonly said: readonly Saying[];
}

/** Throws `NoScenario` where the story cannot be told, or has nothing that could be otherwise. */
export async function whatIfScenario(scenario: Scenario, terms: OtherTerms, startHub: StartHub): Promise<StoryDiffers> {
  const otherwise = underTerms(scenario, terms);
  const base = await observed(scenario, startHub);
  const other = await observed(otherwise, startHub);
  const steps = base.flatMap((one, at) => {
    const twin = other[at];
    return twin ? [stepDiffers(one, twin)] : [];
  });
  return { name: scenario.name, terms, steps: steps.filter(isOtherwise) };
}

const isOtherwise = ({ places, saidOnlyAsWritten, saidOnlyOtherwise }: StepDiffers): boolean =>
  places.length + saidOnlyAsWritten.length + saidOnlyOtherwise.length > 0;

async function observed(scenario: Scenario, startHub: StartHub): Promise<readonly Observed[]> {
  const all: Observed[] = [];
  const heard = new Map<string, number>();
  const after: AfterStep = async (playing, step, result) => {
    const subject = subjectIn(step, playing);
    if (subject !== undefined && !heard.has(subject)) heard.set(subject, 0);
    const said: Saying[] = [];
    for (const [one, before] of heard) {
      const known = await saidOf(one, playing);
      said.push(...known.slice(before));
      heard.set(one, Math.max(before, known.length));
    }
    all.push({ result, said });
  };
  await runScenario(scenario, startHub, after);
  return all;
}

/** On whose timeline is told what follows from a message: its own stream's first subject. */
function subjectIn({ send }: Step, { labels }: Play): string | undefined {
  if (send === undefined) return undefined;
  const [kind = '', id = ''] = subjectWithUuid(send.subject, labels).split('/');
  return isSubjectKind(kind) ? `${kindOfStream(categoryOfKind(kind)).subjects[0].kind}/${id}` : undefined;
}

interface Entry {
  readonly by?: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly data?: unknown;
  readonly why?: { readonly rule: string };
}

const DAY_CHARS = '2026-01-15'.length;

/** All that the hub has said of a subject, in order; nothing of what was never taken. */
async function saidOf(subject: string, { door, position }: Play): Promise<readonly Saying[]> {
  const waiting = position === undefined ? '' : `&waitFor=${position}`;
  const { body } = await door.get('auditor', `/v1/timeline?of=${subject}${waiting}`);
  const { entries = [] } = (body ?? {}) as { readonly entries?: readonly Entry[] };
  return entries.flatMap(({ by, type, recordedAt, data, why }) => {
    if (by !== 'hub' || why === undefined) return [];
    const what = type.split('.').at(-2) ?? type;
    return [{ subject, what, on: recordedAt.slice(0, DAY_CHARS), rule: why.rule, data: settled(data) }];
  });
}

function stepDiffers(base: Observed, other: Observed): StepDiffers {
  const { step, what } = base.result;
  return {
    ...{ step, what },
    places: apart(told(base.result), told(other.result)),
    saidOnlyAsWritten: lackedBy(base.said, other.said),
    saidOnlyOtherwise: lackedBy(other.said, base.said),
  };
}

/** What a step was answered; of what was said because of it the sayings tell. */
function told({ actual }: StepResult): unknown {
  if (actual === null || typeof actual !== 'object' || !('outcome' in actual)) return actual;
  const { findings: _said, ...receipt } = actual as Readonly<Record<string, unknown>>;
  return receipt;
}

/** Those of `some` that `others` lack, each as often as they lack it. */
function lackedBy(some: readonly Saying[], others: readonly Saying[]): readonly Saying[] {
  const left = others.map((one) => JSON.stringify(one));
  return some.filter((one) => {
    const at = left.indexOf(JSON.stringify(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
