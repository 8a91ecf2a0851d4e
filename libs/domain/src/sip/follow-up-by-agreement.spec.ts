import { type AgreementState, type PackId, type Surroundings } from '#domain';
import { dueIn, foundIn } from '../../../../test/support/assessed-sip.js';
import { dalarna, day, noAgreement, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { among, ownAgreement } from '../../../../test/support/own-agreement.js';
import { aSip } from '../../../../test/support/sip-builder.js';

/** Of the nämnd of Falun, opened on 10 January, whose plan is to be followed up on 1 August. */
const plan = aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10').established('2026-01-20');
const rulesOf = (surroundings: Surroundings, told = plan, asOf = '2026-08-02') =>
  (['B-013', 'D-013'] as const).flatMap((rule) => foundIn(told, rule, asOf, surroundings).map((found) => found.rule));
const own = (
  rulePack: PackId,
  ...more: Parameters<typeof ownAgreement> extends [string, PackId, ...infer R] ? R : never
) => ownAgreement('kommun-2080', rulePack, ...more);
const vetlanda = own('vetlanda-2023');

describe('a plan that is not followed up on its day', () => {
  it('is found in the words of the agreement of whoever opened the SIP (B-013, D-013)', () => {
    expect(foundIn(plan, 'B-013', '2026-08-01', among(vetlanda))).toEqual([]);
    expect(foundIn(plan, 'B-013', '2026-08-02', among(vetlanda))).toMatchObject([
      {
        ...{ severity: 'breach', raisedOn: '2026-08-02', waitsFor: [PLACING_PARTY], answerWith: ['sip.followedUp'] },
        why: { agreement: null, readFrom: [{ stream: vetlanda.stream, revision: 2 }] },
      },
    ]);
    expect(rulesOf(among(vetlanda))).toEqual(['B-013']);
    expect(rulesOf(among(own('vetlanda-2015')))).toEqual(['B-013']);
    expect(rulesOf(among(own('karlsborg-internal')))).toEqual(['D-013']);
    expect(rulesOf(dalarna())).toEqual(['D-013']);
    expect(rulesOf(noAgreement)).toEqual(['D-013']);
  });

  it('is due by the same rule (B-013, D-013)', () => {
    const due = (around: Surroundings) => dueIn(plan, 'sipFollowUp', '2026-02-01', around).map(({ why }) => why.rule);
    expect(due(among(vetlanda))).toEqual(['B-013']);
    expect(due(dalarna())).toEqual(['D-013']);
    expect(dueIn(plan, 'consentExpiry', '2026-02-01', among(vetlanda)).map(({ why }) => why.rule)).toEqual(['A-040']);
  });

  it('and one that goes on without a day for the next, too (B-013, D-013)', () => {
    const goesOn = plan.followedUp('2026-07-01', { outcome: 'continues' });
    expect(foundIn(goesOn, 'B-013', '2026-07-01', among(vetlanda))).toMatchObject([
      { severity: 'warning', answerWith: ['sip.followedUp', 'sip.established'] },
    ]);
    expect(foundIn(goesOn, 'D-013', '2026-07-01', among(vetlanda))).toEqual([]);
    expect(rulesOf(dalarna(), goesOn, '2026-07-01')).toEqual(['D-013']);
  });
});

describe('the agreement in whose words it is', () => {
  const between = (validFrom: string, validTo: string): AgreementState =>
    own('vetlanda-2023', { said: { validFrom: day(validFrom), validTo: day(validTo) } });

  it('is one that is valid on the day that the SIP is opened (B-013)', () => {
    expect(rulesOf(among(between('2026-01-10', '2026-01-10')))).toEqual(['B-013']);
    expect(rulesOf(among(between('2026-01-11', '2026-12-31')))).toEqual(['D-013']);
    expect(rulesOf(among(between('2023-01-01', '2026-01-09')))).toEqual(['D-013']);
  });

  it('is one that the opener has approved by then, and that none has replaced (B-013, A-128)', () => {
    const approvedBy = (...parties: string[]) => own('vetlanda-2023', { approvedBy: parties });
    expect(rulesOf(among(approvedBy('kommun-2080.vardnamnden')))).toEqual(['D-013']);
    expect(rulesOf(among(approvedBy(PLACING_PARTY)))).toEqual(['B-013']);
    const superseded = (on: string): AgreementState => ({
      ...vetlanda,
      supersededBy: { on: day(on), eventId: vetlanda.registeredBy } as never,
    });
    expect(rulesOf(among(superseded('2026-01-10')))).toEqual(['D-013']);
    expect(rulesOf(among(superseded('2026-01-11')))).toEqual(['B-013']);
  });

  it('is the one of placements before any other, else the latest (B-013, D-013)', () => {
    expect(rulesOf(among(vetlanda, ...dalarna().agreements))).toEqual(['D-013']);
    const later = own('karlsborg-internal', { label: 'later', said: { validFrom: day('2024-01-01') } });
    expect(rulesOf(among(later, vetlanda))).toEqual(['D-013']);
    expect(rulesOf(among(vetlanda, later))).toEqual(['D-013']);
    const earlier = own('karlsborg-internal', { label: 'earlier', said: { validFrom: day('2022-01-01') } });
    expect(rulesOf(among(earlier, vetlanda))).toEqual(['B-013']);
    expect(rulesOf(among(vetlanda, earlier))).toEqual(['B-013']);
  });
});
