/** A stream lived through, in lines that a person can read: what the law answers on each day, and what the hub says then. */
import {
  assessmentOf,
  foldTold,
  say,
  type Assessment,
  type AssessmentsBy,
  type Derived,
  type Fact,
  type NameUuid,
  type Said,
  type Sayable,
  type StreamCategory,
  type StreamName,
  type Surroundings,
  type Why,
} from '#domain';
import { day, name as nameInHub, uuid } from '../../../test/support/case-builder.js';

export interface Lived {
  /** What was told, by its stream. */
  readonly story: { readonly stream: string; readonly facts: readonly Said<Fact>[] };
  readonly days: readonly string[];
  readonly surroundings: Surroundings;
}

/** On each day what is new since the day before (`+`), how many lines of it are so no longer (`-`), and what is said (`!`). */
export function inWords({ story, days, surroundings }: Lived): readonly string[] {
  const { name, words } = namesOf(story);
  const heard: Derived[] = [];
  let before: readonly string[] = [];
  return days.flatMap((asOf) => {
    const assessment = assessmentOf(readOf(story), { surroundings, today: day(asOf), name });
    const now = linesOf(assessment).map(words);
    const saying = say(foldTold(heard), assessment, day(asOf));
    heard.push(...saying);
    const lines = [
      `${asOf}:`,
      `- ${before.filter((line) => !now.includes(line)).length}`,
      ...now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
      ...saying.map((event) => `! ${words(saidInWords(event))}`),
    ];
    before = now;
    return lines;
  });
}

/** The sentences of a finding stand in its own line. */
function saidInWords({ type, thing, data, why, ...rest }: Derived): string {
  const { message_sv: _sv, message_en: _en, ...told } = data as Readonly<Record<string, unknown>>;
  return line(type, { thing, ...told, why, ...rest });
}

/** A stream's name begins with its category. */
const readOf = ({ stream, facts }: Lived['story']) => ({
  category: stream.slice(0, stream.indexOf('-')) as StreamCategory,
  stream: stream as StreamName,
  facts,
});

type LinesOf = { readonly [C in StreamCategory]: (answer: AssessmentsBy[C]) => readonly string[] };

/** What each kind of stream shows beside what is due and found. Parts of an assessment are made when asked for: each is asked by name. */
const SHOWN: LinesOf = {
  case: ({ placement, responsibility, costs, deviations, handovers, fixed }) => {
    const { lines, claims, contracts, choices, ...sums } = costs;
    return [
      line('placement', placement),
      line('basis', responsibility?.legalBasis),
      ...(responsibility?.areas ?? []).map((row) => line('area', row)),
      ...handovers.map((one) => line('handover', one)),
      ...deviations.flatMap(({ summary, temporary }) => [
        line('deviation', summary),
        ...temporary.map((one) => line('laid', one)),
      ]),
      line('costs', sums),
      ...lines.map((one) => line('line', one)),
      ...claims.map((one) => line('claim', one)),
      ...contracts.map((one) => line('contract', one)),
      ...choices.map((one) => line('choice', one)),
      ...fixed.map((one) => line('fixed', one)),
    ];
  },
  agreement: ({ status, missingApprovals }) => [line('agreement', { status, missingApprovals })],
  sip: ({ sip, expired, takingPart }) => {
    const { invitations = [], consents = [], ...beside } = sip ?? {};
    return [
      line('sip', sip && beside),
      ...invitations.map((one) => line('call', one)),
      ...consents.map((one) => line('consent', one)),
      ...expired.map((one) => line('expired', one)),
      line('taking part', takingPart),
    ];
  },
  deviation: ({ deviation }) => [line('deviation', deviation)],
  discharge: ({ discharge, concerned }) => [line('discharge', discharge), line('concerned', concerned)],
  concern: ({ concern, concerned }) => [line('concern', concern), line('concerned', concerned)],
};

function linesOf<C extends StreamCategory>(answer: Assessment<C>): readonly string[] {
  return [
    ...SHOWN[answer.category](answer),
    ...answer.deadlines.map((one) => line('deadline', one)),
    // The English sentence stands beside the Swedish one in the same row of data.
    ...answer.findings.map(({ message_en: _en, ...one }) => line('finding', one)),
    line('turns', { on: answer.turningDays, ...byBirth(answer), remindedBefore: answer.reminderDays }),
  ];
}

/** The days among them that a birth date sets. */
const byBirth = ({ turningDaysByBirth: days }: Sayable): object => (days.length === 0 ? {} : { byBirth: days });

/** Members in the order of the alphabet, without what only JSON needs. */
const line = (kind: string, value: unknown): string =>
  `${kind} ${JSON.stringify(sorted(value ?? null)).replaceAll('"', '')}`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  if ('causedBy' in value) return because(value as Why);
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The rule, its law, what judged and what it was read from. */
function because({ rule, statute, agreement, rulePackVersion, causedBy, readFrom }: Why): string {
  const law = statute ? `, ${statute.act} ${statute.section}` : '';
  const judged = agreement === null ? 'no agreement' : `${rulePackVersion ?? 'no pack'} of ${agreement}`;
  const read = (readFrom ?? []).map(({ revision }) => ` up to ${revision}`).join();
  return `${rule}${law} by ${judged}${read} for ${causedBy.join('+') || 'nothing'}`;
}

const LABELS = [
  ...['measure/M1', 'measure/M2', 'person/A', 'person/G1', 'person/G2', 'hvb/H1', 'hvb/H2', 'placement/P1'],
  ...['decision/B1', 'decision/B2', 'consent/C1', 'consent/C2', 'consent/C3', 'ref/1', 'sip/S1', 'sip/S2', 'sip/S3'],
  ...['invitation/I1', 'invitation/I2', 'invitation/I3', 'invitation/I4', 'deviation/1', 'deviation/2', 'deviation/3'],
  ...[
    'split/S1',
    'split/S2',
    'split/S3',
    'action/A1',
    'action/A2',
    'action/A3',
    'handover/H1',
    'handover/H2',
    'handover/H3',
  ],
  ...['clarification/K1', 'clarification/K2', 'cost/K1', 'cost/K2', 'cost/K3', 'cost/K4', 'claim/C1', 'claim/C2'],
  ...['contract/V1', 'contract/V2', 'line/housing', 'line/healthcare', 'line/schooling', 'agreement/RÖK'],
];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Names things as the hub does, and has uuids read by the label, the message or the thing that they were made from. */
function namesOf({ stream, facts }: Lived['story']): {
  readonly name: NameUuid;
  readonly words: (text: string) => string;
} {
  const known = new Map<string, string>([
    ...LABELS.map((label) => [uuid(label), label] as const),
    ...facts.map(({ meta }) => [meta.eventId, meta.messageId] as const),
    [stream.slice(stream.indexOf('-') + 1), 'P'],
  ]);
  const words = (text: string): string =>
    text.replace(UUID, (id) => {
      const word = known.get(id);
      return word === undefined ? id : words(word);
    });
  const name: NameUuid = (of, kind, key) => {
    const id = nameInHub(of, kind, key);
    known.set(id, `${kind}(${key})`);
    return id;
  };
  return { name, words };
}
