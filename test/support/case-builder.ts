/**
 * Tells a case in a few words, for specs: `aCase().registered().started('2026-01-15')`. What is left out is valid, so
 * that each story names only what it is about; every id is derived from a label, so that a story is the same each time.
 */
import { v5 } from 'uuid';
import {
  caseStream,
  ownDate,
  type AgreementState,
  type Case,
  type CaseFact,
  type Instant,
  type NameUuid,
  RULE_PACKS,
  type SettingOverrides,
  type Said,
  type Share,
  type SubjectKind,
  type Surroundings,
  type Uuid,
} from '#domain';
import { NAMESPACE, REGION, uuid } from './case-defaults.data.js';
import { byKommun, costSteps, day, party, placementSteps, type How, type Told } from './case-steps.js';

export * from './case-defaults.data.js';
export { day, kommun, party, type How } from './case-steps.js';

/** Names things as the hub does, by uuidv5. */
export const name: NameUuid = (stream, kind, key) => v5(`${stream} ${kind} ${key}`, NAMESPACE) as Uuid;

/** Shares in permille by party: `shares({ 'region-20': 400, 'kommun-2080.socialnamnden': 600 })`. */
export function shares(permilleByParty: Readonly<Record<string, number>>): readonly Share[] {
  return Object.entries(permilleByParty).map(([payer, permille]) => ({ party: party(payer), permille }));
}

type AllSteps = typeof placementSteps & typeof costSteps;
type Steps = { readonly [K in keyof AllSteps]: (...told: Parameters<AllSteps[K]>) => CaseBuilder };

/** A story as told so far; every step gives a new one. */
export interface CaseBuilder extends Steps {
  readonly placementId: Uuid;
  readonly stream: string;
  readonly facts: readonly Said<CaseFact>[];
  /** The case as `assess` and `decideCase` take it. */
  readonly theCase: Case;
  /** Any fact in full, by the placing party unless said. */
  readonly said: <T extends CaseFact['type']>(
    type: T,
    data: Extract<CaseFact, { readonly type: T }>['data'],
    how?: How,
  ) => CaseBuilder;
  /** The same facts in another order of arrival. */
  readonly inOrder: (order: (facts: readonly Said<CaseFact>[]) => readonly Said<CaseFact>[]) => CaseBuilder;
}

/** An empty case. `label` sets it apart from others in one spec. */
export const aCase = (label = 'P1'): CaseBuilder => builder(uuid(`placement/${label}`), []);

function builder(placementId: Uuid, facts: readonly Said<CaseFact>[]): CaseBuilder {
  const after = (told: Told): CaseBuilder =>
    builder(
      placementId,
      told.reduce((before, { fact, how }) => [...before, said(placementId, fact, before, how)], facts),
    );
  const steps = Object.fromEntries(
    Object.entries({ ...placementSteps, ...costSteps }).map(([step, tell]) => [
      step,
      (...args: unknown[]) => after((tell as (...args: unknown[]) => Told)(...args)),
    ]),
  ) as unknown as Steps;
  return {
    ...steps,
    placementId,
    stream: caseStream(placementId),
    facts,
    theCase: { placementId, facts },
    said: (type, data, how = {}) => after(byKommun(type, data as never, how)),
    inOrder: (order) => builder(placementId, order(facts)),
  };
}

const MINUTE_FIRST = 8 * 60;
const MINUTES_TOLD_MAX = 600;

/** Eight in the morning (UTC) and one minute more for each fact told before: the order told is the order of time within a day. */
function instantOf(text: string, told: number): Instant {
  if (text.includes('T')) return text as Instant;
  const minute = MINUTE_FIRST + (told % MINUTES_TOLD_MAX);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${text}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00.000Z` as Instant;
}

/** Said on `how.at`, else on the fact's own day, else on the day of the fact before. */
function said(
  placementId: Uuid,
  fact: CaseFact,
  before: readonly Said<CaseFact>[],
  how: How & { readonly by: string },
): Said<CaseFact> {
  const latest = before.at(-1)?.meta.saidOn ?? day('2026-01-10');
  const draft = at(placementId, fact, before, { ...how, at: latest });
  return at(placementId, fact, before, { ...how, at: how.at ?? ownDate(draft) ?? latest });
}

function at(
  placementId: Uuid,
  fact: CaseFact,
  before: readonly Said<CaseFact>[],
  how: How & { readonly by: string; readonly at: string },
): Said<CaseFact> {
  const messageId = how.id ?? `m${before.length + 1}`;
  const kind = fact.type.split('.', 1).join('') as SubjectKind;
  const time = instantOf(how.at, before.length);
  const on = day(time.slice(0, 10));
  return {
    ...fact,
    meta: {
      eventId: uuid(`event/${how.by}/${kind}/${messageId}`),
      subject: { kind, id: placementId },
      messageId,
      source: `/party/${how.by}${how.system ? `/${how.system}` : ''}`,
      party: party(how.by),
      time,
      saidOn: on,
      ...(how.corrects === undefined ? {} : { corrects: how.corrects }),
      revision: before.length,
      recordedAt: time,
      recordedOn: on,
    },
  };
}

/** An agreement on the Dalarna terms between the two, approved by both on its first day, and nothing else around. */
export function dalarna(settings: SettingOverrides = {}): Surroundings {
  const agreementId = uuid('agreement/RÖK');
  const parties = [party('kommun-2080'), REGION];
  const approvals = parties.map((approving) => ({
    party: approving,
    on: day('2025-07-01'),
    eventId: uuid(`event/approval/${approving}`),
  }));
  const agreement: AgreementState = {
    agreementId,
    stream: `agreement-${agreementId}`,
    revision: 2,
    registered: {
      kind: 'regional',
      title: 'Regional överenskommelse om samverkan vid placering i HVB',
      parties,
      validFrom: day('2025-07-01'),
      validTo: day('2033-06-30'),
      rulePack: 'dalarna-hvb-2025',
      settings,
      header: {},
    },
    pack: RULE_PACKS['dalarna-hvb-2025'][0],
    registeredBy: uuid('event/agreement'),
    approvals,
  };
  return { agreements: [agreement] };
}

/** No agreement at all: statute alone binds. */
export const noAgreement: Surroundings = { agreements: [] };
