/** The facts of `placement/<uuid>` while it runs and when it ends: one class per message type. */
import {
  type DecidedBy,
  type Destination,
  type Day,
  type HealthcareSource,
  type PlacementData,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, listOf, object, oneOf, uuid } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { DECIDED_BY, DESTINATIONS, HvbMessage, healthcareSources } from './placement.parts.messages.js';

type Fields<Name extends keyof PlacementData> = PlacementData[Name];

export class PlacementStartedMessage extends FactMessage implements Fields<'started'> {
  @required(day, 'case') startedOn!: Day;
}

export class PlacementMovedMessage extends FactMessage implements Fields<'moved'> {
  @required(day, 'case') movedOn!: Day;
  @required(object(() => HvbMessage), 'place') hvb!: HvbMessage;
  @optional(healthcareSources, 'case') healthcareSource?: HealthcareSource[];
}

export class PlacementReviewedMessage extends FactMessage implements Fields<'reviewed'> {
  @required(
    oneOf(
      membersOf<Fields<'reviewed'>['kind']>({
        consideration: true,
        reexamination: true,
        followUp: true,
        contactRestriction: true,
      }),
    ),
    'case',
  )
  kind!: Fields<'reviewed'>['kind'];
  @required(day, 'case') on!: Day;
  @required(oneOf(membersOf<Fields<'reviewed'>['outcome']>({ continue: true, end: true })), 'case')
  outcome!: Fields<'reviewed'>['outcome'];
  @optional(oneOf(DECIDED_BY), 'case') decidedBy?: DecidedBy;
  @optional(uuid, 'routing') restrictionId?: Uuid;
}

export class HealthExaminationMessage extends FactMessage implements Fields<'healthExamination'> {
  @required(
    oneOf(membersOf<Fields<'healthExamination'>['step']>({ notified: true, offered: true, done: true, waived: true })),
    'case',
  )
  step!: Fields<'healthExamination'>['step'];
  @required(day, 'case') on!: Day;
}

export class DentalContactMessage extends FactMessage implements Fields<'dentalContact'> {
  @required(oneOf(membersOf<Fields<'dentalContact'>['kind']>({ planned: true, acute: true })), 'case')
  kind!: Fields<'dentalContact'>['kind'];
  @optional(day, 'case') homeRegionContactedOn?: Day;
  @required(day, 'case') on!: Day;
}

export class EndPlannedMessage extends FactMessage implements Fields<'endPlanned'> {
  @required(day, 'case') plannedEnd!: Day;
  @required(oneOf(DESTINATIONS), 'case') destination!: Destination;
}

export class PlacementEndedMessage extends FactMessage implements Fields<'ended'> {
  @required(day, 'case') endedOn!: Day;
  @required(oneOf(DESTINATIONS), 'case') destination!: Destination;
  @required(listOf(uuid), 'routing') ongoingMeasures!: Uuid[];
}
