import { retentionOf, type RetainedDocument } from '#domain';
import {
  aCase,
  aRegistration,
  anHvb,
  day,
  kommun,
  name,
  party,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const NAMND = 'kommun-2080.socialnamnden';
const asked = (story: CaseBuilder, asOf = '2026-12-31'): readonly RetainedDocument[] =>
  retentionOf(story.theCase, day(asOf), name).documents;
const of = (story: CaseBuilder, what: string, asOf?: string): RetainedDocument | undefined =>
  asked(story, asOf).find((one) => one.what === what);
/** Placed on 2026-01-15, whose last entry is of 2026-05-10. */
const placed = (birthDate: string, how: { readonly by?: string } = {}): CaseBuilder =>
  aCase()
    .registered(bornOn(birthDate), how)
    .started('2026-01-15', how)
    .ended('2026-05-10', {}, { at: '2026-05-10', ...how });

describe('a case whose person has moved to another region by the register (A-076)', () => {
  it('keeps each document as any other case does, the handover that the hub starts notwithstanding (SoL 16:1)', () => {
    const moved = aCase()
      .registered(bornOn('1990-03-07'))
      .started('2026-01-15')
      .registrationChanged('2180', '2026-03-01', { at: '2026-03-10' })
      .ended('2026-05-10', {}, { at: '2026-05-10' });
    const kept = asked(moved).map(({ what, class: of, then, dueOn }) => [what, of, then, dueOn]);
    expect(kept).toEqual(
      ['registered', 'started', 'registrationChanged', 'ended']
        .map((what) => [...[`placement.${what}`, 'namndFile', 'weeded', '2031-05-10']])
        .concat([['homeFile', 'homeFile', 'weeded', '2028-05-10']]),
    );
  });
});

describe('a nämnd’s document of a placement', () => {
  it('on an adult is weeded five years after the last entry, finished the calendar year after (SoL 16:1)', () => {
    expect(of(placed('1990-03-07'), 'placement.registered')).toEqual({
      what: 'placement.registered',
      keeper: NAMND,
      eventId: expect.any(String) as string,
      class: 'namndFile',
      then: 'weeded',
      lastEntryOn: '2026-05-10',
      dueOn: '2031-05-10',
      doneBy: '2032-12-31',
      statute: { act: 'SoL 2025:400', section: '16:1' },
    });
  });

  it.each(['1990-03-05', '1990-03-15', '1990-03-25'])(
    'on one born on %s is kept for research, which tells of the birth date (förordning 2025:468 13:1)',
    (birthDate) => {
      const document = of(placed(birthDate), 'placement.ended');
      expect(document).toMatchObject({ class: 'research', then: 'kept', fromBirthDate: true });
      expect(document).not.toHaveProperty('dueOn');
    },
  );

  it.each(['1990-03-04', '1990-03-06', '1990-03-14', '1990-03-16', '1990-03-24', '1990-03-26'])(
    'on one born on %s is not',
    (birthDate) => {
      expect(of(placed(birthDate), 'placement.ended')).toMatchObject({ class: 'namndFile' });
    },
  );

  it.each([
    ['kommun-0580.socialnamnden', 'research'],
    ['kommun-0980.socialnamnden', 'research'],
    ['kommun-2280.socialnamnden', 'research'],
    ['kommun-1480.socialnamnden', 'research'],
    ['kommun-1481.socialnamnden', 'namndFile'],
    ['kommun-2080.socialnamnden', 'namndFile'],
  ])('of %s on an adult is of class %s: some län and Göteborg are exempt whole', (by, retention) => {
    expect(of(placed('1990-03-07', { by }), 'placement.ended')).toMatchObject({ class: retention });
  });

  it('on a child placed in a home is never weeded, also what came before the placement (SoL 16:2 p. 3)', () => {
    for (const document of asked(placed('2012-03-04')).filter(({ keeper }) => keeper === NAMND)) {
      expect(document).toMatchObject({
        class: 'childPlaced',
        then: 'kept',
        statute: { act: 'SoL 2025:400', section: '16:2' },
      });
      expect(document).not.toHaveProperty('dueOn');
      expect(document).not.toHaveProperty('fromBirthDate');
    }
  });

  it('is a child’s by the day the placement began: that of the eighteenth birthday is an adult’s', () => {
    expect(of(placed('2008-01-16'), 'placement.started')).toMatchObject({ class: 'childPlaced' });
    expect(of(placed('2008-01-14'), 'placement.started')).toMatchObject({ class: 'namndFile' });
    expect(of(placed('2008-01-10'), 'placement.started')).toMatchObject({ class: 'namndFile' });
  });

  it('written while one was a child, where no child was placed, is kept until thirty and then weeded (SoL 16:2 a)', () => {
    const grown = aCase().registered(bornOn('2008-01-12'), { at: '2026-01-11' }).started('2026-01-15');
    expect(of(grown, 'placement.registered')).toMatchObject({
      class: 'childEnquiry',
      then: 'weeded',
      dueOn: '2038-01-12',
      fromBirthDate: true,
      statute: { section: '16:2 a' },
    });
    expect(of(grown, 'placement.started')).toMatchObject({ class: 'namndFile', dueOn: '2031-01-15' });
  });

  it('of an enquiry is kept so from 2026-01-15, and not where the case was closed before (lag 2025:1501)', () => {
    const planned = aCase().registered(bornOn('2012-03-04'));
    expect(of(planned, 'placement.registered', '2026-01-14')).toMatchObject({ class: 'namndFile' });
    expect(of(planned, 'placement.registered', '2026-01-15')).toMatchObject({
      class: 'childEnquiry',
      dueOn: '2042-03-04',
    });
    const closed = (end: string): CaseBuilder =>
      aCase().registered(bornOn('2007-11-14'), { at: '2025-11-13' }).started('2025-11-15').ended(end, {}, { at: end });
    expect(of(closed('2026-01-14'), 'placement.registered', '2026-02-01')).toMatchObject({ class: 'namndFile' });
    expect(of(closed('2026-01-15'), 'placement.registered', '2026-02-01')).toMatchObject({ class: 'childEnquiry' });
  });

  it('counts from the newest entry of the same keeper, a correction and an annulment among them', () => {
    const told = placed('1990-03-07');
    expect(
      of(told.carePlan('established', '2026-02-01', { at: '2026-06-01', id: 'p1' }), 'placement.started'),
    ).toMatchObject({
      dueOn: '2031-06-01',
    });
    const annulled = told
      .carePlan('established', '2026-02-01', { at: '2026-06-01', id: 'p1' })
      .annulled('p1', { at: '2026-06-08' });
    expect(of(annulled, 'placement.started')).toMatchObject({ lastEntryOn: '2026-06-08', dueOn: '2031-06-08' });
    expect(asked(annulled).map(({ what }) => what)).toContain('placement.annulled');
    expect(of(annulled, 'placement.started', '2026-06-07')).toMatchObject({ dueOn: '2031-06-01' });
  });

  it('of a leap day ends on 28 February where the year has none', () => {
    const leap = aCase().registered(bornOn('1990-03-07'), { at: '2028-02-29' });
    expect(of(leap, 'placement.registered', '2028-03-01')).toMatchObject({ dueOn: '2033-02-28', doneBy: '2034-12-31' });
  });

  it('of which an erased birth date would tell the class is weeded on no guess', () => {
    const erased = aCase().registered({ person: { ...aRegistration.person, birthDate: 'erased' } });
    expect(of(erased, 'placement.registered')).toMatchObject({ class: 'unknown', then: 'kept' });
    expect(of(erased, 'placement.registered')).not.toHaveProperty('statute');
  });

  it('cites no section of an act that was not law yet', () => {
    const before = aCase().registered(bornOn('1990-03-07'), { at: '2025-06-01' });
    expect(of(before, 'placement.registered', '2025-06-30')).not.toHaveProperty('statute');
    expect(of(before, 'placement.registered', '2025-07-01')).toMatchObject({ statute: { section: '16:1' } });
  });
});

describe('a region’s document of a placement', () => {
  it('is a health record, kept at least ten years after the region’s own last entry (PDL 3:17)', () => {
    const story = placed('2012-03-04').healthExamination('done', '2026-03-01', { at: '2026-03-02' });
    expect(of(story, 'placement.healthExamination')).toMatchObject({
      keeper: 'region-20',
      class: 'healthRecord',
      then: 'kept',
      lastEntryOn: '2026-03-02',
      dueOn: '2036-03-02',
      statute: { act: 'PDL 2008:355', section: '3:17' },
    });
    expect(of(story, 'placement.healthExamination')).not.toHaveProperty('doneBy');
  });

  it('of a unit’s is the region’s', () => {
    const story = aCase().registered().healthExamination('done', '2026-03-01', { by: 'region-20.bup' });
    expect(of(story, 'placement.healthExamination')).toMatchObject({ keeper: party('region-20') });
  });
});

describe('a private home’s own file', () => {
  const file = (story: CaseBuilder) => asked(story).filter(({ what }) => what === 'homeFile');
  const at = (kind: 'private' | 'municipal' | 'sis', birthDate: string): CaseBuilder =>
    aCase()
      .registered({ ...bornOn(birthDate), hvb: { ...anHvb, kind } })
      .started('2026-01-15');

  it('on a child is handed to the nämnd that decided, two years after the last day (SoL 17:4)', () => {
    expect(file(at('private', '2012-03-04').ended('2026-05-10'))).toEqual([
      {
        what: 'homeFile',
        hvbId: anHvb.hvbId,
        class: 'homeFileOfChild',
        then: 'handedToNamnd',
        lastEntryOn: '2026-05-10',
        dueOn: '2028-05-10',
        handedTo: NAMND,
        statute: { act: 'SoL 2025:400', section: '17:4' },
      },
    ]);
  });

  it('on an adult is weeded two years after it, finished the calendar year after; for research it is handed over (SoL 17:2, 17:5)', () => {
    expect(file(at('private', '1990-03-07').ended('2026-05-10'))).toMatchObject([
      { class: 'homeFile', then: 'weeded', dueOn: '2028-05-10', doneBy: '2029-12-31' },
    ]);
    expect(file(at('private', '1990-03-05').ended('2026-05-10'))).toMatchObject([
      { class: 'homeFileForResearch', then: 'handedToNamnd', dueOn: '2028-05-10', fromBirthDate: true },
    ]);
  });

  it('has no last entry while the person stays, and one for each home', () => {
    expect(file(at('private', '2012-03-04'))[0]).not.toHaveProperty('dueOn');
    const moved = at('private', '2012-03-04').moved('2026-03-01', {
      hvb: { ...anHvb, hvbId: uuid('hvb/H2'), kommun: kommun('2082') },
    });
    expect(file(moved)).toMatchObject([
      { hvbId: anHvb.hvbId, lastEntryOn: '2026-02-28', dueOn: '2028-02-28' },
      { hvbId: uuid('hvb/H2') },
    ]);
  });

  it('is told of no other home, nor before anybody has come there', () => {
    expect(file(at('municipal', '2012-03-04').ended('2026-05-10'))).toEqual([]);
    expect(file(at('sis', '2012-03-04').ended('2026-05-10'))).toEqual([]);
    expect(file(aCase().registered())).toEqual([]);
  });

  it('is unknown in class where the birth date is erased', () => {
    const erased = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15');
    expect(file(erased)).toMatchObject([{ class: 'unknown', then: 'kept' }]);
  });
});

describe('the documents of a case', () => {
  it('are the messages sent by the day asked, by keeper', () => {
    const story = placed('2012-03-04').healthExamination('done', '2026-03-01', { at: '2026-06-01' });
    expect(asked(story, '2026-05-31').map(({ keeper }) => keeper)).toEqual([NAMND, NAMND, NAMND, undefined]);
    expect(asked(story, '2026-06-01').map(({ keeper }) => keeper)).toEqual([
      NAMND,
      NAMND,
      NAMND,
      'region-20',
      undefined,
    ]);
    expect(asked(aCase(), '2026-06-01')).toEqual([]);
  });

  it('stand by the nämnd’s own rule where the registration is taken back: nobody was placed', () => {
    const closed = aCase().registered(bornOn('2012-03-04'), { id: 'r1' }).annulled('r1', { at: '2026-02-01' });
    expect(of(closed, 'placement.registered')).toMatchObject({ class: 'namndFile', dueOn: '2031-02-01' });
  });
});
