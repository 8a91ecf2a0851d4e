/** Deviations told to the end, for the whole of what the law answers in them: divisions, actions, closures, answers in vain. */
import { aCase, dalarna, day, noAgreement, party, PLACING_PARTY, REGION } from '../../../test/support/case-builder.js';
import { laid } from '../../../test/support/deviation-steps.js';
import { byItself } from '../../../test/support/deviations.js';
import { type Lived } from './in-words.js';

const BUP = party('region-20.bup');
const NEIGHBOUR = party('kommun-2081');
const byRegion = { by: REGION };

const placed = aCase('deviating').registered();

/**
 * Investigated by one at first; one division runs out, the next loses one of its areas to a third, and what was decided is
 * done late, in time, and never.
 */
const investigated = placed
  .deviation('2026-02-01', {}, { at: '2026-02-02' })
  .investigated('2026-02-03', { parties: [PLACING_PARTY] })
  .splitProposed(
    'S1',
    { areas: [laid('psychiatry', REGION), laid('schooling', PLACING_PARTY)], until: day('2026-02-20') },
    { at: '2026-02-05' },
  )
  .splitConfirmed('S1', {}, { by: BUP, at: '2026-02-07' })
  .investigated('2026-02-10', { parties: [] }, byRegion)
  .splitProposed(
    'S2',
    { areas: [laid('psychiatry', PLACING_PARTY), laid('dental', REGION), laid('dental', PLACING_PARTY)] },
    { ...byRegion, at: '2026-02-25' },
  )
  .splitConfirmed('S2', {}, { by: PLACING_PARTY, at: '2026-03-01' })
  .splitProposed('S3', { until: day('2026-04-01') }, { at: '2026-03-05' })
  .splitConfirmed('S3', {}, { at: '2026-03-08' })
  .actionDecided('A1', '2026-03-10', {}, { at: '2026-03-06' })
  .actionDecided('A2', '2026-03-20', { responsible: REGION }, { ...byRegion, at: '2026-03-06' })
  .actionDecided('A3', '2026-03-25', { responsible: REGION }, { at: '2026-03-06' })
  .actionDone('A1', '2026-03-11')
  .actionDone('A2', '2026-03-20', byRegion)
  .closureProposed('2026-04-10')
  .closureConfirmed('2026-04-12', {}, { by: BUP });

const second = { of: '2' };
const third = { of: '3' };

/**
 * A complaint that does not concern who reports it: a division and the closure are confirmed as they stood before they were
 * corrected, and a division is replaced by its author. Beside it a viewpoint of one party alone.
 */
const complained = placed
  .deviation('2026-02-10', { kind: 'complaint', raisedBy: 'individual', concerns: [REGION, NEIGHBOUR] }, second)
  .investigated('2026-02-11', { parties: [NEIGHBOUR] }, { ...second, by: NEIGHBOUR })
  .splitProposed('S1', {}, { ...second, ...byRegion, at: '2026-02-12', id: 'first' })
  .splitProposed(
    'S1',
    { areas: [laid('psychiatry', NEIGHBOUR)] },
    { ...second, ...byRegion, at: '2026-02-14', corrects: 'first' },
  )
  .splitConfirmed('S1', {}, { ...second, by: NEIGHBOUR, at: '2026-02-13' })
  .splitProposed('S2', { areas: [laid('psychiatry', REGION)] }, { ...second, ...byRegion, at: '2026-02-16' })
  .splitConfirmed('S2', {}, { ...second, by: NEIGHBOUR, at: '2026-02-18' })
  .closureProposed('2026-02-20', { ...second, ...byRegion, id: 'close' })
  .closureProposed('2026-02-24', { ...second, ...byRegion, corrects: 'close' })
  .closureConfirmed('2026-02-22', {}, { ...second, by: NEIGHBOUR })
  .closureConfirmed('2026-03-04', {}, { ...second, by: NEIGHBOUR })
  .deviation(
    '2026-02-12',
    { kind: 'viewpoint', raisedBy: 'relative', concerns: [REGION, BUP] },
    { ...third, id: 'viewpoint' },
  )
  .investigated('2026-02-13', { parties: [] }, { ...third, ...byRegion })
  .splitProposed('S3', {}, { ...third, ...byRegion, at: '2026-02-15' })
  .actionDecided('A1', '2026-02-20', { responsible: REGION }, { ...third, ...byRegion, at: '2026-02-15' });

const taken = placed
  .deviation(
    '2026-02-12',
    { kind: 'viewpoint', raisedBy: 'relative', concerns: [REGION] },
    { ...third, id: 'viewpoint' },
  )
  .deviationAnnulled('viewpoint', { ...third, at: '2026-03-10' });

export const DEVIATION_STORIES: Readonly<Record<string, Lived>> = {
  'a deviation that is investigated': {
    story: investigated,
    surroundings: dalarna(),
    days: [
      ...[
        '2026-02-01',
        '2026-02-03',
        '2026-02-05',
        '2026-02-07',
        '2026-02-10',
        '2026-02-21',
        '2026-03-01',
        '2026-03-08',
      ],
      ...['2026-03-11', '2026-03-26', '2026-04-02', '2026-04-10', '2026-04-12'],
    ],
  },
  'the same deviation by itself': {
    story: byItself(investigated),
    surroundings: noAgreement,
    days: [
      '2026-01-31',
      '2026-02-03',
      '2026-02-05',
      '2026-02-19',
      '2026-02-21',
      '2026-03-08',
      '2026-03-26',
      '2026-04-12',
    ],
  },
  'a complaint and a viewpoint': {
    story: complained,
    surroundings: noAgreement,
    days: [
      '2026-02-12',
      '2026-02-13',
      '2026-02-15',
      '2026-02-16',
      '2026-02-18',
      '2026-02-22',
      '2026-02-25',
      '2026-03-04',
    ],
  },
  'the viewpoint by itself': {
    story: byItself(complained, '3'),
    surroundings: noAgreement,
    days: ['2026-02-13', '2026-02-21'],
  },
  'a viewpoint that is taken back': {
    story: byItself(taken, '3'),
    surroundings: noAgreement,
    days: ['2026-02-12', '2026-03-10'],
  },
};
