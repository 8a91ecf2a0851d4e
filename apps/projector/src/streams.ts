/** What the read side does with each kind of stream and of subject: who is told, who sees what, which rows are kept. */
import {
  distinctParties,
  stateOf,
  type AssessmentsBy,
  type FactIn,
  type NameUuid,
  type Said,
  type StreamCategory,
  type StreamRead,
  type Subject,
  type Surroundings,
} from '#domain';
import {
  partiesOfDeviation,
  recipientsInCase,
  recipientsInDischarge,
  recipientsInSip,
  recipientsOfAgreement,
  recipientsOfDeviation,
  rolesIn,
  type Recipients,
} from './feed/recipients.js';
import { type StreamRows } from './lists/lists.js';
import { agreementRows } from './rows/agreement-rows.js';
import { rowsOf } from './rows/case-rows.js';
import { concernRows } from './rows/concern-rows.js';
import { dischargeRows } from './rows/discharge-rows.js';
import { deviationRows } from './rows/deviation-rows.js';
import { sipRows } from './rows/sip-rows.js';
import { AGREEMENT_SHOWN } from './views/agreement-shown.js';
import { CASE_SHOWN } from './views/case-view.js';
import { CONCERN_SHOWN } from './views/concern-shown.js';
import { DEVIATION_SHOWN } from './views/deviation-shown.js';
import { DISCHARGE_SHOWN } from './views/discharge-shown.js';
import { type Shown } from './views/shown.js';
import { SIP_SHOWN } from './views/sip-shown.js';

/** A stream just before or just after an event. */
export interface StreamAt<C extends StreamCategory> {
  readonly facts: readonly Said<FactIn<C>>[];
  /** What held of it then; reckoned only if asked for. */
  readonly holds: () => AssessmentsBy[C];
}

interface ReadSide<C extends StreamCategory> extends Shown<C> {
  /** In whose feeds an event about the subject stands. */
  readonly recipients: (subject: Subject, before: StreamAt<C>, after: StreamAt<C>) => Recipients;
  /** Its list rows. */
  readonly rows: (read: StreamRead<C>, surroundings: Surroundings, name: NameUuid) => StreamRows;
}

const READ_SIDE: { readonly [C in StreamCategory]: ReadSide<C> } = {
  case: {
    ...CASE_SHOWN,
    recipients: (subject, before, after) =>
      recipientsInCase(
        subject.kind,
        rolesIn(before.holds()),
        rolesIn(after.holds()),
        partiesOfDeviation(after.facts, subject),
      ),
    rows: (read, surroundings, name) => rowsOf(stateOf(read), surroundings, name),
  },
  agreement: {
    ...AGREEMENT_SHOWN,
    recipients: (_subject, _before, { facts }) => recipientsOfAgreement(facts),
    rows: (read, _surroundings, name) => agreementRows(stateOf(read), name),
  },
  sip: {
    ...SIP_SHOWN,
    recipients: (_kind, before, after) => recipientsInSip(before.holds().takingPart, after.holds().takingPart),
    rows: (read, surroundings, name) => sipRows(stateOf(read), surroundings, name),
  },
  deviation: {
    ...DEVIATION_SHOWN,
    recipients: (subject, _before, { facts }) => recipientsOfDeviation(facts, subject),
    rows: (read, _surroundings, name) => deviationRows({ ...stateOf(read), name }),
  },
  discharge: {
    ...DISCHARGE_SHOWN,
    recipients: (_subject, before, after) =>
      recipientsInDischarge([...before.holds().concerned, ...after.holds().concerned]),
    rows: (read, surroundings, name) => dischargeRows(stateOf(read), surroundings, name),
  },
  concern: {
    ...CONCERN_SHOWN,
    // Whom it was to before hears that it is another's, and nothing more.
    recipients: (_subject, before, after) => ({
      named: distinctParties([...before.holds().concerned, ...after.holds().concerned]),
      withUnits: false,
    }),
    rows: (read, _surroundings, name) => concernRows(stateOf(read), name),
  },
};

/** What the read side does with a stream of that kind. */
export function readSide<C extends StreamCategory>({ category }: { readonly category: C }): ReadSide<C> {
  return READ_SIDE[category];
}
