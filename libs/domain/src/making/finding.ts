/** Makes findings: what is true but against a rule, or a choice that ought to be seen. Texts come from the rule catalogue. */
import { type Day, type PartyId, type Sentence, type Uuid } from '../kernel/index.js';
import { type ToldType } from '../saying/case.js';
import {
  ruleOf,
  statuteOn,
  whyOf,
  type Causes,
  type Duty,
  type Judging,
  type RuleId,
  type StatuteRef,
  type Why,
} from '../rules/index.js';

/** `breach`: against a *ska*. `warning`: against a *bör*, or data that a *ska* needs is missing. `info`: a choice was made. */
export const SEVERITIES = ['info', 'warning', 'breach'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Finding {
  readonly findingId: Uuid;
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Whom it concerns. */
  readonly parties: readonly PartyId[];
  readonly raisedOn: Day;
  readonly resolvedOn?: Day;
  /** Whose word would answer it, and the types of fact that would; both absent where nothing does. */
  readonly waitsFor?: readonly PartyId[];
  readonly answerWith?: readonly ToldType[];
  readonly message_sv: string;
  readonly message_en: string;
  readonly why: Why;
  readonly fromBirthDate?: true;
}

/** What a finding rule has seen. */
export interface Sighting {
  /**
   * Sets it apart from the rule's other findings in the stream: ids that the parties gave, or a fixed word; never a date.
   * None where the rule finds no more than one in a stream.
   */
  readonly key?: string | undefined;
  readonly parties: readonly PartyId[];
  readonly raisedOn: Day;
  /** The first day on which it no longer holds. */
  readonly resolvedOn?: Day | undefined;
  readonly causedBy: Causes;
  /** Which half, which person, which home: stands after the rule's own sentence. */
  readonly says?: Sentence | undefined;
  /** What a statute lays on somebody, where the rule is not one of the agreement alone: as law was on the day raised. */
  readonly duty?: Duty | undefined;
  /** The section itself, where something else has chosen it: a deadline that was missed cites its own. */
  readonly statute?: StatuteRef | undefined;
  /** True where a date was computed from the birth date: sealed at rest. */
  readonly fromBirthDate?: boolean;
  /** Other streams that it was read from, beside the agreement's. */
  readonly readFrom?: NonNullable<Why['readFrom']>;
}

/** Each party once, in the order of their ids. */
export const distinctParties = (parties: readonly PartyId[]): readonly PartyId[] =>
  parties.length < 2 ? parties : [...new Set(parties)].sort();

/** The severity that a rule's strength gives: *ska* a breach, *bör* a warning, all else information. */
export function severityOf(strength: string): Severity {
  if (strength === 'M') return 'breach';
  return strength === 'S' ? 'warning' : 'info';
}

/** While it is being made: spreading members that may be missing costs more than the rest. */
export type Making = { -readonly [Field in keyof Finding]: Finding[Field] };

/**
 * A finding in a stream, with its id for ever, its sentences and its why. `severity` where the rule's strength does not
 * tell it. Throws where the catalogue lacks the rule.
 */
export function finding(judging: Judging, rule: RuleId, sighting: Sighting, severity?: Severity): Making {
  const { key, says, resolvedOn } = sighting;
  const entry = ruleOf(rule);
  const made: Making = {
    findingId: judging.name(judging.stream, 'finding', named(rule, key)),
    rule: entry.id,
    severity: severity ?? severityOf(entry.strength),
    parties: distinctParties(sighting.parties),
    raisedOn: sighting.raisedOn,
    message_sv: says ? `${entry.sv} ${says.sv}` : entry.sv,
    message_en: says ? `${entry.en} ${says.en}` : entry.en,
    why: whyOf(reading(judging, sighting), rule, sighting.causedBy, lawOf(sighting)),
  };
  if (resolvedOn) made.resolvedOn = resolvedOn;
  if (sighting.fromBirthDate) made.fromBirthDate = true;
  return made;
}

/** What judges it, with what it was read from beside that. */
function reading({ judgedBy }: Judging, { readFrom }: Sighting): Pick<Judging, 'judgedBy'> {
  return readFrom === undefined
    ? { judgedBy }
    : { judgedBy: { ...judgedBy, readFrom: [...(judgedBy.readFrom ?? []), ...readFrom] } };
}

/** The own day of the fact judged, and the day that a lasting state is raised: both are the day raised. */
const lawOf = ({ statute, duty, raisedOn }: Sighting): StatuteRef | undefined =>
  statute ?? (duty && statuteOn(duty, raisedOn));

/** What a finding, or a deadline of a kind, is named by within its stream. */
export const named = (of: string, key: string | undefined): string => (key === undefined ? of : `${of} ${key}`);

/** Whether a finding that has been raised still stands on a day: open until the day before `resolvedOn`. */
export function findingStatus(found: Pick<Finding, 'resolvedOn'>, asOf: Day): 'open' | 'resolved' {
  return found.resolvedOn !== undefined && found.resolvedOn <= asOf ? 'resolved' : 'open';
}
