import {
  aCase,
  aRegistration,
  anHvb,
  dalarna,
  kommun,
  measuresOfBoth,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { area, on } from '../../../../test/support/assessed.js';
import { ageGroupOn, responsibilityOf, storyOf } from '#domain';
import { day, name } from '../../../../test/support/case-builder.js';

const KOMMUN = 'kommun-2080.socialnamnden';
const started = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');

describe('responsibility by default', () => {
  it('is the kommun’s for housing and social support (A-090)', () => {
    for (const kind of ['housing', 'socialSupport'] as const) {
      expect(area(on(started(), '2026-02-01'), kind)).toMatchObject([
        { responsible: KOMMUN, status: 'default', from: '2026-01-15', why: { rule: 'A-090' } },
      ]);
    }
  });

  it('is the region’s for health care; the kommun’s ultimate responsibility does not change that (A-091, A-079)', () => {
    for (const kind of ['healthcare', 'psychiatry', 'dental', 'rehabilitation'] as const) {
      expect(area(on(started(), '2026-02-01'), kind)).toMatchObject([
        {
          responsible: 'region-20',
          status: 'default',
          why: { rule: 'A-091', statute: { act: 'HSL 2017:30', section: '8:1' } },
        },
      ]);
    }
    expect(area(on(started(), '2026-02-01'), 'selfCare')).toMatchObject([
      { responsible: 'region-20', why: { rule: 'A-084' } },
    ]);
  });

  it('is the school kommun’s for schooling once a school is told (A-073)', () => {
    expect(area(on(started(), '2026-02-01'), 'schooling')).toMatchObject([{ responsible: KOMMUN }]);
    const story = started().schooling('2026-02-10');
    expect(area(on(story, '2026-02-10'), 'schooling')).toMatchObject([
      { responsible: 'kommun-2081', from: '2026-02-10' },
    ]);
  });

  it('ends with the placement for the kommun; health care goes on by need (A-081)', () => {
    const story = started().ended('2026-05-01');
    expect(area(on(story, '2026-05-01'), 'housing')).toMatchObject([{ to: '2026-05-01' }]);
    const after = on(story, '2026-05-02');
    expect(area(after, 'housing')).toEqual([]);
    expect(area(after, 'healthcare')).toMatchObject([{ responsible: 'region-20' }]);
  });

  it('depends on no gender (A-005)', () => {
    const as = (legalSex: 'female' | 'male') => {
      const { person } = aRegistration;
      return on(
        aCase()
          .registered({ person: { ...person, legalSex } })
          .decided('2026-01-12')
          .started('2026-01-15'),
        '2026-12-01',
      );
    };
    expect(as('female')).toEqual(as('male'));
  });
});

describe('responsibility that both have cleared', () => {
  const cleared = (): CaseBuilder => started().clarified({}, { at: '2026-01-16' }).confirmed({}, { at: '2026-01-20' });

  it('takes the default’s place from the day of the second word (A-013, A-067)', () => {
    expect(area(on(cleared(), '2026-01-19'), 'housing')).toMatchObject([{ status: 'default' }]);
    const assessed = on(cleared(), '2026-01-20');
    expect(area(assessed, 'housing')).toMatchObject([
      { status: 'cleared', measureId: uuid('measure/M1'), responsible: KOMMUN, from: '2026-01-20' },
    ]);
    expect(area(assessed, 'psychiatry')).toMatchObject([{ status: 'default' }]);
  });

  it('may be laid between others, if the placing kommun names them', () => {
    const between = [KOMMUN, 'region-21'] as never;
    const story = started()
      .clarified({ between }, { at: '2026-01-16' })
      .confirmed({}, { by: 'region-21', at: '2026-01-20' });
    expect(area(on(story, '2026-01-20'), 'housing')).toMatchObject([{ status: 'cleared' }]);
    const other = started().clarified({ between }, { at: '2026-01-16' }).confirmed({}, { at: '2026-01-20' });
    expect(area(on(other, '2026-01-20'), 'housing')).toMatchObject([{ status: 'default' }]);
  });

  it('goes on after the end for what is going on, and for health care (A-081, A-088)', () => {
    const ended = cleared().ended('2026-05-01', { ongoingMeasures: [uuid('measure/M1')] });
    expect(area(on(ended, '2026-06-01'), 'housing')).toMatchObject([{ status: 'cleared' }]);
    expect(area(on(cleared().ended('2026-05-01'), '2026-06-01'), 'housing')).toEqual([]);
    expect(area(on(cleared().ended('2026-05-01'), '2026-06-01'), 'healthcare')).toHaveLength(1);
  });
});

describe('the region', () => {
  it('stays the same when the registration moves within the county (A-076)', () => {
    const assessed = on(started().registrationChanged('2081', '2026-03-01'), '2026-03-01');
    expect(area(assessed, 'healthcare')).toMatchObject([{ responsible: 'region-20', status: 'default' }]);
    expect(area(assessed, 'healthcare')[0]).not.toHaveProperty('acting');
    expect(assessed.placement?.registeredKommun).toBe('2081');
  });

  it('changes with the registration to another county: the new one by law, the former acting (A-075, A-076)', () => {
    const story = started().registrationChanged('0380', '2026-03-01');
    expect(area(on(story, '2026-02-28'), 'healthcare')).toMatchObject([{ responsible: 'region-20' }]);
    const moved = on(story, '2026-03-01');
    expect(area(moved, 'healthcare')).toMatchObject([
      {
        responsible: 'region-03',
        acting: 'region-20',
        status: 'legal',
        from: '2026-03-01',
        why: { rule: 'A-076', statute: { act: 'HSL 2017:30', section: '8:1' } },
      },
    ]);
    expect(moved.placement?.principals).toEqual([KOMMUN, 'region-03', 'region-20']);
  });

  it('that acts goes on until the latest one accepts, and stops when it is itself responsible again (A-075)', () => {
    const twice = started().registrationChanged('0380', '2026-03-01').registrationChanged('2180', '2026-04-01');
    expect(area(on(twice, '2026-04-01'), 'healthcare')).toMatchObject([
      { responsible: 'region-21', acting: 'region-20' },
    ]);
    const back = on(twice.registrationChanged('2080', '2026-05-01'), '2026-05-01');
    expect(area(back, 'healthcare')).toMatchObject([{ responsible: 'region-20', status: 'default' }]);
    expect(area(back, 'healthcare')[0]).not.toHaveProperty('acting');
  });

  it('takes over what the list laid on the former one; behind the rest of it nobody stands any more (A-076, H-003)', () => {
    const story = started()
      .clarified({}, { at: '2026-01-16' })
      .confirmed({}, { at: '2026-01-20' })
      .registrationChanged('0380', '2026-03-01');
    const moved = on(story, '2026-03-01');
    expect(area(moved, 'healthcare')).toMatchObject([
      {
        measureId: uuid('measure/M2'),
        responsible: 'region-03',
        acting: 'region-20',
        status: 'legal',
        from: '2026-03-01',
      },
    ]);
    expect(area(moved, 'housing')).toMatchObject([{ responsible: KOMMUN, status: 'default' }]);
    expect(area(on(story, '2026-02-28'), 'housing')).toMatchObject([{ responsible: KOMMUN, status: 'cleared' }]);
  });

  it('of one with skyddad folkbokföring is where he or she stays permanently (HSL 8:1)', () => {
    const { person } = aRegistration;
    const hidden = { ...person, protection: 'skyddadFolkbokforing', staysPermanentlyIn: kommun('2180') } as const;
    const assessed = on(aCase().registered({ person: hidden, registeredKommun: null }), '2026-02-01');
    expect(area(assessed, 'healthcare')).toMatchObject([{ responsible: 'region-21', why: { rule: 'A-091' } }]);
  });

  it('is a default while the registration is unclear, and no handover follows when it is clear (H-002)', () => {
    const story = aCase().registered({ registeredKommun: null }).registrationEstablished('0380', '2026-02-01');
    expect(area(on(story, '2026-01-31'), 'healthcare')).toMatchObject([
      { responsible: 'region-20', status: 'default', why: { rule: 'H-002' } },
    ]);
    const clear = area(on(story, '2026-02-01'), 'healthcare');
    expect(clear).toMatchObject([{ responsible: 'region-03', status: 'default' }]);
    expect(clear[0]).not.toHaveProperty('acting');
  });
});

describe('a region that was only a default', () => {
  it('hands nothing over when the registration turns out to lie elsewhere (H-002)', () => {
    const story = aCase().registered({ registeredKommun: null }).registrationChanged('0380', '2026-02-01');
    const [row] = area(on(story, '2026-02-01'), 'healthcare');
    expect(row).toMatchObject({ responsible: 'region-03', status: 'default' });
    expect(row).not.toHaveProperty('acting');
  });
});

describe('a list cleared with the new region', () => {
  it('holds, while the former one acts until the new one has taken over (A-075, A-076)', () => {
    const clarificationId = uuid('clarification/K1');
    const measures = [{ ...measuresOfBoth[1]!, responsible: ['region-03' as never] }];
    const story = started()
      .registrationChanged('0380', '2026-03-01')
      .clarified({ clarificationId, measures }, { at: '2026-03-05' })
      .confirmed({ clarificationId }, { by: 'region-03', at: '2026-03-10' });
    expect(area(on(story, '2026-03-10'), 'healthcare')).toMatchObject([
      { responsible: 'region-03', acting: 'region-20', status: 'cleared', from: '2026-03-10' },
    ]);
  });
});

describe('the placing kommun', () => {
  const why = (story: CaseBuilder, asOf: string) => area(on(story, asOf), 'housing')[0];

  it('is unchanged when the registration moves: by SoL 29:2 where the home lies in another kommun (A-076)', () => {
    const story = started().registrationChanged('0380', '2026-03-01');
    expect(why(story, '2026-03-01')).toMatchObject({
      responsible: KOMMUN,
      why: { rule: 'A-076', statute: { act: 'SoL 2025:400', section: '29:2' } },
    });
  });

  it('and else because a case moves only when another kommun takes it over (A-076; SoL 29:1, 29:10)', () => {
    const atHome = aCase()
      .registered({ hvb: { ...anHvb, kommun: kommun('2080') } })
      .started('2026-01-15');
    expect(why(atHome, '2026-02-01')).toMatchObject({ why: { rule: 'A-090', statute: { section: '29:1' } } });
    const moved = atHome.registrationChanged('0380', '2026-03-01');
    expect(why(moved, '2026-03-01')).toMatchObject({
      responsible: KOMMUN,
      why: { rule: 'A-076', statute: { section: '29:10' } },
    });
    expect(why(moved.moved('2026-04-01'), '2026-04-01')).toMatchObject({ why: { statute: { section: '29:2' } } });
  });
});

describe('the legal basis', () => {
  it('does not hold without a decision (A-053)', () => {
    const assessed = on(aCase().registered(), '2026-02-01');
    expect(assessed.responsibility?.legalBasis).toMatchObject({ act: 'SoL', holds: false, why: { rule: 'A-053' } });
  });

  it('is the one of its day: a decision, then a change, each from its own (A-054)', () => {
    const story = started().legalBasisChanged('2026-03-01', { act: 'LVU', sections: ['2'], interim: false });
    expect(on(story, '2026-02-28').responsibility?.legalBasis).toMatchObject({ act: 'SoL', sections: [] });
    expect(on(story, '2026-03-01').responsibility?.legalBasis).toMatchObject({
      act: 'LVU',
      sections: ['2'],
      interim: false,
    });
  });
});

describe('before anything is registered, and after that is taken back', () => {
  it('nobody is responsible', () => {
    const read = (story: CaseBuilder) => responsibilityOf(storyOf(story.theCase, dalarna(), day('2026-02-01'), name));
    expect(read(aCase())).toBeNull();
    expect(read(aCase().registered({}, { id: 'r1' }).annulled('r1'))).toBeNull();
    expect(read(aCase().registered())).not.toBeNull();
  });
});

describe('an age group', () => {
  it('is barn och unga through the age of twenty, and vuxen from the twenty-first birthday (A-003)', () => {
    expect(ageGroupOn(day('2005-02-01'), day('2026-01-31'))).toBe('barnOchUnga');
    expect(ageGroupOn(day('2005-02-01'), day('2026-02-01'))).toBe('vuxen');
    expect(ageGroupOn(null, day('2026-02-01'))).toBeNull();
  });
});
