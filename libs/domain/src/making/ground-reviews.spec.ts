import { assessConcern, assessDeviation, assessDischarge, type AsSent, type DisclosureDecided } from '#domain';
import { due, on, statusOn } from '../../../../test/support/assessed.js';
import { sipOn } from '../../../../test/support/assessed-sip.js';
import { aCase, day, name, noAgreement, party, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { endOf, groundId, groundOf } from '../../../../test/support/grounds.js';
import { aSip } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const placed = aCase().registered({}, { id: 'r' });
const MISUSE = { ground: 'misuse', need: 'Avgiftning', reviewOn: day('2026-03-01') } as const;
const misuse = (data: Decided = {}, on = '2026-01-20', told = placed) =>
  told.said('placement.disclosureDecided', groundOf(on, { ...MISUSE, ...data }), { at: on });
const reviews = (told: typeof placed, asOf: string) => due(on(told, asOf), 'disclosureReview');

describe('a ground that is to be tried again (D-024)', () => {
  it('is due on the day that it names, of who decided it, by the section that it rests on', () => {
    expect(reviews(misuse(), '2026-01-20')).toMatchObject([
      {
        ...{ startsOn: '2026-01-20', dueOn: '2026-03-01', status: 'open', responsible: [PLACING_PARTY] },
        why: { rule: 'D-024', statute: { act: 'OSL 2009:400', section: '26:9' } },
      },
    ]);
    expect(reviews(misuse(), '2026-01-20')[0]).not.toHaveProperty('latestLawfulOn');
    expect(reviews(misuse(), '2026-01-19')).toEqual([]);
  });

  it('runs from the day of the decision, also where the ground opens later', () => {
    expect(reviews(misuse({ from: day('2026-02-10') }), '2026-01-20')).toMatchObject([
      { startsOn: '2026-01-20', dueOn: '2026-03-01', status: 'open' },
    ]);
  });

  it('is open through that day, and then over: what has not been tried opens nothing', () => {
    expect(statusOn(misuse(), 'disclosureReview', '2026-03-01')).toBe('open');
    expect(reviews(misuse(), '2026-03-02')).toMatchObject([{ status: 'lapsed', lapsedOn: '2026-03-02' }]);
    expect(on(misuse(), '2026-03-02').findings.filter(({ why }) => why.rule === 'D-024')).toEqual([]);
  });

  it('is of each ground that is necessary for somebody’s care, and of no other', () => {
    const of = (data: Decided) => reviews(misuse(data), '2026-01-20').map(({ dueOn }) => dueOn);
    for (const ground of ['misuse', 'compulsoryPsychiatricCare', 'pregnant'] as const)
      expect([ground, of({ ground })]).toEqual([ground, ['2026-03-01']]);
    for (const ground of ['duty', 'necessaryForOwnActivity', 'under18'] as const)
      expect([ground, of({ ground, statute: '10 kap. 28 § OSL' })]).toEqual([ground, []]);
  });

  it('is not of one that is over by its own words before', () => {
    const of = (to: string) => reviews(misuse({ to: day(to) }), '2026-01-20').length;
    expect([of('2026-02-28'), of('2026-03-01'), of('2026-03-02')]).toEqual([0, 1, 1]);
  });
});

describe('a ground that is tried again', () => {
  const again = (data: Decided = {}, decidedOn = '2026-03-01', by: string = PLACING_PARTY) =>
    misuse().said(
      'placement.disclosureDecided',
      groundOf(decidedOn, { ...MISUSE, groundId: groundId('G2'), reviewOn: day('2026-06-01'), ...data }),
      { at: decidedOn, by },
    );
  const first = (told: typeof placed, asOf: string) => reviews(told, asOf).find(({ dueOn }) => dueOn === '2026-03-01');

  it('is met by a new decision of the same, on its day or before, and the new one is due in its turn (D-024)', () => {
    expect(reviews(again(), '2026-03-01')).toMatchObject([
      { dueOn: '2026-03-01', status: 'met', metOn: '2026-03-01' },
      { dueOn: '2026-06-01', status: 'open' },
    ]);
    expect(first(again({}, '2026-01-21'), '2026-03-05')).toMatchObject({ metOn: '2026-01-21', onTime: true });
    expect(first(again({}, '2026-02-10'), '2026-02-09')).toMatchObject({ status: 'open' });
  });

  it('is not met by one that came too late, nor by one of the same day', () => {
    expect(first(again({}, '2026-03-02'), '2026-03-02')).toMatchObject({ status: 'lapsed' });
    const both = misuse().said(
      'placement.disclosureDecided',
      groundOf('2026-01-20', { ...MISUSE, groundId: groundId('G2') }),
      { at: '2026-01-20' },
    );
    expect(reviews(both, '2026-02-01').map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('is not met by one to another, on another ground, or of something else', () => {
    const status = (data: Decided) => first(again(data), '2026-03-01')?.status;
    expect(status({ recipient: party('region-21') })).toBe('open');
    expect(status({ ground: 'pregnant' })).toBe('open');
    expect(status({ covers: { classes: ['case', 'identity'] } })).toBe('open');
    expect(status({})).toBe('met');
  });

  it('is not met by what another authority decides of its own words (D-026)', () => {
    const back = { recipient: party(PLACING_PARTY) };
    const both = misuse({ recipient: party('region-21') }).selfCareDecided('2026-01-21');
    const byRegion = both.said(
      'placement.disclosureDecided',
      groundOf('2026-02-01', { ...MISUSE, ...back, groundId: groundId('G2'), recipient: party('region-21') }),
      { at: '2026-02-01', by: REGION },
    );
    expect(first(byRegion, '2026-02-01')).toMatchObject({ status: 'open', responsible: [PLACING_PARTY] });
  });

  it('is met when it is ended, on the day of the end', () => {
    const ended = (text: string) =>
      misuse().said('placement.disclosureEnded', endOf(text), { at: '2026-02-01', id: 'end' });
    expect(reviews(ended('2026-02-10'), '2026-02-10')).toMatchObject([{ status: 'met', metOn: '2026-02-10' }]);
    expect(reviews(ended('2026-02-10'), '2026-02-09')).toMatchObject([{ status: 'open' }]);
    expect(reviews(ended('2026-03-02'), '2026-03-02')).toMatchObject([{ status: 'lapsed' }]);
    const other = misuse().said('placement.disclosureEnded', endOf('2026-02-10', { groundId: groundId('G9') }), {
      at: '2026-02-01',
    });
    expect(reviews(other, '2026-02-10')).toMatchObject([{ status: 'open' }]);
  });

  it('moves with a correction of the day, and goes with the decision when that is taken back', () => {
    const told = placed.said('placement.disclosureDecided', groundOf('2026-01-20', MISUSE), {
      ...{ at: '2026-01-20', id: 'g' },
    });
    const moved = told.said(
      'placement.disclosureDecided',
      groundOf('2026-01-20', { ...MISUSE, reviewOn: day('2026-04-01') }),
      { at: '2026-02-01', corrects: 'g' },
    );
    expect(reviews(moved, '2026-03-02')).toMatchObject([{ dueOn: '2026-04-01', status: 'open' }]);
    expect(reviews(told.annulled('g', { at: '2026-02-01' }), '2026-03-02')).toEqual([]);
  });

  it('is due in whatever order the two were told', () => {
    const { facts } = again();
    const turned = { ...again().theCase, facts: [...facts].reverse() };
    expect(reviews({ ...again(), theCase: turned }, '2026-03-01')).toEqual(reviews(again(), '2026-03-01'));
  });
});

describe('what is to be tried again', () => {
  const told = groundOf('2026-02-03', { ...MISUSE, recipient: party('kommun-2080.socialnamnden') });
  const kindsOf = (deadlines: readonly { readonly kind: string; readonly dueOn: string }[]) =>
    deadlines.filter(({ kind }) => kind === 'disclosureReview').map(({ dueOn }) => dueOn);

  it('is due of whatever it was told of: a SIP', () => {
    const story = aSip().needed().said('sip.disclosureDecided', groundOf('2026-02-03', MISUSE), { at: '2026-02-03' });
    expect(kindsOf(sipOn(story, '2026-02-03').deadlines)).toEqual(['2026-03-01']);
  });

  it('a discharge, by the section of health care', () => {
    const { dischargeId, facts } = aDischarge()
      .admitted('2026-02-02 09:00')
      .said('discharge.disclosureDecided', told, { at: '2026-02-03', by: REGION });
    const said = { dischargeId, stream: `discharge-${dischargeId}`, facts };
    const { deadlines, turningDays } = assessDischarge(said, noAgreement, day('2026-02-03'), name);
    expect(deadlines.filter(({ kind }) => kind === 'disclosureReview')).toMatchObject([
      { dueOn: '2026-03-01', responsible: [REGION], why: { statute: { section: '25:12' } } },
    ]);
    expect(turningDays).toContain('2026-03-02');
  });

  it('a concern, in whatever order the decisions came', () => {
    const two = ['G1', 'G2'].reduce(
      (story, label) =>
        story.said(
          'concern.disclosureDecided',
          { ...told, groundId: groundId(label) },
          { at: '2026-02-03', by: REGION },
        ),
      aConcern().reported('2026-02-02', {}, { by: REGION }),
    );
    const ids = ({ read }: typeof two) =>
      assessConcern(read, day('2026-02-03'), name).deadlines.map(({ deadlineId }) => deadlineId);
    expect(ids(two)).toHaveLength(2);
    expect(ids(two.inOrder([...two.facts].reverse()))).toEqual(ids(two));
  });

  it('a concern, until it is ended', () => {
    const story = aConcern()
      .reported('2026-02-02', {}, { by: REGION })
      .said('concern.disclosureDecided', told, { at: '2026-02-03', by: REGION });
    const { deadlines, turningDays } = assessConcern(story.read, day('2026-02-03'), name);
    expect(kindsOf(deadlines)).toEqual(['2026-03-01']);
    expect(turningDays).toEqual(expect.arrayContaining(['2026-02-22', '2026-03-02']));
    const ended = story.said('concern.disclosureEnded', endOf('2026-02-20'), { at: '2026-02-10', by: REGION });
    const before = assessConcern(ended.read, day('2026-02-19'), name);
    expect(before.turningDays).toContain('2026-02-20');
    expect(assessConcern(ended.read, day('2026-02-20'), name).deadlines).toMatchObject([{ metOn: '2026-02-20' }]);
    const gone = story.annulled('m1', { at: '2026-02-12', by: REGION });
    expect(assessConcern(gone.read, day('2026-02-12'), name).deadlines).toEqual([]);
  });

  it('and a deviation, once: by itself, or with the case that it concerns', () => {
    const bound = placed
      .deviation('2026-01-13')
      .said('deviation.disclosureDecided', groundOf('2026-01-20', MISUSE), { at: '2026-01-20' });
    expect(reviews(bound, '2026-01-20').map(({ dueOn }) => dueOn)).toEqual(['2026-03-01']);
    const facts = bound.facts.filter(({ type }) => type.startsWith('deviation.'));
    const deviationId = facts[0]!.meta.subject.id;
    const alone = assessDeviation(
      { deviationId, stream: `deviation-${deviationId}`, facts, name } as never,
      day('2026-01-20'),
    );
    expect(kindsOf(alone.deadlines)).toEqual(['2026-03-01']);
  });
});
