/** The class of `<kind>.opened`, of every kind whose notices are opened. */
import { type Day, type Opened, type Uuid } from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, publisherId, uuid } from './fields.js';
import { required } from './message-class.js';

/** A notice of a stream, opened by a unit of whom it was sent to. */
export class NoticeOpenedMessage extends FactMessage implements Opened {
  @required(uuid, 'routing') eventId!: Uuid;
  @required(publisherId, 'place') unit!: string;
  @required(day, 'case') on!: Day;
}
