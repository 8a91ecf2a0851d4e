/** Discharges told to the end, for the whole of what the law answers in them: notices, calls, payment days, what is late. */
import { dalarna, noAgreement, uuid } from '../../../test/support/case-builder.js';
import { aDischarge, at, type DischargeBuilder } from '../../../test/support/discharge-builder.js';
import { type Lived } from './in-words.js';

const stream = ({ read }: DischargeBuilder): Lived['story'] => ({ stream: read.stream, facts: read.facts });

/** Told of at once, ready on a Wednesday, called late; paid for by agreement until the person leaves. */
const late = aDischarge('late')
  .admitted('2026-02-02 09:00', { placementId: uuid('placement/P1') })
  .opened('2026-02-03')
  .contact('2026-02-03', { by: 'region-20.vardcentral' })
  .ready('2026-02-04 13:00')
  .called('2026-02-10 09:00', { by: 'region-20.vardcentral' })
  .left('2026-02-14 10:00', { informationTransferredOn: '2026-02-15' as never }, { at: '2026-02-15' });

/** Of one from another county: told too late, ready twice, with nobody named and nothing opened. */
const guest = aDischarge('guest')
  .admitted('2026-02-02 09:00', { noticeSentAt: at('2026-02-05 10:00') }, { by: 'region-21', at: '2026-02-05' })
  .ready('2026-02-03 10:00', { openCareAvailable: false }, { by: 'region-21', id: 'first' })
  .called('2026-02-06 10:00')
  .ready('2026-02-09 11:00', {}, { by: 'region-21' })
  .left('2026-02-13 10:00', {}, { by: 'region-21' });

export const DISCHARGE_STORIES: Readonly<Record<string, Lived>> = {
  'a discharge with its call too late': {
    story: stream(late),
    surroundings: dalarna({ dischargePaymentDays: 5, dischargePaymentOre: 950_000 }),
    days: [
      '2026-02-01',
      '2026-02-02',
      '2026-02-03',
      '2026-02-04',
      '2026-02-10',
      '2026-02-12',
      '2026-02-14',
      '2026-02-15',
    ],
  },
  'a discharge from another county': {
    story: stream(guest),
    surroundings: noAgreement,
    days: ['2026-02-02', '2026-02-04', '2026-02-05', '2026-02-06', '2026-02-09', '2026-02-12', '2026-02-13'],
  },
};
