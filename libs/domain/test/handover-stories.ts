/** Cases in which health care is handed over, told to the end: by the register, by the regions, refused, and in vain. */
import { aCase, dalarna, noAgreement, REGION } from '../../../test/support/case-builder.js';
import {
  accepted,
  completed,
  handoverId,
  initiated,
  materialSent,
  refused,
  startedByHub,
  takenBack,
} from '../../../test/support/handover-steps.js';
import { type Lived } from './in-words.js';

const placed = aCase('handed over').registered().decided('2026-01-12').started('2026-01-15');

/** Moved to Gävleborg, refused and started anew, and back again; then on to Uppsala before anybody has answered. */
const moved = placed.registrationChanged('2180', '2026-03-01', { at: '2026-03-10', id: 'to Gävleborg' });
const refusedOnce = refused(materialSent(moved, '2026-03-12'), 'region-21', '2026-03-20');
const again = initiated(refusedOnce, '2026-04-02', { reason: 'registrationChanged' });
const over = completed(
  accepted(again, 'region-21.bup-gavle', '2026-04-10', { of: handoverId() }),
  'region-21',
  '2026-04-20',
  { of: handoverId() },
);
const back = over.registrationChanged('2080', '2026-05-01');
const backAgain = startedByHub(back);
const movedOn = accepted(
  materialSent(back.registrationChanged('0380', '2026-05-10'), '2026-05-12', { by: 'region-21' }),
  REGION,
  '2026-05-11',
  { of: backAgain, at: '2026-05-13' },
);
const registered = refused(movedOn, 'region-03', '2026-06-20').ended('2026-07-01');

/** Started by regions: taken back before anybody was to answer, and again after; another is asked, when the first had refused. */
const first = initiated(placed, '2026-02-01', { effectiveOn: '2026-02-10' });
const gone = takenBack(first, REGION, '2026-02-05', { of: handoverId() });
const second = initiated(gone, '2026-02-12', { label: 'H2', effectiveOn: '2026-02-10' }, { id: 'asked' });
const answered = refused(second, 'region-21', '2026-02-14', { of: handoverId('H2') });
const asked = initiated(
  answered,
  '2026-02-16',
  { label: 'H2', to: 'region-03', effectiveOn: '2026-02-10' },
  { id: 'asked again', corrects: 'asked' },
);
const byRegions = initiated(
  accepted(asked, 'region-03', '2026-02-20', { of: handoverId('H2') }).ended('2026-03-01'),
  '2026-03-05',
  { label: 'H3', from: 'region-03', to: 'region-20', reason: 'ended', effectiveOn: '2026-03-20' },
);
const late = takenBack(byRegions, 'region-03', '2026-04-25', { of: handoverId('H3') });

/** The register was told wrong, and an answer is to what it was told first; it is moved back before the other has answered. */
const corrected = moved.registrationChanged('0380', '2026-03-01', { at: '2026-03-22', corrects: 'to Gävleborg' });
const inVain = accepted(corrected, 'region-21', '2026-03-18', { of: startedByHub(moved), at: '2026-03-19' });
const returned = inVain.registrationChanged('2080', '2026-04-01', { at: '2026-03-28' });

export const HANDOVER_STORIES: Readonly<Record<string, Lived>> = {
  'care that follows the register': {
    story: registered,
    surroundings: dalarna(),
    days: [
      ...[
        '2026-03-01',
        '2026-03-10',
        '2026-03-12',
        '2026-03-20',
        '2026-04-02',
        '2026-04-10',
        '2026-04-20',
        '2026-05-01',
      ],
      ...['2026-05-10', '2026-05-13', '2026-06-12', '2026-06-20', '2026-07-01'],
    ],
  },
  'care that regions hand over': {
    story: late,
    surroundings: noAgreement,
    days: [
      ...[
        '2026-02-01',
        '2026-02-05',
        '2026-02-12',
        '2026-02-14',
        '2026-02-16',
        '2026-02-20',
        '2026-03-05',
        '2026-03-20',
      ],
      ...['2026-04-20', '2026-04-25'],
    ],
  },
  'a register that was told wrong': {
    story: returned,
    surroundings: dalarna({ handoverAnswerDays: 14, weekendRule: true }),
    days: ['2026-03-10', '2026-03-19', '2026-03-22', '2026-03-28', '2026-04-01'],
  },
};
