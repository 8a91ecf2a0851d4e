/** The facts of `concern/<uuid>`: one class per message type. */
import { type About, type ConcernData, type Day, type Erased, type PartyId, type Uuid } from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { birthDay, day, object, partyId, uuid, yesNo } from './fields.js';
import { optional, required } from './message-class.js';

/** A known person, or the day of birth of one who is not: that it is one of the two is the law's to ask for. */
export class AboutMessage implements About {
  @optional(uuid, 'identity') personId?: Uuid;
  @optional(birthDay, 'identity') birthDate?: Day | Erased;
}

export class ConcernReportedMessage extends FactMessage implements Readonly<ConcernData['reported']> {
  @required(object(() => AboutMessage), 'identity') about!: AboutMessage;
  @required(partyId, 'routing') to!: PartyId;
  @required(day, 'case') on!: Day;
  @required(yesNo, 'sensitive') urgent!: boolean;
}
