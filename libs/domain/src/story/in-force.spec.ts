import { agreementInForce, type AgreementState } from '#domain';
import { dalarna, day, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';

const [whole] = dalarna().agreements;
const agreement = (rest: Partial<AgreementState> = {}): AgreementState => ({ ...whole!, ...rest });
const approval = (by: string, on: string) => ({ party: party(by), on: day(on), eventId: uuid(`event/approval/${by}`) });
/** Those of the days on which the agreement judges placements of the nämnd. */
const judgesOn = (state: AgreementState, ...days: string[]): readonly string[] =>
  days.filter((on) => agreementInForce({ agreements: [state], sips: [] }, PLACING_PARTY, day(on)) !== null);

describe('an agreement', () => {
  it('judges from the first day of its validity to its last, both included, and not the day after (A-126)', () => {
    expect(judgesOn(agreement(), '2025-06-30', '2025-07-01', '2033-06-30', '2033-07-01')).toEqual([
      '2025-07-01',
      '2033-06-30',
    ]);
  });

  it('that another supersedes judges the day before, and no more from that day (A-126)', () => {
    const superseded = agreement({ supersededBy: { agreementId: uuid('agreement/new'), on: day('2030-01-01') } });
    expect(judgesOn(superseded, '2029-12-31', '2030-01-01', '2030-01-02')).toEqual(['2029-12-31']);
  });

  it('judges once both a region and the placing kommun have approved it (A-128)', () => {
    const approvals = [approval('kommun-2080', '2025-07-01'), approval(REGION, '2025-09-01')];
    expect(judgesOn(agreement({ approvals }), '2025-08-31', '2025-09-01')).toEqual(['2025-09-01']);
  });

  it('judges nothing while only kommuner have approved it, or the region and another kommun (A-128)', () => {
    const kommuner = [approval('kommun-2080', '2025-07-01'), approval('kommun-2081', '2025-07-01')];
    expect(judgesOn(agreement({ approvals: kommuner }), '2026-01-15')).toEqual([]);
    const other = [approval(REGION, '2025-07-01'), approval('kommun-2081', '2025-07-01')];
    expect(judgesOn(agreement({ approvals: other }), '2026-01-15')).toEqual([]);
  });

  it('goes on judging through the year that it is extended by, where its revision had begun by its end (A-127)', () => {
    const begun = (on: string) => agreement({ revisionStarted: { on: day(on), eventId: uuid('event/revision') } });
    const days = ['2033-06-30', '2033-07-01', '2034-06-30', '2034-07-01'];
    expect(judgesOn(begun('2033-06-30'), ...days)).toEqual(days.slice(0, 3));
    expect(judgesOn(begun('2033-07-01'), ...days)).toEqual(days.slice(0, 1));
  });
});

describe('an agreement that says it supersedes another (A-127, A-128)', () => {
  const old = agreement({ revisionStarted: { on: day('2032-01-15'), eventId: uuid('event/revision') } });
  const newer = (approvedOn: string, registered: Partial<AgreementState['registered']> = {}): AgreementState =>
    agreement({
      agreementId: uuid('agreement/newer'),
      stream: 'agreement-newer',
      registered: {
        ...old.registered,
        ...{ supersedes: old.agreementId, validFrom: day('2030-01-01'), validTo: day('2031-12-31'), ...registered },
      },
      approvals: [approval(REGION, '2029-06-01'), approval('kommun-2080', approvedOn)],
    });
  const judging = (on: string, ...agreements: readonly AgreementState[]) =>
    agreementInForce({ agreements, sips: [] }, PLACING_PARTY, day(on))?.agreementId;

  it('takes its place for a kommun from that kommun’s own approval, and not before its first day', () => {
    const early = newer('2029-11-01');
    expect(judging('2029-12-31', old, early)).toBe(old.agreementId);
    expect(judging('2030-01-01', old, early)).toBe(early.agreementId);
    const late = newer('2030-03-01');
    expect(judging('2030-02-28', old, late)).toBe(old.agreementId);
    expect(judging('2030-03-01', old, late)).toBe(late.agreementId);
  });

  it('leaves none in its place once it has ended itself: a gap is a gap (G-16)', () => {
    expect(judging('2032-01-01', old, newer('2029-11-01'))).toBeUndefined();
  });

  it('leaves a kommun that has not approved it under the old one, which may be extended for that (A-127)', () => {
    const unapproved: AgreementState = { ...newer('2029-11-01'), approvals: [approval(REGION, '2029-06-01')] };
    expect(judging('2033-06-30', old, unapproved)).toBe(old.agreementId);
    expect(judging('2034-06-30', old, unapproved)).toBe(old.agreementId);
  });

  it('bars the extension for a kommun that had approved it by the end, also before its own first day', () => {
    const terms = { validFrom: day('2033-09-01'), validTo: day('2040-12-31') };
    expect(judging('2033-06-30', old, newer('2033-06-30', terms))).toBe(old.agreementId);
    expect(judging('2033-07-01', old, newer('2033-06-30', terms))).toBeUndefined();
    expect(judging('2033-07-01', old, newer('2033-07-01', terms))).toBe(old.agreementId);
  });

  it('takes the place of that one alone: another stands again once it has ended', () => {
    const elsewhere = newer('2029-11-01', { supersedes: uuid('agreement/third') });
    expect(judging('2031-12-31', old, elsewhere)).toBe(elsewhere.agreementId);
    expect(judging('2032-01-01', old, elsewhere)).toBe(old.agreementId);
  });

  it('that begins no later than the other takes no place: of two that name each other the later stands', () => {
    const first: AgreementState = {
      ...old,
      registered: { ...old.registered, supersedes: uuid('agreement/newer') },
    };
    const second = newer('2029-11-01', { validTo: day('2033-06-30') });
    expect(judging('2031-01-01', first, second)).toBe(second.agreementId);
  });
});
