/** What is shown of a SIP and of a consent to it: every value with its why. */
import { type OpenedView } from '../fact/opened.js';
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { type Why } from '../rules/index.js';
import { type ConsentStatus } from './consent.js';
import { type SipStatus } from './course.js';
import { type ConsentForm, type ConsentTerms, type Giver, type Invitee } from './facts/sip.js';

/** A consent as of a day. */
export interface ConsentView {
  readonly consentId: Uuid;
  readonly status: ConsentStatus;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly form: ConsentForm;
  readonly documentedIn: ConsentTerms['documentedIn'];
  /** Those who have given it by the day and not withdrawn. */
  readonly givers: readonly (Giver & { readonly on: Day })[];
  readonly custodyHolders: number;
  readonly recipients: readonly PartyId[];
  readonly categories: readonly AreaKind[];
  readonly excludedCategories: readonly AreaKind[];
  readonly excludedRecipients: readonly (PartyId | Uuid)[];
  readonly reviewOn?: Day;
  /** Measures for which a decision stands in for a guardian. */
  readonly coveredMeasures: readonly Uuid[];
  readonly why: Why;
}

/** A measure of the plan, without its title. */
export interface SipMeasure {
  readonly measureId: Uuid;
  readonly kind: AreaKind;
  readonly responsible: PartyId;
}

export interface InvitationView {
  readonly invitationId: Uuid;
  readonly invitee: Invitee;
  readonly status: 'open' | 'accepted' | 'redirected' | 'annulled';
  readonly meetingOn: Day;
  readonly redirectTo?: PartyId;
  readonly opened: readonly OpenedView[];
}

/** A SIP as of a day. */
export interface SipView {
  readonly sipId: Uuid;
  readonly kind: 'sip' | 'internal';
  readonly status: SipStatus;
  readonly personId: Uuid;
  readonly placementId?: Uuid;
  readonly measures: readonly SipMeasure[];
  readonly overallResponsible: PartyId | null;
  readonly invitations: readonly InvitationView[];
  readonly consents: readonly ConsentView[];
  readonly nextFollowUpOn: Day | null;
  readonly why: Why;
}
