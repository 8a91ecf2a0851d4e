/** The form of what the view of a concern answers, for the API description. */
import { DAY_SCHEMA, listed, PARTY_SCHEMA, shape, UUID_SCHEMA, YES_NO_SCHEMA } from '#contracts';
import { type About, type ConcernView } from '#domain';
import { OPENED } from './opened.schema.data.js';
import { HEAD_FIELDS, WHY, words } from './view.schema.data.js';

export const CONCERN_VIEW = shape<ConcernView & Record<keyof typeof HEAD_FIELDS, unknown>>(
  'Concern',
  {
    ...HEAD_FIELDS,
    concernId: UUID_SCHEMA,
    status: words<ConcernView['status']>({ reported: true, opened: true, annulled: true }),
    about: shape<About>('ConcernAbout', {}, { personId: UUID_SCHEMA, birthDate: DAY_SCHEMA }),
    ...{ reportedBy: PARTY_SCHEMA, to: PARTY_SCHEMA },
    on: DAY_SCHEMA,
    urgent: YES_NO_SCHEMA,
    opened: listed(OPENED),
    why: WHY,
  },
  {},
);
