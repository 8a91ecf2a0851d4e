/** What is to be shown, to whom, and what may come of it: the words that a door and the law have in common. */
import { type DisclosureClass, type Instant, type PartyId, type Subject, type Uuid } from '../kernel/index.js';
import { type Ground } from './ground.js';
import { type WithheldBecause } from './withheld.data.js';

/** A field with its class. `pointer` is from the shown object on; `*` stands for each element of a list. */
export interface FieldClass {
  readonly pointer: string;
  readonly disclosure: DisclosureClass;
  /** Of a value that is of one class with all that stands in it, as a why is: it is shown or withheld as one. */
  readonly isWhole?: true;
  /** Of a list: the member by which each element names the party whose word it is. */
  readonly wordOf?: string;
}

/** What is to be shown: a message's data, or a part of a view as it was computed. */
export interface Shown {
  readonly subject: Subject;
  /** Whose words they are; null of what is computed of several parties' words. */
  readonly by: PartyId | null;
  /** The publisher's own id of the message; a correction has its own. Absent of what is computed. */
  readonly messageId?: string;
  readonly value: object;
  /** Every field of `value`, by its class. One that is not here is withheld: what has no class has no ground. */
  readonly fields: readonly FieldClass[];
  /** Its key is destroyed: nothing of it can be shown to anybody. */
  readonly isErased?: true;
}

/** Who asks: a party, and of a person its unit. */
export interface Asker {
  readonly party: PartyId;
  /** null of a machine, which reads for the whole of its party; the unit that is a party itself is that unit. */
  readonly unit: string | null;
  /** Classes that are shown to a named user only, of a machine that names none; absent where there are none such. */
  readonly unattended?: readonly DisclosureClass[];
  /** Who it is, by the id that a fact would have of it; `anybody`: each who may be there. Absent of a machine. */
  readonly person?: Uuid | 'anybody';
  /** Which moment, by the hub's clock: what is open for some minutes is not without one. */
  readonly at?: Instant;
}

/** A member that is absent; of a list whose length would tell, the whole list. */
export interface Withheld {
  readonly pointer: string;
  readonly reason: WithheldBecause;
  readonly class: DisclosureClass;
}

/** What is shown, and every field of it as it is seen. */
export interface ShownTo {
  readonly shown: WhatIsShown;
  /** Every field; empty where it is not there for whom asks. */
  readonly seen: readonly FieldSeen[];
  /** The same as far as it may be told to whom asks. */
  readonly told: readonly FieldSeen[];
}

/** What is shown. `thin`: that it is there, of which type, whose and when; `gone`: nothing, as if it were not. */
export type WhatIsShown =
  | { readonly outcome: 'full'; readonly value: object }
  | { readonly outcome: 'reduced'; readonly value: object; readonly withheld: readonly Withheld[] }
  | { readonly outcome: 'thin'; readonly withheld: readonly Withheld[] }
  | { readonly outcome: 'gone' };

/** A class as a recipient sees what is of it: by which ground, or why not. */
export interface ClassSeen {
  readonly class: DisclosureClass;
  /** Whose word it is; null of what is computed of several parties' words. */
  readonly by: PartyId | null;
  /** null of what needs none, and of what is withheld. */
  readonly ground: Ground | null;
  /** null of what is shown. */
  readonly withheld: WithheldBecause | null;
}

/** The same of a field. `pointer` names elements by their index. */
export interface FieldSeen extends ClassSeen {
  readonly pointer: string;
}
