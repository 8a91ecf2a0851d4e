/** The views of one discharge: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { covers, fieldsOf, type PartyId } from '#domain';
import { leftOf } from './left.js';
import { ownViews } from './own-views.js';
import { type Shown } from './shown.js';

/** The kommun with its nämnder, and the regions with their units, by the head (D-015). To everybody else it does not exist. */
const sightOfDischarge = (caller: Principal, concerned: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => concerned.some((one) => covers(one, party)));

const DISCHARGE = fieldsOf('discharge');

export const DISCHARGE_SHOWN: Shown<'discharge'> = {
  sight: async (caller, { assessment }, head) =>
    assessment.discharge === null ? 'nothing' : sightOfDischarge(caller, (await head()).assessment.concerned),
  views: {
    discharge: {
      toThirdPayers: false,
      answer: ({ read: { assessment }, show }) =>
        assessment.discharge && leftOf(show.part({ value: assessment.discharge, fields: DISCHARGE })),
    },
    ...ownViews(),
  },
  named: (dischargeId) => ({ dischargeId }),
};
