/** What can happen to a deviation between parties: the facts of `deviation/<uuid>`, with the names and fields of the wire. */
import { type DisclosureDecided, type DisclosureEnded } from '../../fact/disclosing.js';
import { type Day, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';
import { type AreaKind } from '../../placement/facts/placement.js';

/**
 * A-106 "gäller tillämpning av denna regionala överenskommelse eller… i samverkan av insatser"; beside them complaints and
 * viewpoints. Whether who reports is itself one of those whom it concerns: of what is between parties it is.
 */
export const DEVIATION_KINDS = {
  agreementApplication: { concernsItsReporter: true },
  collaboration: { concernsItsReporter: true },
  complaint: { concernsItsReporter: false },
  viewpoint: { concernsItsReporter: false },
} as const;

export type DeviationKind = keyof typeof DEVIATION_KINDS;

/** Who answers for an area while the deviation is investigated. Several of one area answer jointly. */
export interface AreaLaid {
  readonly kind: AreaKind;
  readonly responsible: PartyId;
}

/** Carried by every fact of a deviation that concerns a placement: in whose stream it stands. */
interface MayBeBound {
  readonly placementId?: Uuid;
}

export interface DeviationData {
  reported: MayBeBound & {
    readonly kind: DeviationKind;
    /** Who noticed it: the party itself, the individual, or somebody close. */
    readonly raisedBy: 'party' | 'individual' | 'relative';
    readonly concerns: readonly PartyId[];
    readonly occurredOn: Day;
    readonly title: Sealed;
  };
  temporaryResponsibilityProposed: MayBeBound & {
    readonly splitId: Uuid;
    readonly areas: readonly AreaLaid[];
    /** The last day; else until the closure. */
    readonly until?: Day;
  };
  temporaryResponsibilityConfirmed: MayBeBound & { readonly splitId: Uuid; readonly answers?: Uuid };
  investigationStarted: MayBeBound & { readonly on: Day; readonly parties: readonly PartyId[] };
  actionDecided: MayBeBound & {
    readonly actionId: Uuid;
    readonly title: Sealed;
    readonly responsible: PartyId;
    readonly dueOn: Day;
  };
  actionDone: MayBeBound & { readonly actionId: Uuid; readonly on: Day };
  closureProposed: MayBeBound & { readonly on: Day };
  closureConfirmed: MayBeBound & { readonly on: Day; readonly answers?: Uuid };
  disclosureDecided: MayBeBound & DisclosureDecided;
  disclosureEnded: MayBeBound & DisclosureEnded;
  annulled: MayBeBound & { readonly annulsId: string; readonly reason: Sealed };
}

export type DeviationFact = {
  [Name in keyof DeviationData]: { readonly type: `deviation.${Name}`; readonly data: DeviationData[Name] };
}[keyof DeviationData];
