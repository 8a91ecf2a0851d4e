/** The uuid in a path of the API. */
import { UUID_SCHEMA } from '#contracts';
import { type Uuid } from '#domain';
import { refusal } from '#http';

const UUID = new RegExp(String(UUID_SCHEMA['pattern']));

/** Refuses with `NotFound` what is no uuid: there is nothing there. */
export function uuidIn(id: string): Uuid {
  if (!UUID.test(id)) throw refusal('NotFound');
  return id.toLowerCase() as Uuid;
}
