/** What can happen to an agreement between parties: the facts of `agreement/<uuid>`, with the names and fields of the wire. */
import { type Day, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';
import { type DisclosureGround, type GroundedClass } from '../../fact/ground.js';
import { type MeetingGroup } from './meeting-group.js';
import { type PackId, type SettingOverrides } from './pack.js';

/** The seven entries an agreement record needs (B-001); may be empty, then flagged. */
export interface AgreementHeader {
  readonly documentType?: Sealed;
  readonly decidedBy?: Sealed;
  readonly appliesTo?: Sealed;
  readonly validFrom?: Day;
  readonly responsible?: Sealed;
  readonly lastRevisedOn?: Day;
  readonly lastReviewedOn?: Day;
}

/** what the parties have agreed that each principal of a case sees by that role alone, and on which ground. */
export interface SecrecyRoutine {
  readonly decidedOn: Day;
  readonly ground: DisclosureGround;
  /** Its section, as the table of statutes has it: `OSL 2009:400 10:2`. */
  readonly statute: string;
  readonly classes: readonly GroundedClass[];
}

export interface AgreementData {
  registered: {
    readonly kind: 'regional' | 'local' | 'internal';
    readonly title: Sealed;
    readonly parties: readonly PartyId[];
    readonly validFrom: Day;
    readonly validTo: Day;
    readonly rulePack: PackId;
    /** Absent: the version current on the day the registration was recorded. */
    readonly rulePackVersion?: number;
    /** Single overrides of the pack's settings. */
    readonly settings?: SettingOverrides;
    readonly supersedes?: Uuid;
    readonly secrecyRoutine?: SecrecyRoutine;
    readonly header: AgreementHeader;
  };
  approvedByParty: { readonly on: Day; readonly decisionRef: Sealed; readonly answers?: Uuid };
  superseded: { readonly by: Uuid };
  /** of simpler meaning; it changes no term. */
  minorChange: { readonly on: Day; readonly summary: Sealed };
  /** its evaluation and revision have begun. */
  revisionStarted: { readonly on: Day };
  /** A-116, A-117: what the yearly questions were answered, in the parties' own words. */
  followedUp: { readonly on: Day; readonly answers: readonly Sealed[] };
  /** an activity with all its five parts. */
  activityPlanned: {
    readonly what: Sealed;
    readonly when: Sealed;
    readonly how: Sealed;
    readonly byWhom: Sealed;
    readonly followUp: Sealed;
  };
  meetingHeld: { readonly group: MeetingGroup; readonly on: Day };
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type AgreementFact = {
  [Name in keyof AgreementData]: { readonly type: `agreement.${Name}`; readonly data: AgreementData[Name] };
}[keyof AgreementData];
