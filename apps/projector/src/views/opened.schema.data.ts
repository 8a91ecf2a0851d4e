/** The form in which the views show that a notice has been opened. */
import { DAY_SCHEMA, PARTY_SCHEMA, shape, TEXT_SCHEMA, UUID_SCHEMA } from '#contracts';
import { type OpenedView } from '#domain';

/** In which unit is withheld where no ground opens it. */
export const OPENED = shape<Omit<OpenedView, 'unit'> & Partial<Pick<OpenedView, 'unit'>>>(
  'OpenedNotice',
  { eventId: UUID_SCHEMA, party: PARTY_SCHEMA, on: DAY_SCHEMA },
  { unit: TEXT_SCHEMA },
);
