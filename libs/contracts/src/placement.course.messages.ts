/** The facts of `placement/<uuid>` while it runs and when it ends: one class per message type. */
import {
  type DecidedBy,
  type Destination,
  type Day,
  type HealthcareSource,
  type KommunCode,
  type PlacementData,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, kommunCode, listOf, object, oneOf, uuid } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { DECIDED_BY, DESTINATIONS, HvbMessage, healthcareSources } from './placement.parts.messages.js';

type Fields<Name extends keyof PlacementData> = PlacementData[Name];

export class PlacementStartedMessage extends FactMessage implements Fields<'started'> {
  @required(day) startedOn!: Day;
}

export class PlacementMovedMessage extends FactMessage implements Fields<'moved'> {
  @required(day) movedOn!: Day;
  @required(object(() => HvbMessage)) hvb!: HvbMessage;
  @optional(healthcareSources) healthcareSource?: HealthcareSource[];
}

export class PlacementReviewedMessage extends FactMessage implements Fields<'reviewed'> {
  @required(oneOf(membersOf<Fields<'reviewed'>['kind']>({ consideration: true, reexamination: true, followUp: true })))
  kind!: Fields<'reviewed'>['kind'];
  @required(day) on!: Day;
  @required(oneOf(membersOf<Fields<'reviewed'>['outcome']>({ continue: true, end: true })))
  outcome!: Fields<'reviewed'>['outcome'];
  @optional(oneOf(DECIDED_BY)) decidedBy?: DecidedBy;
}

export class HealthExaminationMessage extends FactMessage implements Fields<'healthExamination'> {
  @required(
    oneOf(membersOf<Fields<'healthExamination'>['step']>({ notified: true, offered: true, done: true, waived: true })),
  )
  step!: Fields<'healthExamination'>['step'];
  @required(day) on!: Day;
}

export class DentalContactMessage extends FactMessage implements Fields<'dentalContact'> {
  @required(oneOf(membersOf<Fields<'dentalContact'>['kind']>({ planned: true, acute: true })))
  kind!: Fields<'dentalContact'>['kind'];
  @optional(day) homeRegionContactedOn?: Day;
  @required(day) on!: Day;
}

export class SchoolingMessage extends FactMessage implements Fields<'schooling'> {
  @required(
    oneOf(membersOf<Fields<'schooling'>['phase']>({ before: true, during: true, ending: true, followUp: true })),
  )
  phase!: Fields<'schooling'>['phase'];
  @required(kommunCode) schoolKommun!: KommunCode;
  @required(day) on!: Day;
}

export class CarePlanMessage extends FactMessage implements Fields<'carePlan'> {
  @required(oneOf(membersOf<Fields<'carePlan'>['step']>({ established: true, revised: true })))
  step!: Fields<'carePlan'>['step'];
  @required(day) on!: Day;
}

export class EndPlannedMessage extends FactMessage implements Fields<'endPlanned'> {
  @required(day) plannedEnd!: Day;
  @required(oneOf(DESTINATIONS)) destination!: Destination;
}

export class PlacementEndedMessage extends FactMessage implements Fields<'ended'> {
  @required(day) endedOn!: Day;
  @required(oneOf(DESTINATIONS)) destination!: Destination;
  @required(listOf(uuid)) ongoingMeasures!: Uuid[];
}
