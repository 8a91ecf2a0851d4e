/** What the hub itself says on a stream. Goes to the parties and the timeline; is input to nothing but `say`. */
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type RuleId, type Why } from '../rules/index.js';
import { type AmountByParty, type ClaimView, type DeadlineKind, type Severity } from './assessment.js';

export type DerivedKind = 'placement' | 'agreement';

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
  fixed: { readonly version: number; readonly fixedOn: Day; readonly effectiveFrom: Day };
  claimDecided: {
    readonly claimId: Uuid;
    readonly outcome: ClaimView['outcome'];
    readonly byParty: readonly AmountByParty[];
    readonly reason: string;
  };
}

type Common = Exclude<keyof DerivedData, 'fixed' | 'claimDecided'>;

/** A thing said, with its why. `fromBirthDate`: its dates are sealed at rest. `thing` is the id of what it is about. */
export type Derived =
  | {
      [Name in Common]: {
        readonly type: `${DerivedKind}.${Name}`;
        readonly thing: string;
        readonly data: DerivedData[Name];
        readonly why: Why;
        readonly fromBirthDate?: true;
      };
    }[Common]
  | {
      [Name in 'fixed' | 'claimDecided']: {
        readonly type: `costAllocation.${Name}`;
        readonly thing: string;
        readonly data: DerivedData[Name];
        readonly why: Why;
        readonly fromBirthDate?: true;
      };
    }['fixed' | 'claimDecided'];
