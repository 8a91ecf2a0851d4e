/** A placement's whole story: every fact said about it, in one stream, and what bears on it from outside. */
import { type NamedOnMessages } from '../fact/disclosing.js';
import { type Day, type PartyId, type Said, type StreamCategory, type StreamName, type Uuid } from '../kernel/index.js';
import { type AgreementData, type AgreementFact } from '../agreement/facts/agreement.js';
import { type SipFact } from '../sip/facts/sip.js';
import { type RulePack } from '../agreement/facts/pack.js';
import { type FactsBy } from './fact-kinds.js';

export type FactIn<C extends StreamCategory> = FactsBy[C];
export type Fact = FactIn<StreamCategory>;

/** What may be said in a case's stream (`case-<placement uuid>`). */
export type CaseFact = FactIn<'case'>;

/** A type of fact that a party tells of its own accord, none that takes another back. */
export type ToldType = Exclude<Fact['type'], `${string}.annulled`>;

/** A stream as the law reads it: all accepted facts in its order, corrections and annulments among them. */
export interface StreamRead<C extends StreamCategory> {
  readonly category: C;
  readonly stream: StreamName;
  readonly facts: readonly Said<FactIn<C>>[];
  /** What the hub has said there that a party may name; only who judges asks. */
  readonly notices?: readonly HubNotice[];
  /** Absent where no message names a ground for itself. */
  readonly named?: NamedOnMessages;
}

/** An event by which the hub told that it had started a handover. */
export interface HubNotice {
  readonly eventId: Uuid;
  readonly handoverId: Uuid;
}

/** A case as the log holds it: all accepted facts in the order of the stream, corrections and annulments among them. */
export interface Case {
  readonly placementId: Uuid;
  readonly facts: readonly Said<CaseFact>[];
  /** By what events the hub has told of handovers: judged by where one is named, and nothing is read of them. */
  readonly notices?: readonly HubNotice[];
}

/** An agreement as folded from its own stream, up to the position that was asked for. */
export interface AgreementState {
  readonly agreementId: Uuid;
  /** The stream's name and the revision it was read to: goes into `why.readFrom`. */
  readonly stream: string;
  readonly revision: number;
  readonly registered: AgreementData['registered'];
  /** The version of its rule pack that it is judged by. */
  readonly pack: RulePack;
  readonly registeredBy: Uuid;
  /** The day the registration was said; where not read, its first day of validity stands for it. */
  readonly registeredOn?: Day;
  /** Each party's own approval; it binds a kommun from then. */
  readonly approvals: readonly { readonly party: PartyId; readonly on: Day; readonly eventId: Uuid }[];
  /** Approvals that work nothing (H-004), with what undid each; absent where there are none. */
  readonly vain?: readonly {
    readonly party: PartyId;
    readonly on: Day;
    readonly eventId: Uuid;
    readonly key: string;
    readonly undone: {
      readonly because: 'annulled' | 'corrected' | 'withdrawn' | 'replaced';
      readonly by: PartyId;
      readonly on: Day;
      readonly eventId: Uuid;
    };
  }[];
  readonly supersededBy?: { readonly agreementId: Uuid; readonly on: Day };
  /** The first day on which its evaluation and revision had begun; absent while none has. */
  readonly revisionStarted?: { readonly on: Day; readonly eventId: Uuid };
  /** What its parties have done with it, each by its day; absent where they have told of nothing. */
  readonly course?: AgreementCourse;
}

/** What has happened to an agreement while it lives, as its parties tell it. */
export interface AgreementCourse {
  readonly minorChanges: readonly Said<AgreementFactOf<'minorChange'>>[];
  readonly followUps: readonly Said<AgreementFactOf<'followedUp'>>[];
  readonly activities: readonly Said<AgreementFactOf<'activityPlanned'>>[];
  readonly meetings: readonly Said<AgreementFactOf<'meetingHeld'>>[];
}

type AgreementFactOf<N extends keyof AgreementData> = Extract<AgreementFact, { readonly type: `agreement.${N}` }>;

/** A SIP as its stream holds it, up to the position that was asked for: corrections and annulments among its facts. */
export interface SipRead {
  readonly sipId: Uuid;
  /** The stream's name and the revision it was read to: goes into `why.readFrom`. */
  readonly stream: string;
  readonly revision: number;
  readonly facts: readonly Said<SipFact>[];
}

/** What bears on a stream from outside it, up to one position. */
export interface Surroundings {
  readonly agreements: readonly AgreementState[];
  /** Those that have named a case, whoever said so: which of them are about it is for the law to say. */
  readonly sips: readonly SipRead[];
}
