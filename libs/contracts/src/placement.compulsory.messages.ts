/** The facts of `placement/<uuid>` about compulsory care and about decisions that wait: one class per message type. */
import {
  type CourtStepKind,
  type Day,
  type DecidedBy,
  type PlacementData,
  type UncountedGround,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, oneOf, uuid } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { DECIDED_BY } from './placement.parts.messages.js';

type Fields<Name extends keyof PlacementData> = PlacementData[Name];

const COURT_STEPS = membersOf<CourtStepKind>({
  submitted: true,
  upheld: true,
  lifted: true,
  applied: true,
  extensionRequested: true,
  extensionGranted: true,
  extensionRefused: true,
  careOrdered: true,
  careRefused: true,
  executed: true,
  finallyBinding: true,
});

const UNCOUNTED = membersOf<UncountedGround>({ unlawfulAbsence: true, detained: true, prison: true });

const RESTRICTIONS = membersOf<Fields<'contactRestricted'>['kind']>({ contact: true, whereabouts: true });

export class CourtStepMessage extends FactMessage implements Fields<'courtStep'> {
  @required(oneOf(COURT_STEPS), 'case') step!: CourtStepKind;
  @required(day, 'case') on!: Day;
  @optional(uuid, 'routing') decisionId?: Uuid;
  @optional(day, 'case') until?: Day;
}

export class CareTimeNotCountedMessage extends FactMessage implements Fields<'careTimeNotCounted'> {
  @required(oneOf(UNCOUNTED), 'sensitive') ground!: UncountedGround;
  @required(day, 'case') from!: Day;
  @optional(day, 'case') to?: Day;
}

export class ContactRestrictedMessage extends FactMessage implements Fields<'contactRestricted'> {
  @required(uuid, 'routing') restrictionId!: Uuid;
  @required(oneOf(RESTRICTIONS), 'sensitive') kind!: Fields<'contactRestricted'>['kind'];
  @required(day, 'case') decidedOn!: Day;
  @required(oneOf(DECIDED_BY), 'case') decidedBy!: DecidedBy;
}

export class ContactRestrictionEndedMessage extends FactMessage implements Fields<'contactRestrictionEnded'> {
  @required(uuid, 'routing') restrictionId!: Uuid;
  @required(day, 'case') on!: Day;
}

export class ExecutionInterruptedMessage extends FactMessage implements Fields<'executionInterrupted'> {
  @required(day, 'case') on!: Day;
}

export class NonExecutionReportedMessage extends FactMessage implements Fields<'nonExecutionReported'> {
  @required(uuid, 'routing') decisionId!: Uuid;
  @required(day, 'case') on!: Day;
}
