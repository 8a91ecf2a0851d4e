/** What each field of a message is, to who keeps it and to who is to be shown it: for the page on data protection. */
import { type DisclosureClass } from '#domain/facts';
import { type MessageClass, type Privacy } from './field-kind.js';
import { fieldsOf } from './message-class.js';
import { messageType } from './message-types.js';

export interface FieldDisclosure {
  /** From `data` on; `*` for each element of a list. */
  readonly pointer: string;
  readonly privacy: Privacy;
  readonly disclosure: DisclosureClass;
}

/** Every field of a message type, those within objects after the object. Empty for a type that no party sends. */
export function disclosureOf(type: string): readonly FieldDisclosure[] {
  const found = messageType(type);
  return found ? fieldsIn(found.messageClass, '') : [];
}

function fieldsIn(messageClass: MessageClass, at: string): readonly FieldDisclosure[] {
  return fieldsOf(messageClass).flatMap(({ name, kind, disclosure }) => {
    const pointer = `${at}/${name}`;
    const within = kind.holds ? fieldsIn(kind.holds(), kind.isList ? `${pointer}/*` : pointer) : [];
    return [{ pointer, privacy: kind.privacy, disclosure }, ...within];
  });
}
