/** The form of a handover between regions as it is answered, for the API description. */
import { DAY_SCHEMA, either, listed, PARTY_SCHEMA, shape, UUID_SCHEMA, wordsOf } from '#contracts';
import { HANDOVER_REASONS, HANDOVER_STATUSES, type HandoverView } from '#domain';
import { OPENED } from './opened.schema.data.js';
import { reducible, WHY, words } from './view.schema.data.js';

type HandoverAnswer = Omit<HandoverView, 'acting'> & {
  readonly placementId: string;
  readonly status: string;
  readonly actingResponsible: string;
};

const WHOLE = shape<HandoverAnswer>(
  'Handover',
  {
    ...{ handoverId: UUID_SCHEMA, placementId: UUID_SCHEMA, fromRegion: PARTY_SCHEMA, toRegion: PARTY_SCHEMA },
    status: wordsOf(HANDOVER_STATUSES),
    ...{ legalResponsible: PARTY_SCHEMA, actingResponsible: PARTY_SCHEMA },
    reason: wordsOf(HANDOVER_REASONS),
    startedBy: either(words<'hub'>({ hub: true }), PARTY_SCHEMA),
    ...{ effectiveOn: DAY_SCHEMA, initiatedOn: DAY_SCHEMA, answerBy: DAY_SCHEMA },
    opened: listed(OPENED),
    why: WHY,
  },
  {
    ...{ materialSentOn: DAY_SCHEMA, acceptedOn: DAY_SCHEMA, rejectedOn: DAY_SCHEMA, completedOn: DAY_SCHEMA },
    withdrawnOn: DAY_SCHEMA,
    withdrawnBecause: words<NonNullable<HandoverView['withdrawnBecause']>>({
      ...{ withdrawn: true, registrationReturned: true, registrationMovedOn: true, replaced: true, unfounded: true },
    }),
  },
);

/** In which unit a party has opened it is that party's to tell; a mandate may be over that alone. */
export const HANDOVER_ITEM = reducible(WHOLE, ['handoverId', 'placementId']);
