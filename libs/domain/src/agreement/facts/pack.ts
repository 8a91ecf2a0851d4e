/** A rule pack: an agreement's terms as dated data. A released version never changes; a new one stands beside it. */
import { type Day } from '../../kernel/index.js';
import { type RuleId } from '../../rules/index.js';
import { type ConsentForm } from '../../sip/facts/sip.js';
import { type MeetingGroup } from './meeting-group.js';

export type PackId = 'dalarna-hvb-2025' | 'vetlanda-2015' | 'vetlanda-2023' | 'karlsborg-internal';

/** A policy where the text is open, or a term that differs between agreements: each named, with a default (rules marked H). */
export interface PackSettings {
  /** Whether an emergency placement's allocation works back to its start, or from the latest signature. */
  readonly retroactiveFrom: 'placementDate' | 'agreementDate';
  /** What passing the two months does: an escalation only, or what fell before the late signature stays with the placer. */
  readonly afterDeadline: 'escalate' | 'lockToPlacer';
  /** Whether two parties may knowingly sign a planned allocation with an earlier date. */
  readonly plannedRetroactive: 'fromSignature' | 'asWritten';
  /** Months to clear allocation and registration of an emergency placement. */
  readonly emergencyMonths: number;
  /** Whether lag 1930:173 2 § rolls the agreement's own deadlines, which it does not by itself (2c.3). */
  readonly weekendRule: boolean;
  /** Days that a fact waits for what another party has yet to say. */
  readonly waitingDays: number;
  /** Days before a deadline on which a reminder is said, largest first. */
  readonly reminderDays: readonly number[];
  /** Days within which a region answers a handover. */
  readonly handoverAnswerDays: number;
  /** Months between follow-ups of one who has no statutory review (G-10); null: the agreement sets none. */
  readonly adultFollowUpMonths: number | null;
  /** Months that a consent may hold at most. */
  readonly consentMonthsMax: number;
  /** The forms in which a consent to a SIP counts. */
  readonly consentForms: readonly ConsentForm[];
  /** Days that a trial of harm or an emergency lets a recipient read the messages it names (D-023). */
  readonly harmTestDays: number;
  /** Days from readiness until a kommun pays for who remains in hospital (lag 2017:612 4:5); null: as the statute says. */
  readonly dischargePaymentDays: number | null;
  /** What it then pays for a day, in öre (lag 2017:612 4:5); null: as the statute says. */
  readonly dischargePaymentOre: number | null;
}

/** Single settings that an agreement has otherwise than its pack. `null` is the pack's word only: left out says nothing. */
export type SettingOverrides = { readonly [Name in keyof PackSettings]?: NonNullable<PackSettings[Name]> };

/** A setting's value, the rule that it comes from (null: none, a choice of the hub's), and what the text says of it. */
export interface PackTerm<Value> {
  readonly value: Value;
  readonly rule: RuleId | null;
  readonly note_sv: string;
}

/** Every setting with where it comes from, so that a screen can show that it is a choice. */
export type PackTerms = { readonly [Name in keyof PackSettings]: PackTerm<PackSettings[Name]> };

/** How often one of the groups meets. */
export interface Cadence extends Omit<PackTerm<never>, 'value' | 'rule'> {
  readonly group: MeetingGroup;
  /** At least so many times in each calendar year. */
  readonly perYear: number;
  readonly rule: RuleId;
}

/** What an agreement says of its own life: how long, and what its parties do with it meanwhile. `null`: it says nothing of it. */
export interface PackCourse {
  /** Months by which it is extended, once, where its revision has begun by its end and there is no new one. */
  readonly extensionMonths: PackTerm<number | null>;
  /** Years from its entry into force in which it is revised. */
  readonly revisionYears: PackTerm<number | null>;
  /** Months between the follow-ups of a local agreement on these terms. */
  readonly localFollowUpMonths: PackTerm<number | null>;
  /** The guideline by which the county's parties make their SIPs. */
  readonly sipGuideline: PackTerm<string | null>;
  readonly meetings: readonly Cadence[];
}

/** By which rule something that is told of every agreement’s cases is found under this one. */
export interface PackSays<Id extends RuleId> {
  readonly rule: Id;
  readonly note_sv: string;
}

/** Whom an agreement is for: what is said of a placement that none judges. */
export type ScopeRule = 'A-001' | 'B-003' | 'G-16';

/** That a plan is followed up in its time: what is said of a SIP that is not (D-013). */
export type FollowUpRule = 'B-013' | 'D-013';

/** In whose words what is found alike under every agreement is told: each in its own where it has them. */
export interface PackWords {
  readonly whomItIsFor: PackSays<ScopeRule>;
  readonly planFollowedUp: PackSays<FollowUpRule>;
}

/** One version of a pack, as it is written: whole, nothing of it from another pack. */
export interface PackText {
  readonly id: PackId;
  /** From 1. */
  readonly version: number;
  readonly title_sv: string;
  /** From this day the version is the one that an agreement gets which names none. */
  readonly releasedOn: Day;
  /** True where the agreement is about HVB placements between kommun and region. */
  readonly judgesPlacements: boolean;
  readonly terms: PackTerms;
  readonly course: PackCourse;
  readonly words: PackWords;
}

/** One version of a pack, its settings' values read out of its terms. */
export interface RulePack extends PackText {
  readonly settings: PackSettings;
}
