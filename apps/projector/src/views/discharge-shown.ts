/** The views of one discharge: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { covers, fieldsOf, stateOf, STREAMS, type PartyId } from '#domain';
import { recipientsInDischarge } from '../feed/recipients.js';
import { type ReadSide } from '../read-side.js';
import { dischargeRows } from '../rows/discharge-rows.js';
import { DISCHARGE_VIEW } from './discharge.schema.data.js';
import { leftOf } from './left.js';
import { ownViews } from './own-views.js';
import { orByGround } from './showing.js';

/** The kommun with its nämnder, and the regions with their units, by the head (D-015). To everybody else it does not exist, but by a ground that names it. */
const sightOfDischarge = (caller: Principal, concerned: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => concerned.some((one) => covers(one, party)));

const DISCHARGE = fieldsOf('discharge');

export const DISCHARGE_SHOWN: ReadSide<'discharge'> = {
  sight: async (caller, { assessment }, head, at) => {
    if (assessment.discharge === null) return 'nothing';
    const now = await head();
    return orByGround(sightOfDischarge(caller, now.assessment.concerned), { caller, head: now, at });
  },
  views: {
    discharge: {
      toThirdPayers: false,
      answer: ({ read: { assessment }, show }) =>
        assessment.discharge && leftOf(show.part({ value: assessment.discharge, fields: DISCHARGE })),
    },
    ...ownViews(),
  },
  named: (dischargeId) => ({ dischargeId }),
  things: {
    discharge: {
      path: STREAMS.discharge.path,
      schema: DISCHARGE_VIEW,
      uuidOf: 'Utskrivningens uuid / of the discharge',
      operation: {
        operationId: 'DischargeViewController_discharge',
        summary: 'En utskrivning från sluten vård (one discharge from hospital)',
      },
    },
  },
  recipients: (_subject, before, after) =>
    recipientsInDischarge([...before.holds().concerned, ...after.holds().concerned]),
  rows: (read, surroundings, name) => dischargeRows(stateOf(read), surroundings, name),
  rowsBy: 'dischargeNotice',
};
