/** Plays a scenario into a fresh hub, through its public doors only, and says of each step whether it went as expected. */
import { DateTime } from 'luxon';
import { withTerms, type PackId, type SubjectKind } from '#domain';
import { mismatches, type Mismatch } from './expectation.js';
import { dataWithUuids, idWithUuid, labelsOf, subjectWithUuid, typeOnTheWire, type Labels } from './labels.js';
import { NAMED_AGREEMENTS, type NamedAgreement } from './agreements.data.js';
import { type Answer, type CloudEvent, type PlayedHub, type PublicDoor } from './public-door.js';
import { NoScenario, type Scenario, type SendStep, type Step } from './scenario-file.js';
import { viewPath } from './view-path.js';

export interface StepResult {
  readonly step: number;
  readonly what: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly position?: string;
  readonly ok: boolean;
  readonly mismatches: readonly Mismatch[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly ok: boolean;
  readonly steps: readonly StepResult[];
}

/** Starts a fresh hub in simulation mode whose clock stands at `now` (RFC 3339, UTC). */
export type StartHub = (now: string) => Promise<PlayedHub>;

/** A scenario under way. */
export interface Play {
  readonly door: PublicDoor;
  readonly labels: Labels;
  now: string;
  position?: string;
  messages: number;
}

/** An instant as a scenario writes it (`2026-01-15T09:00+01:00`), in UTC with milliseconds. */
function instant(text: string): string {
  const parsed = DateTime.fromISO(text, { setZone: true });
  if (!parsed.isValid) throw new NoScenario(`${text}: expected an instant such as 2026-01-15T09:00+01:00`);
  return parsed.toUTC().toISO();
}

const DEFAULT_START = '2026-01-01T08:00:00.000Z';

/** Looks at what has become of a story after a step of it. */
export type AfterStep = (playing: Play, step: Step, result: StepResult) => Promise<void>;

const LOOKS_AT_NOTHING: AfterStep = () => Promise.resolve();

/**
 * Plays the scenario on a hub of its own and stops it again; `afterStep` is waited for. Throws `NoScenario` where the
 * scenario itself is wrong.
 */
export async function runScenario(
  scenario: Scenario,
  startHub: StartHub,
  afterStep: AfterStep = LOOKS_AT_NOTHING,
): Promise<ScenarioResult> {
  const first = scenario.steps.find((step) => step.at !== undefined)?.at;
  const now = first === undefined ? DEFAULT_START : instant(first);
  const hub = await startHub(now);
  try {
    return await play(scenario, playOf(scenario.name, hub, now), afterStep);
  } finally {
    await hub.stop();
  }
}

/** A scenario about to be played into a running hub whose clock stands at `now`. */
export function playOf(name: string, hub: PlayedHub, now: string): Play {
  return { door: hub.door, labels: labelsOf(name), now, messages: 0 };
}

async function play(scenario: Scenario, playing: Play, afterStep: AfterStep): Promise<ScenarioResult> {
  if (scenario.agreement !== undefined) await registerAgreement(scenario, playing);
  const steps: StepResult[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const result = await playStep(step, index + 1, playing);
    steps.push(result);
    await afterStep(playing, step, result);
  }
  return { name: scenario.name, ok: steps.every(({ ok }) => ok), steps };
}

/** Plays one step. `number` is its place in the file, from 1. */
export async function playStep(step: Step, number: number, playing: Play): Promise<StepResult> {
  if (step.at !== undefined) {
    playing.now = instant(step.at);
    await moveClock(step.at, number, playing);
  }
  if (step.send) return sendStep(step, step.send, number, playing);
  if (step.view !== undefined) return viewStep(step, step.view, number, playing);
  return { step: number, what: `clock ${playing.now}`, ok: true, mismatches: [] };
}

const REFUSED_FROM = 300;

/** A story goes forward: a clock that is asked back is the story's mistake. */
async function moveClock(at: string, number: number, { door, now }: Play): Promise<void> {
  const { status, body } = await door.moveClock(now);
  if (status < REFUSED_FROM) return;
  throw new NoScenario(
    `/steps/${number - 1}/at: ${at}: ${(body as { detail_en?: string }).detail_en ?? String(status)}`,
  );
}

/** `findings: [A-007]` in a receipt means the findings of those rules. */
function receiptExpectation(expect: unknown): unknown {
  const asRules = (value: unknown): unknown => {
    if (typeof value === 'string') return { rule: value };
    if (Array.isArray(value)) return value.map(asRules);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([word, inner]) => [word, asRules(inner)]));
  };
  if (expect === null || typeof expect !== 'object' || !('findings' in expect)) return expect;
  const isRuleWords = JSON.stringify(expect.findings).includes('"rule"');
  return isRuleWords ? expect : { ...expect, findings: asRules(expect.findings) };
}

interface Receipt {
  readonly position?: string;
  readonly outcome: string;
}

function receiptOf(answer: Answer): Receipt {
  const [receipt] = Array.isArray(answer.body) ? (answer.body as unknown[]) : [answer.body];
  if (receipt !== null && typeof receipt === 'object' && 'outcome' in receipt) return receipt as Receipt;
  return { outcome: 'rejected', ...{ problem: receipt } };
}

