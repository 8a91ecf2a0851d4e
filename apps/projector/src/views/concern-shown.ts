/** The views of one concern: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { distinctParties, fieldsOf, stateOf, STREAMS, type PartyId } from '#domain';
import { type ReadSide } from '../read-side.js';
import { concernRows } from '../rows/concern-rows.js';
import { CONCERN_VIEW } from './concern.schema.data.js';
import { leftOf } from './left.js';
import { ownViews } from './own-views.js';

/**
 * Who reported it and the nämnd that it is to, by the head; ids are compared whole (D-026). To everybody else it does not
 * exist, whatever part they have in the child's case or SIP.
 */
const sightOfConcern = (caller: Principal, concerned: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => concerned.includes(party));

const CONCERN = fieldsOf('concern');

export const CONCERN_SHOWN: ReadSide<'concern'> = {
  sight: async (caller, { assessment }, head) =>
    assessment.concern === null ? 'nothing' : sightOfConcern(caller, (await head()).assessment.concerned),
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
