/**
 * Tells a case in a few words, for specs: `aCase().registered().started('2026-01-15')`. What is left out is valid, so
 * that each story names only what it is about; every id is derived from a label, so that a story is the same each time.
 */
import { v5 } from 'uuid';
import {
  caseStream,
  ownDate,
  type AgreementData,
  type AgreementState,
  type AsSent,
  type Case,
  type CaseFact,
  type Instant,
  type Meta,
  type NameUuid,
  registerOf,
  RULE_PACKS,
  type SettingOverrides,
  type Said,
  type Share,
  type Subject,
  type SubjectKind,
  type Surroundings,
  type Uuid,
} from '#domain';
import { NAMESPACE, REGION, uuid } from './case-defaults.data.js';
import { asJudged } from './as-judged.js';
import { byKommun, costSteps, day, party, placementSteps, type How, type Told } from './case-steps.js';
import { deviationSteps } from './deviation-steps.js';

export * from './case-defaults.data.js';
export { day, kommun, party, STRANGER, type How } from './case-steps.js';

/** Names things as the hub does, by uuidv5. */
export const name: NameUuid = (stream, kind, key) => v5(`${stream} ${kind} ${key}`, NAMESPACE) as Uuid;

/** Shares in permille by party: `shares({ 'region-20': 400, 'kommun-2080.socialnamnden': 600 })`. */
export function shares(permilleByParty: Readonly<Record<string, number>>): readonly Share[] {
  return Object.entries(permilleByParty).map(([payer, permille]) => ({ party: party(payer), permille }));
}

type AllSteps = typeof placementSteps & typeof costSteps & typeof deviationSteps;
type Steps = { readonly [K in keyof AllSteps]: (...told: Parameters<AllSteps[K]>) => CaseBuilder };

/** A story as told so far; every step gives a new one. */
export interface CaseBuilder extends Steps {
  readonly placementId: Uuid;
  readonly stream: string;
  /** As `assess` and `decideCase` see them: closed as the hub closes them. */
  readonly facts: readonly Said<CaseFact>[];
  /** The same facts, as the parties send them. */
  readonly sent: readonly Sent[];
  /** The case as `assess` and `decideCase` take it. */
  readonly theCase: Case;
  /** Any fact in full, by the placing party unless said. */
  readonly said: <T extends CaseFact['type']>(
    type: T,
    data: AsSent<Extract<CaseFact, { readonly type: T }>['data']>,
    how?: How,
  ) => CaseBuilder;
  /** The same facts in another order of arrival. */
  readonly inOrder: (order: (facts: readonly Said<CaseFact>[]) => readonly Said<CaseFact>[]) => CaseBuilder;
}

/** An empty case. `label` sets it apart from others in one spec. */
export const aCase = (label = 'P1'): CaseBuilder => builder(uuid(`placement/${label}`), []);

/** A fact as its party sends it. */
export type Sent = AsSent<CaseFact> & Pick<Said<CaseFact>, 'meta'>;

interface ToldFact {
  readonly sent: Sent;
  readonly judged: Said<CaseFact>;
}

function builder(placementId: Uuid, told: readonly ToldFact[]): CaseBuilder {
  const facts = told.map(({ judged }) => judged);
  const after = (more: Told): CaseBuilder =>
    builder(
      placementId,
      more.reduce((before, { fact, how }) => [...before, said(placementId, fact, before, how)], told),
    );
  const steps = Object.fromEntries(
    Object.entries({ ...placementSteps, ...costSteps, ...deviationSteps }).map(([step, tell]) => [
      step,
      (...args: unknown[]) => after((tell as (...args: unknown[]) => Told)(...args)),
    ]),
  ) as unknown as Steps;
  return {
    ...steps,
    placementId,
    stream: caseStream(placementId),
    facts,
    sent: told.map(({ sent }) => sent),
    theCase: { placementId, facts },
    said: (type, data, how = {}) => after(byKommun(type, data as never, how)),
    inOrder: (order) => builder(placementId, inOrder(told, order(facts))),
  };
}

/** What was told of each fact, in the facts' order and with their circumstances. */
function inOrder(told: readonly ToldFact[], facts: readonly Said<CaseFact>[]): readonly ToldFact[] {
  const byEvent = new Map(told.map(({ sent }) => [sent.meta.eventId, sent]));
  return facts.map((judged) => ({ sent: { ...byEvent.get(judged.meta.eventId)!, meta: judged.meta }, judged }));
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
  told: AsSent<CaseFact>,
  before: readonly ToldFact[],
  how: How & { readonly by: string },
): ToldFact {
  const latest = before.at(-1)?.sent.meta.saidOn ?? day('2026-01-10');
  const subject = subjectOf(placementId, told.type, how);
  const sent =
    subject.id === placementId ? told : ({ ...told, data: { ...told.data, placementId } } as AsSent<CaseFact>);
  const fact = asJudged(sent);
  const metaAt = (when: string): Meta => metaOf(subject, before.length, { ...how, at: when });
  const meta = metaAt(how.at ?? ownDate({ ...fact, meta: metaAt(latest) }) ?? latest);
  return { sent: { ...sent, meta }, judged: { ...fact, meta } };
}

/** What stands beside the placement in its case has a uuid of its own. */
function subjectOf(placementId: Uuid, type: CaseFact['type'], { of: label = '1' }: How): Subject {
  const kind = type.split('.', 1).join('') as SubjectKind;
  const isOneOfSeveral = registerOf({ kind, id: placementId }) !== null;
  return { kind, id: isOneOfSeveral ? uuid(`${kind}/${label}`) : placementId };
}

function metaOf(subject: Subject, revision: number, how: How & { readonly by: string; readonly at: string }): Meta {
  const messageId = how.id ?? `m${revision + 1}`;
  const time = instantOf(how.at, revision);
  const on = day(time.slice(0, 10));
  return {
    eventId: uuid(`event/${how.by}/${subject.kind}/${how.of ?? ''}${messageId}`),
    subject,
    messageId,
    source: `/party/${how.by}${how.system ? `/${how.system}` : ''}`,
    party: party(how.by),
    time,
    saidOn: on,
    ...(how.corrects === undefined ? {} : { corrects: how.corrects }),
    revision,
    recordedAt: time,
    recordedOn: on,
  };
}

/** An agreement on the Dalarna terms between the two, approved by both on its first day, and nothing else around. */
export function dalarna(
  settings: SettingOverrides = {},
  said: Partial<AsSent<AgreementData['registered']>> = {},
): Surroundings {
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
    registered: asJudged({
      type: 'agreement.registered',
      data: {
        kind: 'regional',
        title: 'Regional överenskommelse om samverkan vid placering i HVB',
        parties,
        validFrom: day('2025-07-01'),
        validTo: day('2033-06-30'),
        rulePack: 'dalarna-hvb-2025',
        settings,
        header: {},
        ...said,
      },
    }).data,
    pack: RULE_PACKS['dalarna-hvb-2025'][0],
    registeredBy: uuid('event/agreement'),
    approvals,
  };
  return { agreements: [agreement], sips: [] };
}

/** No agreement at all: statute alone binds. */
export const noAgreement: Surroundings = { agreements: [], sips: [] };
