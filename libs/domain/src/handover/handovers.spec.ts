import { aCase, dalarna, noAgreement, PLACING_PARTY, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { area, due, found, on, open } from '../../../../test/support/assessed.js';
import {
  accepted,
  completed,
  handoverId,
  initiated,
  materialSent,
  refused,
  startedByHub,
} from '../../../../test/support/handover-steps.js';
import { handoversOn, moved, sides, started, statuses } from '../../../../test/support/handover-stories.js';

/** What is open of the chain of care, but that a handover is not opened. */
const brokenOff = (story: CaseBuilder, asOf: string) =>
  open(on(story, asOf), 'A-075').filter(({ answerWith }) => answerWith?.[0] !== 'placement.opened');

describe('a registration that moves to another county', () => {
  it('starts a handover from the region that acts, on the day it was told (A-076)', () => {
    expect(handoversOn(moved(), '2026-03-09')).toEqual([]);
    expect(handoversOn(moved(), '2026-03-10')).toMatchObject([
      {
        ...{ fromRegion: 'region-20', toRegion: 'region-21', reason: 'registrationChanged', startedBy: 'hub' },
        ...{ initiatedOn: '2026-03-10', effectiveOn: '2026-03-01', legalResponsible: 'region-21' },
        why: { rule: 'A-076', statute: { act: 'HSL 2017:30', section: '8:1' } },
      },
    ]);
  });

  it('within the county starts none (A-076)', () => {
    expect(handoversOn(started().registrationChanged('2081', '2026-03-01'), '2026-04-01')).toEqual([]);
  });

  it('while it was unclear where starts none: a region that counted by default hands nothing over (H-002)', () => {
    const story = aCase().registered({ registeredKommun: null }).registrationChanged('2180', '2026-03-01');
    expect(handoversOn(story, '2026-04-01')).toEqual([]);
    expect(sides(story, '2026-02-28', '2026-03-01')).toEqual(['20 20', '21 21']);
  });

  it('told ahead starts it at once, and moves nothing before its day (A-075, A-076)', () => {
    const story = started().registrationChanged('2180', '2026-03-01', { at: '2026-02-10' });
    expect(handoversOn(story, '2026-02-09')).toEqual([]);
    expect(handoversOn(story, '2026-02-10')).toMatchObject([{ initiatedOn: '2026-02-10', effectiveOn: '2026-03-01' }]);
    expect(sides(story, '2026-02-10', '2026-02-28', '2026-03-01')).toEqual(['20 20', '20 20', '21 20']);
    expect(due(on(story, '2026-02-28'), 'handoverAnswer')).toEqual([]);
    expect(due(on(story, '2026-03-01'), 'handoverAnswer')).toMatchObject([{ startsOn: '2026-03-01' }]);
  });

  it('told after it was answered was there by the answer, and not before: who acts is never shown without it (A-075)', () => {
    const late = initiated(started(), '2026-04-10', { effectiveOn: '2026-03-01' });
    const story = accepted(late, 'region-21', '2026-03-05', { of: handoverId(), at: '2026-03-05' });
    expect(handoversOn(story, '2026-03-04')).toEqual([]);
    expect(handoversOn(story, '2026-03-05')).toMatchObject([{ initiatedOn: '2026-03-05', acceptedOn: '2026-03-05' }]);
    expect(sides(story, '2026-03-04', '2026-03-05', '2026-04-10')).toEqual(['20 20', '20 21', '20 21']);
    expect(handoversOn(late, '2026-04-09')).toEqual([]);
    expect(handoversOn(late, '2026-04-10')).toMatchObject([{ initiatedOn: '2026-04-10' }]);
  });

  it('has an id that stays where what started it is corrected to another day, and is another’s for another region', () => {
    const corrected = (kommun: string) =>
      moved().registrationChanged(kommun, '2026-03-05', { at: '2026-03-12', corrects: 'moved' });
    expect(startedByHub(corrected('2180'))).toBe(startedByHub(moved()));
    expect(startedByHub(corrected('0380'))).not.toBe(startedByHub(moved()));
  });

  it('leaves the placing kommun responsible, by SoL 29:2, before and after it is handed over (A-076)', () => {
    const over = accepted(moved(), 'region-21', '2026-03-20');
    for (const asOf of ['2026-03-19', '2026-03-20'])
      expect(area(on(over, asOf), 'housing')).toMatchObject([
        { responsible: PLACING_PARTY, why: { rule: 'A-076', statute: { section: '29:2' } } },
      ]);
  });
});

describe('the sending region', () => {
  it('acts until the receiver has accepted, and no longer from that day (A-075)', () => {
    const over = accepted(moved(), 'region-21', '2026-03-20');
    expect(sides(over, '2026-02-28', '2026-03-01', '2026-03-19', '2026-03-20')).toEqual([
      '20 20',
      '21 20',
      '21 20',
      '21 21',
    ]);
    expect(on(over, '2026-03-20').placement?.principals).toEqual([PLACING_PARTY, 'region-21']);
  });

  it('acts until the effective day where the acceptance comes early (A-075)', () => {
    const early = accepted(
      started().registrationChanged('2180', '2026-03-01', { at: '2026-02-10' }),
      'region-21',
      '2026-02-20',
    );
    expect(sides(early, '2026-02-20', '2026-02-28', '2026-03-01')).toEqual(['20 20', '20 20', '21 21']);
    expect(statuses(early, '2026-02-19', '2026-02-20', '2026-03-01')).toEqual([
      ['initiated'],
      ['accepted'],
      ['accepted'],
    ]);
    expect(found(on(early, '2026-03-02'), 'A-076')).toEqual([]);
  });

  it('goes on acting after a refusal, which is told of until a new one is started (A-075)', () => {
    const no = refused(moved(), 'region-21', '2026-03-20');
    expect(sides(no, '2026-03-20', '2026-12-01')).toEqual(['21 20', '21 20']);
    expect(brokenOff(no, '2026-03-19')).toEqual([]);
    expect(brokenOff(no, '2026-03-20')).toMatchObject([{ severity: 'warning', parties: ['region-20', 'region-21'] }]);
    const again = initiated(no, '2026-04-02', { to: 'region-21', reason: 'registrationChanged' });
    expect(brokenOff(again, '2026-04-01')).toHaveLength(1);
    expect(brokenOff(again, '2026-04-02')).toEqual([]);
    expect(statuses(again, '2026-04-02')).toEqual([['rejected', 'initiated']]);
    const taken = accepted(again, 'region-21', '2026-04-10', { of: handoverId() });
    expect(sides(taken, '2026-04-09', '2026-04-10')).toEqual(['21 20', '21 21']);
  });

  it('is released where one that has refused thinks better of it, before a new one is started', () => {
    const yes = accepted(refused(moved(), 'region-21', '2026-03-20'), 'region-21', '2026-03-25');
    expect(sides(yes, '2026-03-24', '2026-03-25')).toEqual(['21 20', '21 21']);
    expect(statuses(yes, '2026-03-24', '2026-03-25')).toEqual([['rejected'], ['accepted']]);
  });

  it('is told to hand over from the day the responsibility moves until it has (A-076)', () => {
    const over = accepted(moved(), 'region-21', '2026-03-20');
    expect(open(on(over, '2026-03-19'), 'A-076')).toMatchObject([
      { raisedOn: '2026-03-01', parties: [PLACING_PARTY, 'region-20', 'region-21'] },
    ]);
    expect(found(on(over, '2026-03-20'), 'A-076')).toMatchObject([{ resolvedOn: '2026-03-20' }]);
  });
});

describe('a handover', () => {
  it('goes from initiated over sent material to accepted and completed, each from its day', () => {
    const sent = materialSent(moved(), '2026-03-12');
    const story = completed(accepted(sent, 'region-21', '2026-03-20'), 'region-21', '2026-04-01');
    expect(
      statuses(story, '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-19', '2026-03-20', '2026-03-31', '2026-04-01'),
    ).toEqual([
      ['initiated'],
      ['initiated'],
      ['materialSent'],
      ['materialSent'],
      ['accepted'],
      ['accepted'],
      ['completed'],
    ]);
  });

  it('is to be answered within the pack’s days from the later of its start and its effective day (A-075)', () => {
    expect(due(on(moved(), '2026-04-09'), 'handoverAnswer')).toMatchObject([
      {
        ...{ startsOn: '2026-03-10', dueOn: '2026-04-09', status: 'open', responsible: ['region-21'] },
        why: { rule: 'A-075' },
      },
    ]);
    expect(statuses(moved(), '2026-04-09', '2026-04-10')).toEqual([['initiated'], ['overdue']]);
    expect(due(on(moved(), '2026-04-10'), 'handoverAnswer')).toMatchObject([{ status: 'overdue' }]);
    expect(brokenOff(moved(), '2026-04-10')).toMatchObject([{ severity: 'warning', parties: ['region-21'] }]);
    const asked = dalarna({ handoverAnswerDays: 14 });
    expect(on(moved(), '2026-03-10', asked).handovers).toMatchObject([{ answerBy: '2026-03-24' }]);
    expect(on(moved(), '2026-03-10', noAgreement).handovers).toMatchObject([{ answerBy: '2026-04-09' }]);
  });

  it('is answered by a refusal as well as by an acceptance, late or not', () => {
    const late = accepted(moved(), 'region-21', '2026-04-12');
    expect(due(on(late, '2026-04-12'), 'handoverAnswer')).toMatchObject([{ status: 'met', onTime: false }]);
    expect(statuses(late, '2026-04-11', '2026-04-12')).toEqual([['overdue'], ['accepted']]);
    const no = refused(moved(), 'region-21', '2026-04-09');
    expect(due(on(no, '2026-04-09'), 'handoverAnswer')).toMatchObject([{ status: 'met', onTime: true }]);
  });

  it('is over when the registration returns before it is accepted, and the sender is responsible again (A-076)', () => {
    const back = moved().registrationChanged('2080', '2026-03-15', { at: '2026-03-16' });
    expect(statuses(back, '2026-03-15', '2026-03-16')).toEqual([['initiated'], ['withdrawn']]);
    expect(handoversOn(back, '2026-03-16')).toMatchObject([{ withdrawnBecause: 'registrationReturned' }]);
    expect(sides(back, '2026-03-14', '2026-03-15')).toEqual(['21 20', '20 20']);
    expect(due(on(back, '2026-03-16'), 'handoverAnswer')).toMatchObject([{ status: 'cancelled' }]);
  });

  it('of a registration that returns after it was accepted is another, back again (A-076)', () => {
    const back = accepted(moved(), 'region-21', '2026-03-20').registrationChanged('2080', '2026-04-01');
    expect(handoversOn(back, '2026-04-01')).toMatchObject([
      { fromRegion: 'region-20', toRegion: 'region-21', acceptedOn: '2026-03-20' },
      { fromRegion: 'region-21', toRegion: 'region-20', startedBy: 'hub' },
    ]);
    expect(sides(back, '2026-03-31', '2026-04-01')).toEqual(['21 21', '20 21']);
  });

  it('gives way to one from the region that acts when the registration moves on, and that acts until the third accepts (A-075, A-076)', () => {
    const on3 = moved().registrationChanged('0380', '2026-03-15', { at: '2026-03-18' });
    expect(handoversOn(on3, '2026-03-18')).toMatchObject([
      { toRegion: 'region-21', withdrawnOn: '2026-03-18', withdrawnBecause: 'registrationMovedOn' },
      { fromRegion: 'region-20', toRegion: 'region-03', initiatedOn: '2026-03-18' },
    ]);
    expect(sides(on3, '2026-03-14', '2026-03-15')).toEqual(['21 20', '03 20']);
    expect(sides(accepted(on3, 'region-03', '2026-03-30'), '2026-03-29', '2026-03-30')).toEqual(['03 20', '03 03']);
  });

  it('that was accepted before it was told that the registration had moved on is followed by one from that region', () => {
    const first = startedByHub(moved());
    const on3 = moved().registrationChanged('0380', '2026-03-15', { at: '2026-03-18' });
    const story = accepted(on3, 'region-21', '2026-03-17', { of: first, at: '2026-03-19' });
    expect(handoversOn(story, '2026-03-19')).toMatchObject([
      { toRegion: 'region-21', acceptedOn: '2026-03-17' },
      { fromRegion: 'region-21', toRegion: 'region-03' },
    ]);
    expect(sides(story, '2026-03-16', '2026-03-17', '2026-03-18')).toEqual(['03 20', '03 21', '03 21']);
  });

  it('is not there where the registration that started it is taken back, or was corrected to the county', () => {
    const annulled = moved().annulled('moved', { at: '2026-03-12' });
    const corrected = moved().registrationChanged('2081', '2026-03-01', { at: '2026-03-12', corrects: 'moved' });
    for (const story of [annulled, corrected]) {
      expect(handoversOn(story, '2026-03-12')).toEqual([]);
      expect(sides(story, '2026-03-12')).toEqual(['20 20']);
    }
  });

  it('goes on after the placement has ended, by need (A-081)', () => {
    const story = moved().ended('2026-03-15');
    expect(statuses(story, '2026-03-20')).toEqual([['initiated']]);
    expect(sides(accepted(story, 'region-21', '2026-03-20'), '2026-03-19', '2026-03-20')).toEqual(['21 20', '21 21']);
    expect(
      handoversOn(initiated(started().ended('2026-03-15'), '2026-03-20', { reason: 'ended' }), '2026-03-20'),
    ).toMatchObject([{ why: { rule: 'A-081' } }]);
  });

  it('from Gotland is from its region, whichever of its ids is named (SoL 4:4)', () => {
    const gotland = aCase()
      .registered({ registeredKommun: '0980' as never })
      .started('2026-01-15');
    const story = initiated(gotland, '2026-02-01', { from: 'kommun-0980', to: 'region-20' });
    expect(handoversOn(story, '2026-02-01')).toMatchObject([{ fromRegion: 'region-09', toRegion: 'region-20' }]);
  });
});
