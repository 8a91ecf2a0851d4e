/** What a party asks the hub to take as said, and how the law answers. */
import { type Day, type Instant, type PartyId, type Subject, type Uuid } from '../kernel/index.js';
import { type DisclosureGround } from '../fact/ground.js';
import { type WaitsFor } from '../fact/names.js';
import { type Fact } from './case.js';
import { type RuleId } from '../rules/index.js';

/** A fact as submitted: judged before it is recorded, so with no revision yet. */
export interface Submission<F extends Fact = Fact> {
  readonly fact: F;
  readonly eventId: Uuid;
  readonly subject: Subject;
  readonly messageId: string;
  readonly source: string;
  /** The party that the credentials name. */
  readonly party: PartyId;
  readonly time: Instant;
  readonly saidOn: Day;
  readonly corrects?: string;
  /** The grounds that the message itself names (`data.disclosure`), in its order. */
  readonly grounds?: readonly DisclosureGround[];
  /** The hub's day at judging, Europe/Stockholm. */
  readonly today: Day;
}

/** Why a submission cannot be true or is not that party's to say. The code is stable and becomes the problem's code. */
export type Rejection =
  | {
      readonly code: 'NotYourFactToState';
      readonly by: PartyId;
      readonly allowed: readonly PartyId[];
      readonly rule?: RuleId;
    }
  | { readonly code: 'AlreadyRegistered' }
  | { readonly code: 'SubjectAnnulled' }
  | { readonly code: 'CaseEnded'; readonly endedOn: Day }
  | { readonly code: 'SipClosed'; readonly closedOn: Day; readonly rule: RuleId }
  | { readonly code: 'ConsentIsGeneral'; readonly pointer: string; readonly rule: RuleId }
  | { readonly code: 'ConsentIsForSip'; readonly pointer: string; readonly rule: RuleId }
  | { readonly code: 'ConsentTooLong'; readonly pointer: string; readonly latest: Day; readonly rule: RuleId }
  | { readonly code: 'DeviationClosed'; readonly closedOn: Day }
  | { readonly code: 'SubjectElsewhere' }
  | { readonly code: 'UnknownReference'; readonly pointer: string; readonly names: string }
  | { readonly code: 'AlreadySaid'; readonly pointer: string; readonly names: string }
  | { readonly code: 'VersionOutOfOrder'; readonly expected: number; readonly got: number }
  | { readonly code: 'SharesDoNotSum'; readonly pointer: string; readonly sum: number }
  | { readonly code: 'PayerNamedTwice'; readonly pointer: string; readonly party: PartyId }
  | { readonly code: 'PeriodEndsBeforeItBegins'; readonly pointer: string; readonly from: Day; readonly to: Day }
  | {
      readonly code: 'DateInconsistent';
      readonly pointer: string;
      readonly expected: string;
      readonly rule?: RuleId;
    }
  | { readonly code: 'DateInTheFuture'; readonly pointer: string; readonly on: Day; readonly today: Day }
  | { readonly code: 'IndividualIsNoParty'; readonly pointer: string; readonly rule: RuleId }
  | { readonly code: 'NoOtherSide' }
  | { readonly code: 'EmergencyAccessOver'; readonly until: Instant; readonly rule: RuleId }
  | { readonly code: 'SecondPersonNeeded'; readonly pointer: string; readonly rule: RuleId }
  | { readonly code: 'AlreadyFixed'; readonly version: number }
  | { readonly code: 'AlreadyWithdrawn'; readonly version: number }
  | { readonly code: 'NotAPayer'; readonly party: PartyId; readonly version: number }
  | { readonly code: 'CountersignedFact'; readonly by: readonly PartyId[] }
  | { readonly code: 'LaterFactsDependOnIt'; readonly dependents: readonly string[] }
  | { readonly code: 'PersonCannotChange' }
  | { readonly code: 'CorrectionNamesNothing'; readonly corrects: string }
  | { readonly code: 'CorrectionOfOtherType'; readonly expected: string }
  | {
      readonly code: 'FieldNotAllowedHere' | 'FieldRequiredHere';
      readonly pointer: string;
      readonly expected: string;
      readonly rule?: RuleId;
    };

export type RejectionCode = Rejection['code'];

export type Decision =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection }
  | { readonly outcome: 'waiting'; readonly waitsFor: WaitsFor };

export const accepted: Decision = { outcome: 'accepted' };
/** The answer that refuses, with the broken rule's facts. */
export const rejected = (rejection: Rejection): Decision => ({ outcome: 'rejected', rejection });
/** The answer that keeps a submission until another party has said what it names. */
export const waiting = (waitsFor: WaitsFor): Decision => ({ outcome: 'waiting', waitsFor });
