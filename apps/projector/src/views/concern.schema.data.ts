/** The form of what the view of a concern answers, for the API description. */
import { DAY_SCHEMA, listed, PARTY_SCHEMA, shape, UUID_SCHEMA, YES_NO_SCHEMA } from '#contracts';
import { type About, type ConcernView } from '#domain';
import { OPENED } from './opened.schema.data.js';
import { HEAD_FIELDS, reducible, WHY, words } from './view.schema.data.js';

const WHOLE = shape<ConcernView & Record<keyof typeof HEAD_FIELDS, unknown>>(
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

export const CONCERN_VIEW = reducible(WHOLE, ['concernId', ...Object.keys(HEAD_FIELDS)]);
