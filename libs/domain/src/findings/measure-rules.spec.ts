import { aCase, measuresOfBoth, party, uuid } from '../../../../test/support/case-builder.js';
import { area, found, on, open } from '../../../../test/support/assessed.js';
import { ruleOf, type AsSent, type Measure, type RuleId } from '#domain';

const KOMMUN = 'kommun-2080.socialnamnden';
const measure = (kind: Measure['kind'], ...responsible: string[]): AsSent<Measure> => ({
  measureId: uuid(`measure/${kind}`),
  kind,
  title: kind,
  responsible: responsible.map(party),
});
const cleared = (...measures: AsSent<Measure>[]) =>
  on(
    aCase().registered().clarified({ measures }, { at: '2026-01-11' }).confirmed({}, { at: '2026-01-12' }),
    '2026-02-01',
  );

describe('a planned placement', () => {
  it('starts when both have cleared who is responsible for what (A-067)', () => {
    const story = aCase().registered().clarified().confirmed({}, { at: '2026-01-14' }).started('2026-01-15');
    expect(found(on(story, '2026-02-01'), 'A-067')).toEqual([]);
  });

  it('that starts before is accepted and flagged, until both stand behind the list (A-067)', () => {
    const story = aCase().registered().clarified().started('2026-01-15').confirmed({}, { at: '2026-01-20' });
    expect(open(on(story, '2026-01-19'), 'A-067')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-01-15', parties: [KOMMUN, 'region-20'] },
    ]);
    expect(found(on(story, '2026-01-20'), 'A-067')).toMatchObject([{ resolvedOn: '2026-01-20' }]);
  });

  it('was cleared on the day it was confirmed, though the papers came late (A-067)', () => {
    const late = aCase()
      .registered()
      .started('2026-01-15')
      .clarified({}, { at: '2026-01-25' })
      .confirmed({ on: '2026-01-14' as never }, { at: '2026-01-26' });
    expect(found(on(late, '2026-02-01'), 'A-067')).toEqual([]);
  });

  it('is not cleared by the same side twice (A-067)', () => {
    const story = aCase()
      .registered()
      .clarified()
      .confirmed({}, { by: KOMMUN, at: '2026-01-12' })
      .started('2026-01-15');
    expect(open(on(story, '2026-02-01'), 'A-067')).toHaveLength(1);
  });

  it('from Gotland has no other side to confirm (A-067)', () => {
    const story = aCase()
      .registered({ registeredKommun: '0980' as never }, { by: 'kommun-0980.socialnamnden' })
      .clarified({}, { by: 'kommun-0980.socialnamnden', at: '2026-01-12' })
      .started('2026-01-15', { by: 'kommun-0980.socialnamnden' });
    expect(found(on(story, '2026-02-01'), 'A-067')).toEqual([]);
  });
});

describe('an emergency placement', () => {
  it('may start before responsibility is cleared (A-067, A-099)', () => {
    expect(found(on(aCase().emergency().started('2026-01-15'), '2026-02-01'), 'A-067')).toEqual([]);
  });
});

describe('a cleared measure', () => {
  it('has one responsible principal, or several jointly (A-013)', () => {
    const assessed = cleared(...measuresOfBoth, measure('psychiatry', KOMMUN, 'region-20'));
    expect(found(assessed, 'A-013')).toEqual([]);
    expect(area(assessed, 'housing')).toMatchObject([
      { responsible: KOMMUN, status: 'cleared', why: { rule: 'A-013' } },
    ]);
    expect(area(assessed, 'psychiatry')).toMatchObject([
      { responsible: KOMMUN, joint: true },
      { responsible: 'region-20', joint: true },
    ]);
  });

  it('with a stranger responsible is flagged (A-013)', () => {
    expect(open(cleared(measure('healthcare', 'region-03')), 'A-013')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-01-12' },
    ]);
  });

  it('of housing and social support is the kommun’s; laid on the region it is to be seen (A-090)', () => {
    expect(found(cleared(measure('housing', KOMMUN), measure('socialSupport', KOMMUN)), 'A-090')).toEqual([]);
    expect(open(cleared(measure('housing', 'region-20')), 'A-090')).toMatchObject([{ severity: 'info' }]);
  });

  it('of health care is the region’s; laid on the kommun alone it is to be seen (A-091, A-079)', () => {
    expect(found(cleared(measure('psychiatry', 'region-20')), 'A-091')).toEqual([]);
    expect(found(cleared(measure('psychiatry', 'region-20', KOMMUN)), 'A-091')).toEqual([]);
    expect(open(cleared(measure('psychiatry', KOMMUN)), 'A-091')).toMatchObject([{ severity: 'info' }]);
  });

  it('is told by its id and its area: what it is called is sealed (A-013, A-090, A-091)', () => {
    const titled = (kind: Measure['kind'], ...responsible: string[]): AsSent<Measure> => ({
      ...measure(kind, ...responsible),
      title: 'Samtalsbehandling hos BUP',
    });
    const said = (rule: RuleId, ...measures: AsSent<Measure>[]) => {
      const { message_sv = '', message_en = '' } = open(cleared(...measures), rule)[0] ?? {};
      const { sv, en } = ruleOf(rule);
      return { sv: message_sv.replace(`${sv} `, ''), en: message_en.replace(`${en} `, '') };
    };
    const id = (kind: Measure['kind']) => uuid(`measure/${kind}`);
    expect(said('A-091', titled('psychiatry', KOMMUN))).toEqual({
      sv: `Insats ${id('psychiatry')} (psykiatri) är lagd på kommunen.`,
      en: `Measure ${id('psychiatry')} (psychiatry) is laid on the kommun.`,
    });
    expect(said('A-090', titled('socialSupport', 'region-20')).sv).toBe(
      `Insats ${id('socialSupport')} (sociala stödinsatser) är lagd på regionen.`,
    );
    expect(said('A-013', titled('healthcare', 'region-03')).sv).toBe(
      `Insats ${id('healthcare')} (hälso- och sjukvård) ligger på region-03, som inte är huvudman i ärendet.`,
    );
  });

  it('is judged until another list takes its place', () => {
    const story = aCase()
      .registered()
      .clarified({ measures: [measure('housing', 'region-20')] }, { at: '2026-01-11' })
      .confirmed({}, { at: '2026-01-12' })
      .clarified({ clarificationId: uuid('clarification/K2') }, { at: '2026-01-13' })
      .confirmed({ clarificationId: uuid('clarification/K2') }, { at: '2026-01-14' });
    expect(found(on(story, '2026-02-01'), 'A-090')).toMatchObject([
      { raisedOn: '2026-01-12', resolvedOn: '2026-01-14' },
    ]);
  });
});
