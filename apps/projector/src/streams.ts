/** What the read side does with each kind of stream and of subject: who is told, who sees what, which rows are kept. */
import {
  stateOf,
  type AssessmentsBy,
  type FactIn,
  type NameUuid,
  type Said,
  type StreamCategory,
  type StreamRead,
  type SubjectKind,
  type Surroundings,
} from '#domain';
import { recipientsInCase, recipientsInSip, recipientsOfAgreement, type Recipients } from './feed/recipients.js';
import { type StreamRows } from './lists/lists.js';
import { agreementRows } from './rows/agreement-rows.js';
import { rowsOf } from './rows/case-rows.js';
import { sipRows } from './rows/sip-rows.js';
import { AGREEMENT_SHOWN } from './views/agreement-shown.js';
import { CASE_SHOWN } from './views/case-view.js';
import { type Shown } from './views/shown.js';
import { SIP_SHOWN } from './views/sip-shown.js';

/** A stream just before or just after an event. */
export interface StreamAt<C extends StreamCategory> {
  readonly facts: readonly Said<FactIn<C>>[];
  /** What held of it then; reckoned only if asked for. */
  readonly holds: () => AssessmentsBy[C];
}

interface ReadSide<C extends StreamCategory> extends Shown<C> {
  /** In whose feeds an event about a subject of that kind stands. */
  readonly recipients: (kind: SubjectKind, before: StreamAt<C>, after: StreamAt<C>) => Recipients;
  /** Its list rows. */
  readonly rows: (read: StreamRead<C>, surroundings: Surroundings, name: NameUuid) => StreamRows;
}

const READ_SIDE: { readonly [C in StreamCategory]: ReadSide<C> } = {
  case: {
    ...CASE_SHOWN,
    recipients: (kind, before, after) => recipientsInCase(kind, before.holds().placement, after.holds().placement),
    rows: (read, surroundings, name) => rowsOf(stateOf(read), surroundings, name),
  },
  agreement: {
    ...AGREEMENT_SHOWN,
    recipients: (_kind, _before, { facts }) => recipientsOfAgreement(facts),
    rows: (read, _surroundings, name) => agreementRows(stateOf(read), name),
  },
  sip: {
    ...SIP_SHOWN,
    recipients: (_kind, before, after) => recipientsInSip(before.holds().takingPart, after.holds().takingPart),
    rows: (read, surroundings, name) => sipRows(stateOf(read), surroundings, name),
  },
};

/** What the read side does with a stream of that kind. */
export function readSide<C extends StreamCategory>({ category }: { readonly category: C }): ReadSide<C> {
  return READ_SIDE[category];
}
