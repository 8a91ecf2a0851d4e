/** What can happen to a samordnad individuell plan: the facts of `sip/<uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Opened } from '../../fact/opened.js';
import { type Day, type Erased, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';
import { type AreaKind } from '../../placement/facts/placement.js';

/** Whose word a consent is: the individual's own, a guardian's, a child's, or a representative's. */
export type GiverRole = 'self' | 'guardian' | 'child' | 'representative';

/** One who consents. `ref`: a person's reference, never a name. */
export interface Giver {
  readonly role: GiverRole;
  readonly ref: Uuid;
}

/** How a consent was given: shown in writing, by word or by conduct, or only presumed (A-032, D-031). */
export type ConsentForm = 'written' | 'oral' | 'conclusive' | 'presumed';

/** Consent to the work with one SIP, as an instrument: for named recipients and categories, from a day to another. */
export interface ConsentTerms {
  readonly consentId: Uuid;
  /** It carries the work with the SIP and nothing else. */
  readonly purpose: 'sip';
  readonly givers: readonly (Giver & { readonly on: Day })[];
  /** 0, 1 or 2: of a child. */
  readonly custodyHolders: number;
  readonly form: ConsentForm;
  /** First in the common record system, else in one's own. */
  readonly documentedIn: 'sharedRecord' | 'ownRecord';
  readonly recipients: readonly PartyId[];
  readonly categories: readonly AreaKind[];
  readonly excludedCategories: readonly AreaKind[];
  /** Parties and their units, and persons by their references. */
  readonly excludedRecipients: readonly (PartyId | Uuid)[];
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly reviewOn?: Day;
}

/** Who is called: a party, or one who is none. */
export interface Invitee {
  readonly party?: PartyId;
  readonly role?: 'guardian' | 'relative' | 'school' | 'authority' | 'organisation';
  readonly ref?: Uuid;
}

/** A measure of the plan: what, and which one principal is responsible (E-014). */
export interface PlannedMeasure {
  readonly measureId: Uuid;
  readonly kind: AreaKind;
  readonly title: Sealed;
  readonly responsible: PartyId;
}

export interface SipData extends DisclosingData {
  considered: {
    readonly personId: Uuid;
    readonly placementId?: Uuid;
    readonly needed: boolean;
    readonly reason: Sealed;
  };
  needIdentified: {
    readonly personId: Uuid;
    readonly birthDate: Day | Erased;
    readonly placementId?: Uuid;
    readonly initiator: 'kommun' | 'region' | 'privateProvider' | 'individual' | 'relative';
    /** `internal`: within one principal (D-016). */
    readonly kind: 'sip' | 'internal';
  };
  consentGiven: ConsentTerms;
  /** The second guardian, later. */
  consentJoined: { readonly consentId: Uuid; readonly giver: Giver; readonly on: Day };
  guardianConsentReplaced: {
    readonly consentId: Uuid;
    readonly guardianRef: Uuid;
    readonly covers: readonly Uuid[];
    readonly decisionId: Uuid;
    readonly ground: 'violence' | 'lvu11';
    readonly on: Day;
  };
  consentWithdrawn: { readonly consentId: Uuid; readonly by: Giver; readonly on: Day };
  /** It was recorded in error: it never was one. */
  consentVoided: { readonly consentId: Uuid; readonly reason: Sealed };
  invited: {
    readonly invitationId: Uuid;
    readonly invitee: Invitee;
    readonly unit?: string;
    readonly meetingOn: Day;
  };
  guardianNotCalled: { readonly ref: Uuid; readonly reason: 'safety' | 'childsWill'; readonly on: Day };
  guardianInformed: { readonly ref: Uuid; readonly on: Day };
  invitationAnswered: {
    readonly invitationId: Uuid;
    readonly answer: 'accepted' | 'redirected';
    readonly redirectTo?: PartyId;
    readonly answers?: Uuid;
  };
  /** A unit of whom it was sent to has opened a call. */
  opened: Opened;
  childHeard: { readonly on: Day; readonly how: Sealed };
  meetingHeld: {
    readonly heldOn: Day;
    /** Parties, and persons by their references. */
    readonly participants: readonly (PartyId | Uuid)[];
    readonly individualPresent: boolean;
  };
  established: {
    readonly establishedOn: Day;
    readonly whatMatters: Sealed;
    readonly goals: readonly Sealed[];
    readonly measures: readonly PlannedMeasure[];
    /** What others than kommun and region do. */
    readonly byOthers: readonly Sealed[];
    readonly overallResponsible: PartyId;
    readonly ownPart?: Sealed;
    readonly followUpOn: Day;
  };
  followedUp: {
    readonly on: Day;
    readonly nextOn?: Day;
    readonly outcome: 'goalsMet' | 'revised' | 'continues' | 'moved';
  };
  /** By the individual. */
  declined: { readonly on: Day; readonly reason: Sealed };
  closed: { readonly on: Day; readonly reason: Sealed };
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type SipFact = {
  [Name in keyof SipData]: { readonly type: `sip.${Name}`; readonly data: SipData[Name] };
}[keyof SipData];
