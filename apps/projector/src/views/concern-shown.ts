/** All that the read side does with a concern: who sees it, how it is answered and in which form, who hears of it, its rows. */
import { sightAmong, type Principal, type Sight } from '#access';
import { DAY_SCHEMA, listed, PARTY_SCHEMA, shape, UUID_SCHEMA, YES_NO_SCHEMA } from '#contracts';
import {
  assessConcern,
  daysOfConcern,
  distinctParties,
  fieldsOf,
  mainSubjectOf,
  stateOf,
  STREAMS,
  subjectText,
  type About,
  type ConcernSaid,
  type ConcernView,
  type NameUuid,
  type PartyId,
  type StreamName,
} from '#domain';
import { keeper } from '../lists/case-party-table.js';
import { type StreamRows } from '../lists/lists.js';
import { type ReadSide } from '../read-side.js';
import { inRole, rowsOver, spansBetween } from '../rows/spans.js';
import { leftOf } from './left.js';
import { OPENED } from './opened.schema.data.js';
import { ownViews } from './own-views.js';
import { orByGround } from './showing.js';
import { HEAD_FIELDS, reducible, WHY, words } from './view.schema.data.js';

/**
 * Who reported it and the nämnd that it is to, by the head; ids are compared whole (D-026). To everybody else it does not
 * exist, whatever part they have in the child's case or SIP, but by a ground that names them.
 */
const sightOfConcern = (caller: Principal, concerned: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => concerned.includes(party));

const CONCERN = fieldsOf('concern');

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

const CONCERN_VIEW = reducible(WHOLE, ['concernId', ...Object.keys(HEAD_FIELDS)]);

/** The list rows of one: each span is assessed on its last day, as a case's. */
function concernRows(said: ConcernSaid, name: NameUuid): StreamRows {
  const spans = spansBetween(daysOfConcern(said)).flatMap((span) => {
    const assessment = assessConcern(said, span.to, name);
    return assessment.concern ? [{ span, ...assessment, concern: assessment.concern }] : [];
  });
  const subject = subjectText(mainSubjectOf(said.stream as StreamName));
  return rowsOver(subject, spans, ({ concerned, concern: { reportedBy, about } }) => [
    ...inRole('concernParty', concerned),
    ...keeper(reportedBy, about.personId ?? null),
  ]);
}

export const CONCERN_SHOWN: ReadSide<'concern'> = {
  sight: async (caller, { assessment }, head, at) => {
    if (assessment.concern === null) return 'nothing';
    const now = await head();
    return orByGround(sightOfConcern(caller, now.assessment.concerned), { caller, head: now, at });
  },
  views: {
    concern: {
      toThirdPayers: false,
      answer: ({ read: { assessment }, show }) =>
        assessment.concern && leftOf(show.part({ value: assessment.concern, fields: CONCERN })),
    },
    ...ownViews(),
  },
  named: (concernId) => ({ concernId }),
  things: {
    concern: {
      path: STREAMS.concern.path,
      schema: CONCERN_VIEW,
      uuidOf: 'Orosanmälans uuid / of the report of concern',
      operation: { operationId: 'ConcernViewController_concern', summary: 'En orosanmälan (one report of concern)' },
    },
  },
  // Whom it was to before hears that it is another's, and nothing more.
  recipients: (_subject, before, after) => ({
    named: distinctParties([...before.holds().concerned, ...after.holds().concerned]),
    withUnits: false,
  }),
  rows: (read, _surroundings, name) => concernRows(stateOf(read), name),
  rowsBy: 'concernReport',
};
