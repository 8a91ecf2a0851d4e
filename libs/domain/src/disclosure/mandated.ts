/** What the mandates of an auditor open: the classes that each names, of whatever it is over, by its own section (decision A16). */
import { type DisclosureClass, type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type GroundedClass } from '../fact/ground.js';
import { type StatuteRef, type Why } from '../rules/index.js';
import { type Ground, type Grounds } from './ground.js';

/** A mandate that is in force. */
export interface MandateOver {
  readonly mandateId: Uuid;
  readonly classes: readonly DisclosureClass[];
  readonly statute: StatuteRef;
  /** Its first and last day. */
  readonly from: Day;
  readonly to: Day;
}

/**
 * The grounds of whoever audits under these mandates, and no others: nothing is opened by a role, and whom an individual has
 * left out says nothing of an auditor. Where somebody protected is goes by a mandate over places, for that names the class.
 */
export const groundsUnder = (mandates: readonly MandateOver[], auditor: PartyId): Grounds => ({
  all: mandates.map((mandate) => groundOf(mandate, auditor)),
  parties: [{ recipient: auditor }],
  ...{ excluded: [], handledBy: [], isProtected: false },
});

// D-022 "om det inte står klart att uppgiften kan röjas": a mandate opens as far as it goes, and no further.
const WHY: Omit<Why, 'statute'> = { rule: 'D-022', agreement: null, rulePackVersion: null, causedBy: [] };

function groundOf({ mandateId, classes, statute, from, to }: MandateOver, recipient: PartyId): Ground {
  const opened = classes.filter((one): one is GroundedClass => one !== 'routing');
  return {
    ...{ ground: 'mandate', groundId: mandateId, recipient, discloser: null },
    opens: { classes: opened, named: opened },
    ...{ from, to, status: 'inForce', strength: 'may', statute },
    why: { ...WHY, statute },
  };
}
