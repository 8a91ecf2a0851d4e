/** The facts of `placement/<uuid>` about who follows the person, after the placement too, and about protected persons: one class per message type. */
import {
  type CarePlanKind,
  type Day,
  type FollowUpBasis,
  type KommunCode,
  type PlacementData,
  type Protection,
  type SchoolStep,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, kommunCode, listOf, oneOf, protectedKommun, publisherId, uuid } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { PROTECTIONS } from './placement.parts.messages.js';

type Fields<Name extends keyof PlacementData> = PlacementData[Name];

export class SchoolingMessage extends FactMessage implements Fields<'schooling'> {
  @required(
    oneOf(membersOf<Fields<'schooling'>['phase']>({ before: true, during: true, ending: true, followUp: true })),
    'case',
  )
  phase!: Fields<'schooling'>['phase'];
  @required(kommunCode, 'place') schoolKommun!: KommunCode;
  @required(day, 'case') on!: Day;
  @optional(
    listOf(
      oneOf(
        membersOf<SchoolStep>({
          schoolInformed: true,
          educationalHandover: true,
          receivedBySchool: true,
          progressFollowed: true,
          nextSchoolPlanned: true,
          evaluated: true,
        }),
      ),
      { unique: true },
    ),
    'case',
  )
  covers?: SchoolStep[];
}

export class CarePlanMessage extends FactMessage implements Fields<'carePlan'> {
  @optional(oneOf(membersOf<CarePlanKind>({ vardplan: true, genomforandeplan: true })), 'case') kind?: CarePlanKind;
  @required(oneOf(membersOf<Fields<'carePlan'>['step']>({ established: true, revised: true })), 'case')
  step!: Fields<'carePlan'>['step'];
  @required(day, 'case') on!: Day;
}

export class SocialSecretaryNamedMessage extends FactMessage implements Fields<'socialSecretaryNamed'> {
  @required(uuid, 'routing') ref!: Uuid;
  @required(day, 'case') on!: Day;
}

export class FollowUpStartedMessage extends FactMessage implements Fields<'followUpStarted'> {
  @required(oneOf(membersOf<FollowUpBasis>({ SoL23: true, LVU21b: true })), 'case') basis!: FollowUpBasis;
  @required(day, 'case') on!: Day;
}

export class FollowUpClosedMessage extends FactMessage implements Fields<'followUpClosed'> {
  @required(day, 'case') on!: Day;
  @required(
    oneOf(membersOf<Fields<'followUpClosed'>['reason']>({ enquiryStarted: true, notNeeded: true, timeOut: true })),
    'sensitive',
  )
  reason!: Fields<'followUpClosed'>['reason'];
}

export class HandledByMessage extends FactMessage implements Fields<'handledBy'> {
  @required(publisherId, 'place') unit!: string;
  @required(day, 'case') from!: Day;
}

export class ProtectionChangedMessage extends FactMessage implements Fields<'protectionChanged'> {
  @required(oneOf(PROTECTIONS), 'identity') protection!: Protection;
  @required(day, 'case') from!: Day;
  @optional(protectedKommun, 'place') staysPermanentlyIn?: KommunCode;
}
