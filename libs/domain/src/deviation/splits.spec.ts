import { aCase, PLACING_PARTY, REGION, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { area, found, on } from '../../../../test/support/assessed.js';
import { laid } from '../../../../test/support/deviation-steps.js';
import { deviationOn, judgedOn } from '../../../../test/support/deviations.js';

const NEIGHBOUR = 'kommun-2081.socialnamnden';
const placed = (): CaseBuilder => aCase().registered().started('2026-01-15');
const reported = (): CaseBuilder => placed().deviation('2026-02-02');
const agreed = (until?: string): CaseBuilder =>
  reported()
    .splitProposed('S1', until === undefined ? {} : { until: until as never }, { at: '2026-02-03' })
    .splitConfirmed('S1', {}, { at: '2026-02-05' });

const split = (story: CaseBuilder, asOf: string, at = 0) => deviationOn(story, asOf)!.temporary[at];
const temporary = (story: CaseBuilder, asOf: string) =>
  on(story, asOf).responsibility!.areas.filter(({ status }) => status === 'temporary');

describe('a temporary division of responsibility', () => {
  it('is in force from the confirmation by the other party, not from the proposal (A-108)', () => {
    expect(split(agreed(), '2026-02-04')).toEqual({
      splitId: uuid('split/S1'),
      areas: [laid('psychiatry', REGION)],
      status: 'proposed',
    });
    expect(split(agreed(), '2026-02-05')).toMatchObject({ status: 'inForce', from: '2026-02-05' });
    expect(temporary(agreed(), '2026-02-04')).toEqual([]);
    expect(temporary(agreed(), '2026-02-05')).toMatchObject([
      { kind: 'psychiatry', responsible: REGION, status: 'temporary', from: '2026-02-05', why: { rule: 'A-108' } },
    ]);
  });

  it('is in force from the last of several confirmations, whoever gives it', () => {
    const three = placed()
      .deviation('2026-02-02', { concerns: [PLACING_PARTY, REGION, NEIGHBOUR as never] })
      .splitProposed('S1', {}, { at: '2026-02-03' })
      .splitConfirmed('S1', {}, { by: NEIGHBOUR, at: '2026-02-05' });
    expect(temporary(three, '2026-03-01')).toEqual([]);
    const all = three.splitConfirmed('S1', {}, { at: '2026-02-09' });
    expect(temporary(all, '2026-02-08')).toEqual([]);
    expect(temporary(all, '2026-02-09')).toHaveLength(1);
  });

  it('takes the place of what else holds for its area, and of nothing else', () => {
    const story = agreed().clarified({}, { at: '2026-02-10' }).confirmed({}, { at: '2026-02-11' });
    const both = story.splitProposed('S2', { areas: [laid('housing', REGION)] }).splitConfirmed('S2');
    expect(area(on(story, '2026-02-12'), 'psychiatry')).toMatchObject([{ status: 'temporary' }]);
    expect(area(on(story, '2026-02-12'), 'housing')).toMatchObject([{ status: 'cleared' }]);
    expect(area(on(both, '2026-02-12'), 'housing')).toMatchObject([{ status: 'temporary', responsible: REGION }]);
    expect(area(on(both, '2026-02-12'), 'socialSupport')).toMatchObject([{ status: 'default' }]);
  });

  it('lays an area on several jointly', () => {
    const areas = [laid('psychiatry', REGION), laid('psychiatry', PLACING_PARTY)];
    const joint = reported().splitProposed('S1', { areas }).splitConfirmed('S1');
    expect(temporary(joint, '2026-02-05')).toMatchObject([
      { responsible: REGION, joint: true },
      { responsible: PLACING_PARTY, joint: true },
    ]);
  });

  it('where one party alone is concerned is in force as it is proposed', () => {
    const alone = placed()
      .deviation('2026-02-02', { kind: 'complaint', concerns: [REGION] })
      .splitProposed('S1', {}, { by: REGION, at: '2026-02-03' });
    expect(split(alone, '2026-02-03')).toMatchObject({ status: 'inForce', from: '2026-02-03' });
  });
});

describe('a temporary division with a last day', () => {
  const story = agreed('2026-02-20');

  it('lasts through it, and the area is then as before (A-108)', () => {
    expect(temporary(story, '2026-02-19')).toMatchObject([{ to: '2026-02-20' }]);
    expect(temporary(story, '2026-02-20')).toHaveLength(1);
    expect(temporary(story, '2026-02-21')).toEqual([]);
    expect(split(story, '2026-02-20')).toMatchObject({ status: 'inForce', until: '2026-02-20' });
    expect(split(story, '2026-02-21')).toMatchObject({ status: 'ended', from: '2026-02-05' });
  });

  it('is told of as a deadline that lapses, and that the closure cancels', () => {
    expect(judgedOn(story, '2026-02-05')!.deadlines).toMatchObject([
      {
        kind: 'temporaryResponsibility',
        startsOn: '2026-02-05',
        dueOn: '2026-02-20',
        lapsedOn: '2026-02-21',
        responsible: [PLACING_PARTY, REGION],
      },
    ]);
    const closed = (on: string) => story.closureProposed('2026-02-09').closureConfirmed(on);
    expect(judgedOn(closed('2026-02-20'), '2026-03-01')!.deadlines).toMatchObject([{ cancelledOn: '2026-02-20' }]);
    expect(judgedOn(closed('2026-02-21'), '2026-03-01')!.deadlines).toMatchObject([{ lapsedOn: '2026-02-21' }]);
    expect(judgedOn(agreed(), '2026-03-01')!.deadlines).toEqual([]);
  });

  it('is never in force where the confirmation comes after it', () => {
    const late = reported()
      .splitProposed('S1', { until: '2026-02-04' as never }, { at: '2026-02-03' })
      .splitConfirmed('S1', {}, { at: '2026-02-05' });
    expect(split(late, '2026-02-05')).toEqual({
      splitId: uuid('split/S1'),
      areas: [laid('psychiatry', REGION)],
      until: '2026-02-04',
      status: 'ended',
    });
    expect(judgedOn(late, '2026-03-01')!.deadlines).toEqual([]);
  });
});

describe('another division for the same area', () => {
  it('of the same author replaces what nobody has confirmed; an answer to that works nothing (H-004)', () => {
    const replaced = reported()
      .splitProposed('S1', {}, { at: '2026-02-03' })
      .splitProposed('S2', { areas: [laid('psychiatry', PLACING_PARTY)] }, { at: '2026-02-04' })
      .splitConfirmed('S1', {}, { at: '2026-02-05' });
    expect(split(replaced, '2026-02-03')).toMatchObject({ status: 'proposed' });
    expect(split(replaced, '2026-02-05')).toMatchObject({ splitId: uuid('split/S1'), status: 'ended' });
    expect(temporary(replaced, '2026-02-05')).toEqual([]);
    expect(found(on(replaced, '2026-02-05'), 'H-004')).toMatchObject([
      { raisedOn: '2026-02-05', parties: [PLACING_PARTY, REGION] },
    ]);
    const mended = replaced.splitConfirmed('S2', {}, { at: '2026-02-06' });
    expect(temporary(mended, '2026-02-06')).toMatchObject([{ responsible: PLACING_PARTY }]);
    expect(found(on(mended, '2026-02-06'), 'H-004')).toMatchObject([{ resolvedOn: '2026-02-06' }]);
  });

  it('leaves the one in force until it is confirmed itself', () => {
    const proposed = agreed('2026-03-31').splitProposed(
      'S2',
      { areas: [laid('psychiatry', PLACING_PARTY)], until: '2026-02-28' as never },
      { at: '2026-02-10' },
    );
    expect(temporary(proposed, '2026-02-12')).toMatchObject([{ responsible: REGION }]);
    const confirmed = proposed.splitConfirmed('S2', {}, { at: '2026-02-12' });
    expect(temporary(confirmed, '2026-02-11')).toMatchObject([{ responsible: REGION }]);
    expect(temporary(confirmed, '2026-02-12')).toMatchObject([{ responsible: PLACING_PARTY }]);
    expect(split(confirmed, '2026-02-12')).toMatchObject({ splitId: uuid('split/S1'), status: 'ended' });
    // What has been replaced does not come back with the end of what replaced it.
    expect(temporary(confirmed, '2026-03-01')).toEqual([]);
    expect(judgedOn(confirmed, '2026-03-01')!.deadlines).toMatchObject([
      { dueOn: '2026-03-31', cancelledOn: '2026-02-12' },
      { dueOn: '2026-02-28', lapsedOn: '2026-03-01' },
    ]);
  });

  it('of another author, or for another area, stands beside it', () => {
    const beside = agreed()
      .splitProposed('S2', { areas: [laid('schooling', PLACING_PARTY)] }, { at: '2026-02-10' })
      .splitConfirmed('S2', {}, { at: '2026-02-11' });
    expect(temporary(beside, '2026-02-11')).toMatchObject([{ kind: 'psychiatry' }, { kind: 'schooling' }]);
    const others = reported()
      .splitProposed('S1', {}, { at: '2026-02-03' })
      .splitProposed('S2', {}, { by: REGION, at: '2026-02-04' })
      .splitConfirmed('S1', {}, { at: '2026-02-05' });
    expect(split(others, '2026-02-05')).toMatchObject({ splitId: uuid('split/S1'), status: 'inForce' });
  });

  it('takes one of two areas, and leaves the other', () => {
    const two = reported()
      .splitProposed('S1', { areas: [laid('psychiatry', REGION), laid('housing', REGION)] }, { at: '2026-02-03' })
      .splitConfirmed('S1', {}, { at: '2026-02-04' })
      .splitProposed('S2', { areas: [laid('housing', PLACING_PARTY)] }, { at: '2026-02-05' })
      .splitConfirmed('S2', {}, { at: '2026-02-06' });
    expect(area(on(two, '2026-02-06'), 'psychiatry')).toMatchObject([{ status: 'temporary', responsible: REGION }]);
    expect(area(on(two, '2026-02-06'), 'housing')).toMatchObject([
      { status: 'temporary', responsible: PLACING_PARTY, from: '2026-02-06' },
    ]);
    expect(split(two, '2026-02-06')).toMatchObject({ status: 'inForce' });
  });
});

describe('two deviations of one placement', () => {
  it('have each their own division; for one area that which was agreed on last holds', () => {
    const two = agreed()
      .deviation('2026-02-06', {}, { of: '2' })
      .splitProposed('S2', { areas: [laid('psychiatry', PLACING_PARTY)] }, { of: '2', at: '2026-02-07' })
      .splitConfirmed('S2', {}, { of: '2', at: '2026-02-09' });
    expect(temporary(two, '2026-02-08')).toMatchObject([{ responsible: REGION }]);
    expect(temporary(two, '2026-02-09')).toMatchObject([{ responsible: PLACING_PARTY }]);
    const closed = two.closureProposed('2026-02-10', { of: '2' }).closureConfirmed('2026-02-11', {}, { of: '2' });
    expect(temporary(closed, '2026-02-11')).toMatchObject([{ responsible: REGION }]);
    expect(deviationOn(closed, '2026-02-11')).toMatchObject({ status: 'reported' });
    expect(deviationOn(closed, '2026-02-11', '2')).toMatchObject({ status: 'closed' });
  });
});
