/** The facts of `discharge/<uuid>`: one class per message type. */
import {
  type Day,
  type DischargeData,
  type ExpectedNeed,
  type Instant,
  type KommunCode,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, instant, kommunCode, listOf, object, oneOf, text, uuid, yesNo } from './fields.js';
import { NAME_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { nullable, optional, required } from './message-class.js';
import { PersonMessage } from './placement.parts.messages.js';

type Fields<Name extends keyof DischargeData> = DischargeData[Name];

/** What a person may come to need after the stay, by whose matter it is. */
export const EXPECTED_NEEDS = membersOf<ExpectedNeed>({
  socialServices: true,
  municipalHealthcare: true,
  openCare: true,
});

export class AdmittedMessage extends FactMessage implements Fields<'admitted'> {
  @required(object(() => PersonMessage), 'case') person!: PersonMessage;
  @optional(uuid, 'routing') placementId?: Uuid;
  @required(text(NAME_CHARS_MAX), 'sensitive') hospital!: Sealed;
  @required(kommunCode, 'place') registeredKommun!: KommunCode;
  @required(instant, 'case') admittedAt!: Instant;
  @nullable(instant, 'case') noticeSentAt!: Instant | null;
  @required(day, 'case') estimatedDischargeOn!: Day;
  @required(listOf(oneOf(EXPECTED_NEEDS), { unique: true }), 'case') expectedNeeds!: ExpectedNeed[];
}

export class ContactAppointedMessage extends FactMessage implements Fields<'contactAppointed'> {
  @required(day, 'case') on!: Day;
}

export class ReadyForDischargeMessage extends FactMessage implements Fields<'readyForDischarge'> {
  @required(instant, 'case') assessedAt!: Instant;
  @required(instant, 'case') noticeSentAt!: Instant;
  @required(yesNo, 'case') openCareAvailable!: boolean;
}

export class SipCalledMessage extends FactMessage implements Fields<'sipCalled'> {
  @required(instant, 'case') sentAt!: Instant;
}

export class DischargedMessage extends FactMessage implements Fields<'discharged'> {
  @required(instant, 'case') dischargedAt!: Instant;
  @required(day, 'case') informationTransferredOn!: Day;
}
