/** A rule pack: an agreement's terms as dated data. A released version never changes; a new one is an event. */
import { type Day } from '../kernel/index.js';
import { type RuleId } from '../rules/index.js';

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
  /** How long a fact waits for what another party has yet to say. */
  readonly waitingDays: number;
  /** Days before a deadline on which a reminder is said, largest first. */
  readonly reminderDays: readonly number[];
}

/** One version of a pack. `settings` carry the rule each comes from, so that a screen can show that it is a choice. */
export interface RulePack {
  readonly id: PackId;
  readonly version: number;
  readonly title_sv: string;
  readonly releasedOn: Day;
  /** True where the agreement is about HVB placements between kommun and region. */
  readonly judgesPlacements: boolean;
  readonly settings: PackSettings;
  readonly settingRules: Readonly<
    Record<keyof PackSettings, { readonly rule: RuleId | null; readonly note_sv: string }>
  >;
}
