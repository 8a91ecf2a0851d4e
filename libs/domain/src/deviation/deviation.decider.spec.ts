import { accepted, decideDeviation } from '#domain';
import { aCase, PLACING_PARTY, REGION, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf, submissionOf } from '../../../../test/support/decision-on-last.js';
import { laid } from '../../../../test/support/deviation-steps.js';
import { byItself } from '../../../../test/support/deviations.js';

const NEIGHBOUR = 'kommun-2081.socialnamnden';
const placed = (): CaseBuilder => aCase().registered().started('2026-01-15');
const reported = (): CaseBuilder => placed().deviation('2026-02-02');
const ofThree = { concerns: [PLACING_PARTY, REGION, NEIGHBOUR as never] };
const waitsFor = (what: object) => ({ outcome: 'waiting', waitsFor: what });
const notTheirs = { code: 'NotYourFactToState' };

describe('a deviation', () => {
  it('is reported by either principal of its placement (A-106)', () => {
    for (const by of [PLACING_PARTY, REGION, 'region-20.psykiatrin'])
      expect(answerTo(placed().deviation('2026-02-02', {}, { by }))).toEqual(accepted);
    for (const by of [NEIGHBOUR, 'region-21', 'kommun-2080.aldrenamnden'])
      expect(refusalOf(placed().deviation('2026-02-02', {}, { by }))).toMatchObject({ ...notTheirs, rule: 'A-106' });
  });

  it('is reported by who was principal when it occurred, too', () => {
    const moved = placed().registrationChanged('0380', '2026-02-01');
    expect(answerTo(moved.deviation('2026-01-31', {}, { by: REGION, at: '2026-02-03' }))).toEqual(accepted);
    expect(answerTo(moved.deviation('2026-02-02', {}, { by: 'region-03', at: '2026-02-03' }))).toEqual(accepted);
    expect(refusalOf(moved.deviation('2026-01-31', {}, { by: 'region-21', at: '2026-02-03' }))).toMatchObject(
      notTheirs,
    );
  });

  it('waits for its placement, and for its report', () => {
    expect(answerTo(aCase().deviation('2026-02-02'))).toEqual(waitsFor({ what: 'placement' }));
    expect(answerTo(placed().investigated('2026-02-03', {}, { by: REGION }))).toEqual(waitsFor({ what: 'deviation' }));
  });

  it('is reported once, has occurred when it is, and several may concern one placement', () => {
    expect(refusalOf(reported().deviation('2026-02-03'))).toEqual({ code: 'AlreadyRegistered' });
    expect(answerTo(reported().deviation('2026-02-03', {}, { of: '2' }))).toEqual(accepted);
    expect(refusalOf(placed().deviation('2026-02-03', {}, { at: '2026-02-02' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
  });

  it('that concerns no placement is reported by any party, and judged alike', () => {
    const decided = (story: CaseBuilder) => {
      const said = byItself(story);
      return decideDeviation(submissionOf(said.facts.at(-1)!), { ...said, facts: said.facts.slice(0, -1) });
    };
    expect(decided(placed().deviation('2026-02-02', {}, { by: 'region-21' }))).toEqual(accepted);
    expect(decided(reported().investigated('2026-02-03', {}, { by: NEIGHBOUR }))).toMatchObject({
      rejection: { ...notTheirs, allowed: [PLACING_PARTY, REGION], rule: 'A-107' },
    });
  });
});

describe('what is said of a deviation', () => {
  it('is said by those whom it concerns: of what is between parties, who reported it too (A-107)', () => {
    const between = placed().deviation('2026-02-02', { concerns: [REGION] });
    expect(answerTo(between.investigated('2026-02-03'))).toEqual(accepted);
    const complaint = placed().deviation('2026-02-02', { kind: 'complaint', concerns: [REGION] });
    expect(refusalOf(complaint.investigated('2026-02-03'))).toMatchObject({ ...notTheirs, allowed: [REGION] });
    expect(answerTo(complaint.investigated('2026-02-03', {}, { by: REGION }))).toEqual(accepted);
  });

  it('is said by a nämnd where its kommun is named whole, and by one nämnd never for another (D-026)', () => {
    const whole = placed().deviation('2026-02-02', { concerns: ['kommun-2080' as never, REGION] });
    for (const by of ['kommun-2080', PLACING_PARTY, 'kommun-2080.aldrenamnden'])
      expect(answerTo(whole.investigated('2026-02-03', {}, { by }))).toEqual(accepted);
    expect(refusalOf(reported().investigated('2026-02-03', {}, { by: 'kommun-2080' }))).toMatchObject(notTheirs);
  });

  it('lays nothing on one who is not asked (A-107)', () => {
    const split = reported().splitProposed('S1', { areas: [laid('housing', REGION), laid('dental', NEIGHBOUR)] });
    expect(refusalOf(split)).toMatchObject({ code: 'FieldNotAllowedHere', pointer: '/data/areas/1/responsible' });
    const action = reported().actionDecided('A1', '2026-03-01', { responsible: NEIGHBOUR as never });
    expect(refusalOf(action)).toMatchObject({ code: 'FieldNotAllowedHere', pointer: '/data/responsible' });
    expect(answerTo(reported().actionDecided('A1', '2026-03-01', { responsible: REGION }))).toEqual(accepted);
  });

  it('lasts a day at least, and is named once', () => {
    const until = (day: string) => reported().splitProposed('S1', { until: day as never }, { at: '2026-02-03' });
    expect(refusalOf(until('2026-02-02'))).toMatchObject({ code: 'PeriodEndsBeforeItBegins', pointer: '/data/until' });
    expect(answerTo(until('2026-02-03'))).toEqual(accepted);
    expect(refusalOf(reported().splitProposed('S1').splitProposed('S1'))).toMatchObject({ code: 'AlreadySaid' });
    const action = reported().actionDecided('A1', '2026-03-01');
    expect(refusalOf(action.actionDecided('A1', '2026-03-02'))).toMatchObject({ code: 'AlreadySaid' });
  });

  it('of an action is said by who was to do it, once; of an unknown one it waits', () => {
    const action = reported().actionDecided('A1', '2026-03-01', { responsible: REGION });
    expect(refusalOf(action.actionDone('A1', '2026-02-20'))).toMatchObject({ ...notTheirs, allowed: [REGION] });
    const done = action.actionDone('A1', '2026-02-20', { by: REGION });
    expect(answerTo(done)).toEqual(accepted);
    expect(refusalOf(done.actionDone('A1', '2026-02-21', { by: REGION }))).toMatchObject({ code: 'AlreadySaid' });
    expect(answerTo(reported().actionDone('A1', '2026-02-20'))).toEqual(
      waitsFor({ what: 'action', id: uuid('action/A1') }),
    );
  });

  it('comes no later than the closure; what happened before it may be told after', () => {
    const closed = reported().closureProposed('2026-02-09').closureConfirmed('2026-02-10');
    const told = { at: '2026-02-12' };
    for (const after of [
      closed.investigated('2026-02-11', {}, told),
      closed.splitProposed('S1', {}, told),
      closed.actionDecided('A1', '2026-03-01', {}, told),
    ])
      expect(refusalOf(after)).toEqual({ code: 'DeviationClosed', closedOn: '2026-02-10' });
    expect(answerTo(closed.investigated('2026-02-10', {}, told))).toEqual(accepted);
  });
});

describe('a confirmation of a split', () => {
  const proposed = (): CaseBuilder => reported().splitProposed('S1', {}, { at: '2026-02-03', id: 'split' });

  it('is every other party’s, and not its author’s (A-108)', () => {
    expect(answerTo(proposed().splitConfirmed('S1'))).toEqual(accepted);
    expect(refusalOf(proposed().splitConfirmed('S1', {}, { by: PLACING_PARTY }))).toMatchObject({
      ...notTheirs,
      allowed: [REGION],
      rule: 'A-108',
    });
    const byRegion = reported().splitProposed('S1', {}, { by: REGION });
    expect(answerTo(byRegion.splitConfirmed('S1', {}, { by: PLACING_PARTY }))).toEqual(accepted);
  });

  it('is given once, waits for its proposal, and names an event of it', () => {
    const twice = proposed().splitConfirmed('S1').splitConfirmed('S1');
    expect(refusalOf(twice)).toMatchObject({ code: 'AlreadySaid', pointer: '/data/splitId' });
    expect(answerTo(reported().splitConfirmed('S1'))).toEqual(waitsFor({ what: 'split', id: uuid('split/S1') }));
    const { eventId } = proposed().facts.at(-1)!.meta;
    expect(answerTo(proposed().splitConfirmed('S1', { answers: eventId }))).toEqual(accepted);
    const other = uuid('event/other');
    expect(refusalOf(proposed().splitConfirmed('S1', { answers: other }))).toMatchObject({ code: 'UnknownReference' });
  });

  it('has nobody to come from where one party alone is concerned, nor on Gotland (SoL 4:4)', () => {
    const alone = placed().deviation('2026-02-02', { kind: 'complaint', concerns: [REGION] });
    const own = alone.splitProposed('S1', {}, { by: REGION }).splitConfirmed('S1');
    expect(refusalOf(own)).toEqual({ code: 'NoOtherSide' });
  });

  it('is neither corrected nor taken back by one, once all have confirmed; before, it is its sender’s', () => {
    const three = placed().deviation('2026-02-02', ofThree).splitProposed('S1', {}, { id: 'split' });
    const one = three.splitConfirmed('S1', {}, { id: 'one' });
    expect(answerTo(one.deviationAnnulled('one', { by: REGION }))).toEqual(accepted);
    const all = one.splitConfirmed('S1', {}, { by: NEIGHBOUR });
    expect(refusalOf(all.deviationAnnulled('one', { by: REGION }))).toMatchObject({ code: 'CountersignedFact' });
    expect(refusalOf(one.deviationAnnulled('split'))).toEqual({ code: 'CountersignedFact', by: [REGION] });
    expect(answerTo(three.deviationAnnulled('split'))).toEqual(accepted);
  });
});

describe('a closure', () => {
  it('is proposed or confirmed by each once, and waits where nobody has proposed it (A-107)', () => {
    const proposed = reported().closureProposed('2026-02-09', { id: 'closing' });
    expect(answerTo(proposed)).toEqual(accepted);
    expect(answerTo(proposed.closureConfirmed('2026-02-10'))).toEqual(accepted);
    expect(answerTo(proposed.closureProposed('2026-02-10', { by: REGION }))).toEqual(accepted);
    expect(answerTo(reported().closureConfirmed('2026-02-10'))).toEqual(waitsFor({ what: 'closure' }));
    expect(refusalOf(proposed.closureProposed('2026-02-10'))).toMatchObject({ code: 'AlreadySaid' });
    expect(refusalOf(proposed.closureConfirmed('2026-02-10', {}, { by: PLACING_PARTY }))).toMatchObject(notTheirs);
    expect(refusalOf(proposed.closureConfirmed('2026-02-10').closureConfirmed('2026-02-11'))).toMatchObject({
      code: 'AlreadySaid',
    });
  });

  it('that another has confirmed is not its proposer’s to take back', () => {
    const proposed = reported().closureProposed('2026-02-09', { id: 'closing' });
    expect(answerTo(proposed.deviationAnnulled('closing'))).toEqual(accepted);
    const closed = proposed.closureConfirmed('2026-02-10', {}, { id: 'closed' });
    expect(refusalOf(closed.deviationAnnulled('closing'))).toEqual({ code: 'CountersignedFact', by: [REGION] });
    expect(refusalOf(closed.deviationAnnulled('closed', { by: REGION }))).toEqual({
      code: 'CountersignedFact',
      by: [PLACING_PARTY],
    });
  });
});

describe('a report', () => {
  it('that is taken back closes its deviation, not once another has said something of it', () => {
    const story = placed().deviation('2026-02-02', {}, { id: 'report' });
    const annulled = story.deviationAnnulled('report');
    expect(answerTo(annulled)).toEqual(accepted);
    expect(refusalOf(annulled.investigated('2026-02-03', {}, { by: REGION }))).toEqual({ code: 'SubjectAnnulled' });
    expect(refusalOf(annulled.deviation('2026-02-03'))).toEqual({ code: 'SubjectAnnulled' });
    const others = story.investigated('2026-02-03', {}, { by: REGION, id: 'theirs' });
    expect(refusalOf(others.deviationAnnulled('report'))).toEqual({
      code: 'LaterFactsDependOnIt',
      dependents: ['theirs'],
    });
    // What is said of the placement, or of another deviation, is not said of this one.
    const beside = story.dentalContact('2026-02-03').deviation('2026-02-03', {}, { of: '2', by: REGION });
    expect(answerTo(beside.deviationAnnulled('report'))).toEqual(accepted);
  });

  it('is not corrected so that one who has spoken is left out (A-107)', () => {
    const story = placed().deviation('2026-02-02', ofThree, { id: 'report' });
    const corrected = (told: CaseBuilder) => told.deviation('2026-02-02', {}, { corrects: 'report' });
    expect(answerTo(corrected(story))).toEqual(accepted);
    const spoken = story.investigated('2026-02-03', {}, { by: NEIGHBOUR, id: 'theirs' });
    expect(refusalOf(corrected(spoken))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['theirs'] });
  });
});
