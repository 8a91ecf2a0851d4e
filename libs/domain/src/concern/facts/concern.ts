/** A worry that a child is harmed, told to the socialnämnd: the facts of `concern/<uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Opened } from '../../fact/opened.js';
import { type Day, type Erased, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';

/** Whom it is about: a known person, or one of whom only the day of birth is told. One of the two. */
export interface About {
  readonly personId?: Uuid;
  readonly birthDate?: Day | Erased;
}

/** Each fact's data, by its name on the wire. What the worry is stands in the report itself, and is not told to a hub. */
export interface ConcernData extends DisclosingData {
  reported: {
    readonly about: About;
    /** The nämnd that it is reported to. */
    readonly to: PartyId;
    /** The day of the report. */
    readonly on: Day;
    /** Whether who reports thinks that the child may need protection at once. */
    readonly urgent: boolean;
  };
  /** By the nämnd that it was reported to: one of its units has opened the report. */
  opened: Opened;
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type ConcernFact = {
  [Name in keyof ConcernData]: { readonly type: `concern.${Name}`; readonly data: ConcernData[Name] };
}[keyof ConcernData];
