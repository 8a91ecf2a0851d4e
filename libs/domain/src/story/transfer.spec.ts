import { assess, type CaseAssessment, type Surroundings } from '#domain';
import {
  aCase,
  dalarna,
  day,
  measuresOfBoth,
  name,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { area, due, found, on, open, whole } from '../../../../test/support/assessed.js';
import {
  BOTH,
  answered,
  applied,
  asked,
  RECEIVER,
  transferred,
  tried,
} from '../../../../test/support/transfer-steps.js';

const THIRD = 'kommun-2180.socialnamnden';

const planned = aCase().registered().decided('2026-01-12').started('2026-01-15');
const emergency = aCase()
  .emergency({ registeredKommun: '2080' as never })
  .decided('2026-01-15')
  .started('2026-01-15');

const placer = (story: CaseBuilder, asOf: string) => on(story, asOf).placement?.placingParty;
const placers = (story: CaseBuilder, ...days: string[]) => days.map((asOf) => placer(story, asOf));

describe('the kommun that places', () => {
  const moved = transferred(planned, '2026-03-02', '2026-03-10');

  it('is the receiving one from the day of the answer that grants it, and the former on the day before (S-019)', () => {
    expect(placers(moved, '2026-03-09', '2026-03-10', '2026-03-11')).toEqual([PLACING_PARTY, RECEIVER, RECEIVER]);
  });

  it('stays the same while nothing is answered, and where the answer refuses (S-019)', () => {
    const request = asked(planned, '2026-03-02');
    expect(placers(request, '2026-12-31')).toEqual([PLACING_PARTY]);
    expect(placers(answered(request, 'refused', '2026-03-03'), '2026-12-31')).toEqual([PLACING_PARTY]);
  });

  it('is the receiving one from the day on which IVO so decides (S-020)', () => {
    const refused = applied(answered(asked(planned, '2026-03-02'), 'refused', '2026-03-03'), '2026-03-04');
    const decided = tried(refused, ['ivo', 'accepted', '2026-05-20']);
    expect(placers(decided, '2026-05-19', '2026-05-20')).toEqual([PLACING_PARTY, RECEIVER]);
    expect(placers(tried(refused, ['ivo', 'refused', '2026-05-20']), '2026-05-20')).toEqual([PLACING_PARTY]);
  });

  it('is by the newest word, each from its own day: the court gives back what IVO gave (S-020)', () => {
    const given = tried(applied(asked(planned, '2026-03-02'), '2026-04-02'), ['ivo', 'accepted', '2026-05-20']);
    const back = tried(given, ['court', 'refused', '2026-09-01'], { by: RECEIVER });
    expect(placers(back, '2026-05-19', '2026-05-20', '2026-08-31', '2026-09-01')).toEqual([
      PLACING_PARTY,
      RECEIVER,
      RECEIVER,
      PLACING_PARTY,
    ]);
    const toldFirst = back.inOrder((facts) => [...facts].reverse());
    expect(placers(toldFirst, '2026-08-31', '2026-09-01')).toEqual([RECEIVER, PLACING_PARTY]);
  });

  it('is the receiving one by a later answer, where IVO refused before the two agreed', () => {
    const refused = tried(applied(asked(planned, '2026-03-02'), '2026-04-02'), ['ivo', 'refused', '2026-05-20']);
    expect(placers(answered(refused, 'accepted', '2026-06-01'), '2026-05-31', '2026-06-01')).toEqual([
      PLACING_PARTY,
      RECEIVER,
    ]);
  });

  it('is by no answer of a kommun that is asked no longer, once the request is corrected (H-004)', () => {
    const refused = answered(asked(planned, '2026-03-02', {}, { id: 't' }), 'refused', '2026-03-10');
    const corrected = asked(refused, '2026-03-02', { to: THIRD }, { corrects: 't', at: '2026-03-20' });
    expect(found(on(corrected, '2026-04-01'), 'H-004')).toMatchObject([
      { parties: [PLACING_PARTY, RECEIVER], severity: 'warning' },
    ]);
    expect(due(on(corrected, '2026-04-01'), 'caseTransferAnswer')).toMatchObject([
      { status: 'overdue', responsible: [THIRD] },
    ]);
    const granted = answered(corrected, 'accepted', '2026-04-02', { by: THIRD });
    expect(placers(granted, '2026-04-01', '2026-04-02')).toEqual([PLACING_PARTY, THIRD]);
  });

  it('is by the next answer that works, which the one in vain waits for, of the same request alone (H-004)', () => {
    const refused = answered(asked(planned, '2026-03-02', {}, { id: 't' }), 'refused', '2026-03-10');
    const corrected = asked(refused, '2026-03-02', { to: THIRD }, { corrects: 't', at: '2026-03-20' });
    const resolved = (story: typeof corrected) => found(on(story, '2026-05-01'), 'H-004').map((one) => one.resolvedOn);
    expect(resolved(answered(corrected, 'accepted', '2026-04-02', { by: THIRD }))).toEqual(['2026-04-02']);
    const other = asked(corrected, '2026-03-21', { label: 'T2', to: RECEIVER });
    expect(resolved(answered(other, 'refused', '2026-04-02', { label: 'T2' }))).toEqual([undefined]);
  });

  it('moves once only, of two that were asked: the other’s answer works nothing (H-004)', () => {
    const two = asked(asked(planned, '2026-03-02'), '2026-03-03', { label: 'T2', to: THIRD });
    const story = answered(
      answered(two, 'accepted', '2026-03-10', { label: 'T2', by: THIRD }),
      'accepted',
      '2026-03-20',
    );
    expect(placers(story, '2026-03-10', '2026-03-20')).toEqual([THIRD, THIRD]);
    expect(found(on(story, '2026-03-20'), 'H-004')).toMatchObject([
      { raisedOn: '2026-03-20', parties: [PLACING_PARTY, RECEIVER, THIRD] },
    ]);
    expect(found(on(story, '2026-03-19'), 'H-004')).toEqual([]);
  });

  it('goes on to a third, and back', () => {
    const on2 = answered(
      asked(moved, '2026-04-01', { label: 'T2', to: PLACING_PARTY }, { by: RECEIVER }),
      'accepted',
      '2026-04-10',
      {
        label: 'T2',
        by: PLACING_PARTY,
      },
    );
    expect(placers(on2, '2026-04-09', '2026-04-10')).toEqual([RECEIVER, PLACING_PARTY]);
  });
});

describe('the principals of a case that has moved', () => {
  const moved = transferred(planned, '2026-03-02', '2026-03-10', THIRD);

  it('are the new kommun and the region of before: a kommun of another county moves nothing of the region (S-019, A-076)', () => {
    expect(on(moved, '2026-03-09').placement?.principals).toEqual([PLACING_PARTY, REGION]);
    expect(on(moved, '2026-03-10').placement).toMatchObject({ placingParty: THIRD, region: { party: REGION } });
    expect(on(moved, '2026-03-10').placement?.principals).toContain(THIRD);
    expect(on(moved, '2026-03-10').placement?.principals).toContain(REGION);
  });

  it('are the region of the new registration where that moves too, on its own day', () => {
    const registered = moved.registrationChanged('2180', '2026-04-01', { by: THIRD, at: '2026-04-02' });
    expect(on(registered, '2026-04-01').placement).toMatchObject({
      placingParty: THIRD,
      region: { party: 'region-21' },
    });
  });

  it('keep the default region of the kommun that registered it, while the registration is unclear (H-002)', () => {
    const unclear = transferred(
      aCase().registered({ registeredKommun: null }).started('2026-01-15'),
      '2026-03-02',
      '2026-03-10',
      THIRD,
    );
    expect(on(unclear, '2026-04-01').placement?.region).toEqual({ party: REGION, status: 'default' });
  });
});

describe('who sees a case that has moved', () => {
  const moved = transferred(planned, '2026-03-02', '2026-03-10');
  const seenBy = (asOf: string) => on(moved, asOf).placement;

  it('is the new kommun from the day, and of the former its costs: those of its days are its own (S-019)', () => {
    expect(seenBy('2026-03-09')).toMatchObject({ principals: [PLACING_PARTY, REGION], thirdPayers: [] });
    expect(seenBy('2026-03-10')).toMatchObject({ principals: [RECEIVER, REGION], thirdPayers: [PLACING_PARTY] });
  });
});

describe('responsibility in a case that has moved', () => {
  const moved = transferred(planned, '2026-03-02', '2026-03-10');

  it('has the kommun’s areas with the new one from its day, by SoL 29:10 (S-019)', () => {
    expect(area(on(moved, '2026-03-09'), 'housing')).toMatchObject([
      { responsible: PLACING_PARTY, from: '2026-01-15' },
    ]);
    expect(area(on(moved, '2026-03-10'), 'housing')).toMatchObject([
      {
        responsible: RECEIVER,
        from: '2026-03-10',
        why: { rule: 'S-019', statute: { act: 'SoL 2025:400', section: '29:10' } },
      },
    ]);
    expect(area(on(moved, '2026-03-10'), 'schooling')).toMatchObject([{ responsible: RECEIVER, from: '2026-03-10' }]);
    expect(area(on(moved, '2026-03-10'), 'psychiatry')).toMatchObject([{ responsible: REGION, from: '2026-01-15' }]);
  });

  it('cites SoL 29:11 where IVO has decided (S-020)', () => {
    const decided = tried(asked(planned, '2026-03-02'), ['ivo', 'accepted', '2026-05-20']);
    expect(area(on(decided, '2026-05-20'), 'housing')[0]?.why).toMatchObject({
      rule: 'S-020',
      statute: { section: '29:11' },
    });
  });

  it('is cleared anew: the former’s list binds until the day before, and the new one is asked for (H-003, H-005)', () => {
    const cleared = planned
      .clarified({ measures: measuresOfBoth }, { at: '2026-01-13' })
      .confirmed({}, { at: '2026-01-14' });
    const story = transferred(cleared, '2026-03-02', '2026-03-10');
    expect(area(on(story, '2026-03-09'), 'housing')).toMatchObject([{ responsible: PLACING_PARTY, status: 'cleared' }]);
    expect(area(on(story, '2026-03-10'), 'housing')).toMatchObject([
      { responsible: RECEIVER, status: 'default', from: '2026-03-10' },
    ]);
    const needed = found(on(story, '2026-03-10'), 'H-005');
    expect(needed).toMatchObject([{ raisedOn: '2026-03-10' }]);
    expect(needed[0]?.parties).toEqual([RECEIVER, REGION].sort());
    expect(needed[0]?.why.causedBy).toContain(story.facts.at(-1)!.meta.eventId);
  });
});

describe('what is due in a case that has moved', () => {
  const moved = transferred(planned, '2026-03-02', '2026-03-10');
  const reviews = (story: CaseBuilder, asOf: string) => due(on(story, asOf), 'reviewSoL');

  it('is the new kommun’s where it falls after, and the former’s that it met before (S-019)', () => {
    expect(reviews(moved, '2026-03-09')).toMatchObject([{ dueOn: '2026-07-15', responsible: [PLACING_PARTY] }]);
    expect(reviews(moved, '2026-03-10')).toMatchObject([{ dueOn: '2026-07-15', responsible: [RECEIVER] }]);
    const done = transferred(planned.reviewed('2026-03-01', { kind: 'consideration' }), '2026-03-02', '2026-03-10');
    expect(reviews(done, '2026-12-31')).toMatchObject([
      { metOn: '2026-03-01', responsible: [PLACING_PARTY] },
      { responsible: [RECEIVER] },
    ]);
  });

  it('that fell before and was not done stays with the former: what was missed was missed (S-019)', () => {
    const late = transferred(planned, '2026-08-01', '2026-08-10');
    expect(reviews(late, '2026-08-31')).toMatchObject([{ status: 'overdue', responsible: [PLACING_PARTY] }]);
    expect(open(on(late, '2026-08-31'), 'A-060')).toMatchObject([{ parties: [PLACING_PARTY] }]);
    const onTheDay = transferred(planned, '2026-07-01', '2026-07-15');
    expect(reviews(onTheDay, '2026-08-31')).toMatchObject([{ responsible: [RECEIVER] }]);
    const dayAfter = transferred(planned, '2026-07-01', '2026-07-16');
    expect(reviews(dayAfter, '2026-08-31')).toMatchObject([{ responsible: [PLACING_PARTY] }]);
  });
});

describe('the agreement that judges a case that has moved', () => {
  const agreementIn = (
    story: CaseBuilder,
    asOf: string,
    around: Surroundings = dalarna(),
  ): CaseAssessment['placement'] => whole(assess(story.theCase, around, day(asOf), name)).placement;
  const moved = transferred(emergency, '2026-02-01', '2026-02-10');

  it('is the former’s before and the new kommun’s from the day (S-019)', () => {
    expect(agreementIn(moved, '2026-02-09')?.agreement).not.toBeNull();
    expect(agreementIn(moved, '2026-02-10')?.agreement).toBeNull();
    expect(agreementIn(moved, '2026-02-10', BOTH)?.agreement).not.toBeNull();
  });

  it('is none where the new kommun has none, and that is told from its day (A-001)', () => {
    expect(found(on(moved, '2026-02-28'), 'A-001')).toMatchObject([{ raisedOn: '2026-02-10', parties: [RECEIVER] }]);
    expect(found(on(moved, '2026-02-28', BOTH), 'A-001')).toEqual([]);
    const back = transferred(moved, '2026-02-11', '2026-02-20', PLACING_PARTY);
    expect(found(on(moved, '2026-02-09'), 'A-001')).toEqual([]);
    expect(back.facts).toHaveLength(moved.facts.length + 2);
  });

  it('no longer asks for what falls after, where the new kommun is bound by none (A-099)', () => {
    const half = (asOf: string, around: Surroundings) => due(on(moved, asOf, around), 'emergencyCostAllocation');
    expect(half('2026-02-09', dalarna())).toMatchObject([{ dueOn: '2026-03-15', status: 'open' }]);
    expect(half('2026-02-10', dalarna())).toMatchObject([{ cancelledOn: '2026-02-10', status: 'cancelled' }]);
    expect(half('2026-03-16', BOTH)).toMatchObject([{ status: 'overdue', responsible: [RECEIVER, REGION].sort() }]);
    const late = transferred(emergency, '2026-03-10', '2026-03-16');
    expect(due(on(late, '2026-04-01'), 'emergencyCostAllocation')).toMatchObject([
      { status: 'overdue', responsible: [PLACING_PARTY, REGION] },
    ]);
  });

  it('is named in the why of each finding and deadline as of its own day', () => {
    const late = transferred(emergency, '2026-03-10', '2026-03-16');
    const [missed] = found(on(late, '2026-04-01'), 'A-099');
    expect(missed).toMatchObject({ raisedOn: '2026-03-16', why: { agreement: null } });
    const [overdue] = due(on(late, '2026-04-01'), 'emergencyCostAllocation');
    expect(overdue?.why.agreement).toBe(uuid('agreement/RÖK'));
    expect(found(on(late, '2026-04-01'), 'A-001')[0]?.why.agreement).toBeNull();
  });
});
