/** The views of one concern: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { fieldsOf, type PartyId } from '#domain';
import { leftOf } from './left.js';
import { ownViews } from './own-views.js';
import { type Shown } from './shown.js';

/**
 * Who reported it and the nämnd that it is to, by the head; ids are compared whole (D-026). To everybody else it does not
 * exist, whatever part they have in the child's case or SIP.
 */
const sightOfConcern = (caller: Principal, concerned: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => concerned.includes(party));

const CONCERN = fieldsOf('concern');

export const CONCERN_SHOWN: Shown<'concern'> = {
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
};
