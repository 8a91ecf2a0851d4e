/** The form in which the views show that a notice has been opened. */
import { DAY_SCHEMA, PARTY_SCHEMA, shape, TEXT_SCHEMA, UUID_SCHEMA } from '#contracts';
import { type OpenedView } from '#domain';

export const OPENED = shape<OpenedView>(
  'OpenedNotice',
  { eventId: UUID_SCHEMA, party: PARTY_SCHEMA, unit: TEXT_SCHEMA, on: DAY_SCHEMA },
  {},
);
