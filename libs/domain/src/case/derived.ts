/** What the hub itself says on a stream. Goes to the parties and the timeline; is input to nothing but `say`. */
import { type Day, type PartyId, type Span, type Uuid } from '../kernel/index.js';
import { type RuleId, type Why } from '../rules/index.js';
import { type Controller } from '../fact/controller.js';
import { type GroundedClass } from '../fact/ground.js';
import { type ClosedBecause } from '../disclosure/openings.js';
import { type SayingType } from '../fact/streams.js';
import { type AmountByParty, type ClaimView } from '../costs/costs-view.js';
import { type HandoverReason } from '../handover/facts/handover.js';
import { type WithdrawnBecause } from '../story/handovers.js';
import { type DeadlineKind } from '../making/deadline.js';
import { type Severity } from '../making/finding.js';

/** What the hub may say, by its name without the kind of subject. */
export interface DerivedData {
  deadlineSet: {
    readonly deadlineId: Uuid;
    readonly kind: DeadlineKind;
    readonly startsOn: Day;
    readonly dueOn: Day;
    readonly latestLawfulOn?: Day;
    readonly responsible: readonly PartyId[];
  };
  deadlineReminder: {
    readonly deadlineId: Uuid;
    readonly kind: DeadlineKind;
    readonly dueOn: Day;
    readonly stageDays: number;
  };
  deadlineMet: {
    readonly deadlineId: Uuid;
    readonly kind: DeadlineKind;
    readonly metOn: Day;
    readonly onTime: boolean;
  };
  deadlineMissed: { readonly deadlineId: Uuid; readonly kind: DeadlineKind; readonly dueOn: Day };
  deadlineCancelled: { readonly deadlineId: Uuid; readonly kind: DeadlineKind };
  findingRaised: {
    readonly findingId: Uuid;
    readonly rule: RuleId;
    readonly severity: Severity;
    readonly raisedOn: Day;
    readonly parties: readonly PartyId[];
    readonly message_sv: string;
    readonly message_en: string;
  };
  findingResolved: { readonly findingId: Uuid; readonly rule: RuleId; readonly resolvedOn: Day };
  /** `days`: for which it is fixed, where these are not all from `effectiveFrom` on. */
  fixed: {
    readonly version: number;
    readonly fixedOn: Day;
    readonly effectiveFrom: Day;
    readonly days?: readonly Span[];
  };
  /** It is fixed on no day any more. */
  fixedTakenBack: { readonly version: number };
  claimDecided: {
    readonly claimId: Uuid;
    readonly outcome: ClaimView['outcome'];
    readonly byParty: readonly AmountByParty[];
    readonly reason: string;
  };
  /** The registration has moved to another county, and the region that acts is to hand over. */
  initiated: {
    readonly handoverId: Uuid;
    readonly fromRegion: PartyId;
    readonly toRegion: PartyId;
    readonly reason: HandoverReason;
    readonly effectiveOn: Day;
  };
  /** Before it was accepted, because the registration returned, moved on or was told wrongly, or another took its place. */
  withdrawn: {
    readonly handoverId: Uuid;
    readonly on: Day;
    readonly reason: Exclude<WithdrawnBecause, 'withdrawn'> | 'registrationCorrected';
  };
  /** The claim itself has been taken back. */
  claimDecisionTakenBack: { readonly claimId: Uuid };
  /** It permits nothing from that day: its time is out, or the guardians' word is no more. */
  consentExpired: { readonly consentId: Uuid; readonly expiredOn: Day };
  /** Its revision had begun by its end: it goes on to another last day. */
  extended: { readonly validTo: Day };
  /** It was not so after all. */
  extensionTakenBack: { readonly validTo: Day };
  /** A ground lets a recipient read classes that it got without their content. `messages`: of these alone. */
  disclosureWidened: {
    readonly disclosureId: Uuid;
    readonly recipient: PartyId;
    /** The authority whose words they are; absent of a consent to a SIP: those of all who take part. */
    readonly discloser?: Controller;
    readonly groundId?: Uuid;
    readonly messages?: readonly string[];
    readonly classes: readonly GroundedClass[];
    readonly from: Day;
  };
  /** It no longer does, from that day. Nothing is asked back. */
  disclosureRecalled: {
    readonly disclosureId: Uuid;
    readonly recipient: PartyId;
    readonly discloser?: Controller;
    readonly groundId?: Uuid;
    readonly classes: readonly GroundedClass[];
    readonly on: Day;
    readonly because: ClosedBecause;
  };
  /** Said on a deviation's own stream of one that concerns a placement: it stands there, and nowhere else. */
  boundToPlacement: { readonly placementId: Uuid };
}

type NameOf<T extends SayingType> = T extends `${string}.${infer Name}` ? Name : never;

/** A thing said, with its why. `fromBirthDate`: its dates are sealed at rest. `thing` is the id of what it is about. */
export type Derived = {
  [T in SayingType]: {
    readonly type: T;
    readonly thing: string;
    readonly data: DerivedData[NameOf<T>];
    readonly why: Why;
    readonly fromBirthDate?: true;
  };
}[SayingType];

/** The kinds of subject that deadlines and findings are told of. */
export type DerivedKind = { [T in SayingType]: T extends `${infer Kind}.deadlineSet` ? Kind : never }[SayingType];

/** The placement in whose stream a deviation stands, by what the hub has said on its own; null where that has not been said. */
export function placementBound(derived: readonly Derived[]): Uuid | null {
  const said = derived.find((one) => one.type === 'deviation.boundToPlacement');
  return said ? said.data.placementId : null;
}

/** What is said of a ground of disclosure, of whatever kind of subject; null where something else is said. */
export const disclosedBy = ({
  data,
}: Derived): DerivedData['disclosureWidened'] | DerivedData['disclosureRecalled'] | null =>
  'disclosureId' in data ? data : null;

/** The handover that the hub has told that it had started; null where it told of something else. */
export const handoverStarted = (said: Derived): Uuid | null =>
  said.type === 'handover.initiated' ? said.data.handoverId : null;
