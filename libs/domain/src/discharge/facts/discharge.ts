/** What can happen on the way out of a hospital: the facts of `discharge/<uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Opened } from '../../fact/opened.js';
import { type Day, type Instant, type KommunCode, type Sealed, type Uuid } from '../../kernel/index.js';
import { type Person } from '../../placement/facts/placement.js';

/**
 * What the person may come to need once out of hospital, by whose matter it is (lag 2017:612 2:1): socialtjänsten, the
 * health care that a kommun pays for, the open care that a region pays for.
 */
export type ExpectedNeed = 'socialServices' | 'municipalHealthcare' | 'openCare';

export interface DischargeData extends DisclosingData {
  admitted: {
    readonly person: Person;
    /** The placement that the person is in, where the hospital knows of one. */
    readonly placementId?: Uuid;
    readonly hospital: Sealed;
    /** Where the person is registered: the kommun that may come to pay (lag 2017:612 5:2). */
    readonly registeredKommun: KommunCode;
    readonly admittedAt: Instant;
    /** When the notice of admission was sent; null: none was. */
    readonly noticeSentAt: Instant | null;
    readonly estimatedDischargeOn: Day;
    readonly expectedNeeds: readonly ExpectedNeed[];
  };
  contactAppointed: { readonly on: Day };
  readyForDischarge: {
    /** When the physician assessed it. */
    readonly assessedAt: Instant;
    /** When those concerned were told. */
    readonly noticeSentAt: Instant;
    /** False also where it is not clear whether the region's own open care is there (lag 2017:612 5:5). */
    readonly openCareAvailable: boolean;
  };
  sipCalled: { readonly sentAt: Instant };
  discharged: { readonly dischargedAt: Instant; readonly informationTransferredOn: Day };
  /** A responsible unit of a recipient has opened a notice of the stream. */
  opened: Opened;
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type DischargeFact = {
  [Name in keyof DischargeData]: { readonly type: `discharge.${Name}`; readonly data: DischargeData[Name] };
}[keyof DischargeData];