/** The CloudEvent of a step, with the defaults of the format: the clock's time, the sender's source, a running id. */
function eventOf(by: string, send: SendStep, playing: Play): CloudEvent {
  const { labels } = playing;
  const { corrects, correctionreason } = send;
  const optional: Pick<CloudEvent, 'corrects' | 'correctionreason'> = {
    ...(corrects === undefined ? {} : { corrects: idWithUuid(corrects, labels) }),
    ...(correctionreason === undefined ? {} : { correctionreason }),
  };
  return {
    id: send.id === undefined ? `step-${playing.messages}` : idWithUuid(send.id, labels),
    source: send.source ?? `/party/${by}`,
    type: typeOnTheWire(send.type),
    subject: subjectWithUuid(send.subject, labels),
    time: send.time === undefined ? playing.now : instant(send.time),
    data: dataWithUuids(send.type, send.data, labels),
    ...optional,
  };
}

async function sendStep(step: Step, send: SendStep, number: number, playing: Play): Promise<StepResult> {
  const { by } = step;
  if (by === undefined) throw new NoScenario(`/steps/${number - 1}/by: expected the party that sends`);
  playing.messages += 1;
  const receipt = receiptOf(await playing.door.post(by, eventOf(by, send, playing)));
  if (receipt.position !== undefined) playing.position = receipt.position;
  const what = `${by} sends ${send.type} ${send.subject}`;
  return judged({ step: number, what }, receiptExpectation(step.expect), receipt, playing);
}

/** The step's own query, and the wish to see what was said last. */
function queryOf(step: Step, playing: Play): Readonly<Record<string, string>> {
  const { position } = playing;
  return position === undefined || 'knownAt' in step.query ? step.query : { ...step.query, waitFor: position };
}

async function viewStep(step: Step, view: string, number: number, playing: Play): Promise<StepResult> {
  const reader = step.as ?? 'auditor';
  const answer = await playing.door.get(
    reader,
    viewPath({ view, of: step.of && subjectWithUuid(step.of, playing.labels), query: queryOf(step, playing) }),
  );
  const what = `${reader} views ${view}${step.of === undefined ? '' : ` of ${step.of}`}`;
  return judged({ step: number, what }, step.expect, answer.body, playing);
}

function judged(
  head: Pick<StepResult, 'step' | 'what'>,
  expected: unknown,
  actual: unknown,
  playing: Play,
): StepResult {
  const found = expected === undefined ? [] : mismatches(expected, actual, playing.labels);
  const position = playing.position === undefined ? {} : { position: playing.position };
  return {
    ...head,
    ...(expected === undefined ? {} : { expected }),
    actual,
    ...position,
    ok: found.length === 0,
    mismatches: found,
  };
}

const AGREEMENT: SubjectKind = 'agreement';

/** Naming a pack means that its agreement is there, approved by all its parties (A-128). */
export async function registerAgreement(scenario: Scenario, playing: Play): Promise<void> {
  const [pack = '', version] = (scenario.agreement ?? '').split('@');
  const known = Object.entries(NAMED_AGREEMENTS).find(([id]) => id === pack);
  if (!known)
    throw new NoScenario(
      `/agreement: ${pack} is no rule pack, expected one of ${Object.keys(NAMED_AGREEMENTS).join(', ')}`,
    );
  const [rulePack, agreement] = known as [PackId, NamedAgreement];
  const named = { rulePack, ...versionNamed(version) };
  const label = `${AGREEMENT}/${pack.charAt(0).toUpperCase()}${pack.slice(1)}`;
  const subject = `${AGREEMENT}/${playing.labels.uuidOf(label)}`;
  const say = async (by: string, type: string, data: unknown): Promise<void> => {
    playing.messages += 1;
    const id = `${AGREEMENT}-${playing.messages}`;
    const answer = await playing.door.post(by, {
      id,
      source: `/party/${by}`,
      type: typeOnTheWire(type),
      subject,
      time: playing.now,
      data,
    });
    if (receiptOf(answer).outcome !== 'accepted') throw new NoScenario(`/agreement: ${JSON.stringify(answer.body)}`);
  };
  await say(agreement.parties[0] ?? '', 'agreement.registered', agreementData(agreement, named, scenario));
  const on = agreement.validFrom < playing.now.slice(0, 10) ? agreement.validFrom : playing.now.slice(0, 10);
  for (const party of agreement.parties)
    await say(party, 'agreement.approvedByParty', { on, decisionRef: `§ 1 ${party}` });
}

interface NamedPack {
  readonly rulePack: PackId;
  readonly rulePackVersion?: number;
}

/** `dalarna-hvb-2025@2` names a version; without it the one current on the story's first day is meant. */
function versionNamed(version: string | undefined): Pick<NamedPack, 'rulePackVersion'> {
  if (version === undefined) return {};
  if (!/^[1-9][0-9]{0,2}$/.test(version))
    throw new NoScenario(`/agreement: ${version} is no version of a rule pack, expected a whole number such as 1`);
  return { rulePackVersion: Number(version) };
}

function agreementData(agreement: NamedAgreement, pack: NamedPack, { settings, otherTerms = {} }: Scenario): object {
  const { kind, title, parties, validFrom, validTo } = agreement;
  const own = { kind, title, parties, validFrom, validTo, ...pack, ...(settings ? { settings } : {}), header: {} };
  return withTerms(own, otherTerms);
}
