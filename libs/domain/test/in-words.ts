/** A case lived through, in lines that a person can read: what the law answers on each day, and what the hub says then. */
import {
  assess,
  foldTold,
  say,
  type CaseAssessment,
  type Derived,
  type NameUuid,
  type Surroundings,
  type Uuid,
  type Why,
} from '#domain';
import { day, uuid, type CaseBuilder } from '../../../test/support/case-builder.js';

export interface Lived {
  readonly story: CaseBuilder;
  readonly days: readonly string[];
  readonly surroundings: Surroundings;
}

/** Things are named by what they are named after. */
const name: NameUuid = (_stream, kind, key) => `${kind}(${key})` as Uuid;

/** On each day what is new since the day before (`+`), how many lines of it are so no longer (`-`), and what is said (`!`). */
export function inWords({ story, days, surroundings }: Lived): readonly string[] {
  const words = wordsOf(story);
  const heard: Derived[] = [];
  let before: readonly string[] = [];
  return days.flatMap((asOf) => {
    const assessment = assess(story.theCase, surroundings, day(asOf), name);
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

/** Parts of an assessment are made when asked for: each is asked by name. */
function linesOf(answer: CaseAssessment): readonly string[] {
  const { placement, responsibility, costs } = answer;
  const { lines, claims, contracts, choices, ...sums } = costs;
  return [
    line('placement', placement),
    line('basis', responsibility?.legalBasis),
    ...(responsibility?.areas ?? []).map((row) => line('area', row)),
    ...answer.handovers.map((one) => line('handover', one)),
    line('costs', sums),
    ...lines.map((one) => line('line', one)),
    ...claims.map((one) => line('claim', one)),
    ...contracts.map((one) => line('contract', one)),
    ...choices.map((one) => line('choice', one)),
    ...answer.fixed.map((one) => line('fixed', one)),
    ...answer.deadlines.map((one) => line('deadline', one)),
    // The English sentence stands beside the Swedish one in the same row of data.
    ...answer.findings.map(({ message_en: _en, ...one }) => line('finding', one)),
    line('turns', { on: answer.turningDays, remindedBefore: answer.reminderDays }),
  ];
}

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
  ...[
    'measure/M1',
    'measure/M2',
    'person/A',
    'person/G1',
    'person/G2',
    'hvb/H1',
    'hvb/H2',
    'decision/B1',
    'decision/B2',
  ],
  ...['clarification/K1', 'clarification/K2', 'cost/K1', 'cost/K2', 'cost/K3', 'cost/K4', 'claim/C1', 'claim/C2'],
  ...['contract/V1', 'contract/V2', 'line/housing', 'line/healthcare', 'line/schooling', 'agreement/RÖK'],
];

/** Uuids by the label or the message that they were made from. */
function wordsOf({ placementId, facts }: CaseBuilder): (text: string) => string {
  const words = [
    [placementId, 'P'] as const,
    ...LABELS.map((label) => [uuid(label), label] as const),
    ...facts.map(({ meta }) => [meta.eventId, meta.messageId] as const),
  ];
  return (text) => words.reduce((told, [id, word]) => told.replaceAll(id, word), text);
}
