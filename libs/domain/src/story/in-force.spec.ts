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
});
