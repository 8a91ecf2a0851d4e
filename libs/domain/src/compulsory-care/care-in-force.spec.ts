import { aCase, anHvb, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { basisOf, due, found, holdsOn, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type CareSection, type LegalBasis } from '#domain';

const LVU = (...sections: CareSection[]): LegalBasis => ({ act: 'LVU', sections, interim: sections.includes('6') });
const CUSTODY = LVU('6');
const SOL: LegalBasis = { act: 'SoL', interim: false };
const born = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const RESTRICTED = 'contactRestrictionReview';
const considered = { kind: 'contactRestriction' } as const;
const CARE = uuid('decision/care');

/** Taken on Monday 2 March 2026: to be submitted by the 9th, and care applied for by the 30th. */
const custody = (decidedBy: 'utskott' | 'forvaltningsratt' = 'utskott'): CaseBuilder =>
  aCase()
    .registered({ ...born('2012-03-04'), legalBasis: CUSTODY })
    .decided('2026-03-02', { legalBasis: CUSTODY, decidedBy, consents: [] })
    .started('2026-03-02');
const submitted = (): CaseBuilder => custody().courtStep('submitted', '2026-03-04');
const orderedOn = (story: CaseBuilder, decidedOn: string, legalBasis = LVU('3')): CaseBuilder =>
  story.decided(decidedOn, { decisionId: CARE, legalBasis, decidedBy: 'forvaltningsratt', consents: [] });
/** Care by the court's order of 12 January 2026, begun on the 15th. */
const care = (legalBasis = LVU('3'), birthDate = '2012-03-04'): CaseBuilder =>
  orderedOn(aCase().registered({ ...born(birthDate), legalBasis }), '2026-01-12', legalBasis).started('2026-01-15');
const lifted = (story: CaseBuilder, on_: string): CaseBuilder => story.courtStep('lifted', on_, { decisionId: CARE });

describe('a restriction of contact ends with the care that it is a part of (S-006, LVU 14 §)', () => {
  it.each([
    ['custody that was never submitted', custody(), '2026-03-10'],
    ['custody on which care was not applied for', submitted(), '2026-03-31'],
    ['custody that was lifted', submitted().courtStep('lifted', '2026-03-11'), '2026-03-11'],
    ['custody after which care was refused', submitted().courtStep('careRefused', '2026-03-18'), '2026-03-18'],
  ])('%s: open the day before, and ended on %3$s', (_of, story, endsOn) => {
    const restricted = story.contactRestricted('2026-03-03');
    const days = [-1, 0, 1].map((n) => new Date(Date.parse(endsOn) + n * 86_400_000).toISOString().slice(0, 10));
    expect(holdsOn(restricted, ...days)).toEqual([true, false, false]);
    expect(days.map((asOf) => statusOn(restricted, RESTRICTED, asOf))).toEqual(['open', 'cancelled', 'cancelled']);
    expect(due(on(restricted, '2026-12-01'), RESTRICTED)).toMatchObject([{ cancelledOn: endsOn }]);
    expect(found(on(restricted, '2026-12-01'), 'S-006')).toEqual([]);
  });

  it.each([
    ['lifted', lifted(care(), '2026-04-01'), '2026-04-01'],
    [
      'lapsed',
      orderedOn(aCase().registered({ legalBasis: LVU('3') }), '2026-02-20').courtStep('finallyBinding', '2026-03-06'),
      '2026-04-04',
    ],
  ])('with an order of care that was %s', (_how, story, endsOn) => {
    const restricted = story.contactRestricted('2026-03-03');
    const before = day(new Date(Date.parse(endsOn) - 86_400_000).toISOString().slice(0, 10));
    expect(statusOn(restricted, RESTRICTED, before)).toBe('open');
    expect(due(on(restricted, endsOn), RESTRICTED)).toMatchObject([{ status: 'cancelled', cancelledOn: endsOn }]);
  });

  it('what was missed by then stays missed, and its finding is over on that day (S-006)', () => {
    // Due on 3 June 2026, a Wednesday.
    const missed = lifted(care().contactRestricted('2026-03-03'), '2026-06-05');
    expect(['2026-06-03', '2026-06-04'].map((asOf) => statusOn(missed, RESTRICTED, asOf))).toEqual(['open', 'overdue']);
    expect(open(on(missed, '2026-06-04'), 'S-006')).toHaveLength(1);
    expect(found(on(missed, '2026-12-01'), 'S-006')).toMatchObject([
      { raisedOn: '2026-06-04', resolvedOn: '2026-06-05' },
    ]);
  });

  it('a consideration after it meets nothing, and nothing is due after one on the day itself', () => {
    const restricted = lifted(care().contactRestricted('2026-03-03'), '2026-04-01');
    const statuses = (on_: string) =>
      due(on(restricted.reviewed(on_, considered), '2026-12-01'), RESTRICTED).map(({ status }) => status);
    expect(statuses('2026-03-31')).toEqual(['met', 'cancelled']);
    expect(statuses('2026-04-01')).toEqual(['met']);
    expect(statuses('2026-04-02')).toEqual(['cancelled']);
  });

  it('goes on from custody to the care that takes its place without a day between, and not over a gap', () => {
    const applied = submitted().contactRestricted('2026-03-03').courtStep('applied', '2026-03-16');
    expect(statusOn(orderedOn(applied, '2026-03-30'), RESTRICTED, '2026-04-10')).toBe('open');
    const late = submitted().contactRestricted('2026-03-03');
    expect(due(on(orderedOn(late, '2026-04-01'), '2026-04-10'), RESTRICTED)).toMatchObject([
      { cancelledOn: '2026-03-31' },
    ]);
  });

  it('ends on the birthday that ends the care it has become a part of, not on that of the ground before (S-004)', () => {
    const both = (then: LegalBasis) =>
      orderedOn(care(LVU('2'), '2008-04-01').contactRestricted('2026-03-03'), '2026-03-20', then);
    expect(statusOn(both(LVU('2')), RESTRICTED, '2026-04-01')).toBe('cancelled');
    expect(statusOn(both(LVU('2', '3')), RESTRICTED, '2026-04-01')).toBe('open');
    expect(due(on(both(LVU('2')), '2026-04-01'), RESTRICTED)).toMatchObject([
      { cancelledOn: '2026-04-01', fromBirthDate: 'end' },
    ]);
    const near = ['2026-03-31', '2026-04-01', '2026-04-02'].map((asOf) => statusOn(both(LVU('2')), RESTRICTED, asOf));
    expect(near).toEqual(['open', 'cancelled', 'cancelled']);
  });
});

describe('a restriction of contact without such care in force (S-006)', () => {
  const restricted = (story: CaseBuilder, on_: string) => story.contactRestricted(on_);

  it.each([
    ['before the order was lifted', '2026-03-31', false],
    ['on the day it was lifted', '2026-04-01', true],
    ['on the day after', '2026-04-02', true],
  ])('decided %s', (_when, decidedOn, isFlagged) => {
    const assessed = on(restricted(lifted(care(), '2026-04-01'), decidedOn), '2026-04-02');
    expect(open(assessed, 'S-006')).toHaveLength(isFlagged ? 1 : 0);
    expect(due(assessed, RESTRICTED)).toHaveLength(isFlagged ? 0 : 1);
  });

  it.each([
    ['2026-03-31', false],
    ['2026-04-01', true],
    ['2026-04-02', true],
  ])('decided on %s, where a birthday on 1 April ended the care: flagged %s', (decidedOn, isFlagged) => {
    const assessed = on(restricted(care(LVU('2'), '2008-04-01'), decidedOn), '2026-04-02');
    expect(open(assessed, 'S-006')).toHaveLength(isFlagged ? 1 : 0);
  });

  it('by care that no court has ordered, or that is by consent, is flagged and asks for no consideration (S-001)', () => {
    const unordered = aCase()
      .registered({ legalBasis: LVU('3') })
      .decided('2026-01-12', { legalBasis: LVU('3'), consents: [] })
      .started('2026-01-15');
    const byConsent = aCase().registered().decided('2026-01-12').started('2026-01-15');
    for (const story of [unordered, byConsent]) {
      const assessed = on(restricted(story, '2026-03-03'), '2026-12-01');
      expect(open(assessed, 'S-006')).toMatchObject([{ raisedOn: '2026-03-03', severity: 'breach' }]);
      expect(due(assessed, RESTRICTED)).toEqual([]);
    }
  });

  it('by a basis that is told anew after its custody has lapsed, with no new decision, is flagged', () => {
    const told = custody().legalBasisChanged('2026-03-20', CUSTODY);
    for (const decidedOn of ['2026-03-20', '2026-03-21'])
      expect(open(on(restricted(told, decidedOn), '2026-04-01'), 'S-006')).toHaveLength(1);
    const anew = told.decided('2026-03-21', { decisionId: uuid('decision/B2'), legalBasis: CUSTODY, consents: [] });
    expect(found(on(restricted(anew, '2026-03-20'), '2026-03-25'), 'S-006')).toMatchObject([
      { resolvedOn: '2026-03-21' },
    ]);
    expect(found(on(restricted(anew, '2026-03-21'), '2026-03-25'), 'S-006')).toEqual([]);
  });

  it('works from when care is ordered, and is considered counted from its own decision', () => {
    const story = restricted(aCase().registered({ legalBasis: LVU('3') }), '2026-03-03');
    const ordered = orderedOn(story, '2026-03-20');
    expect(found(on(ordered, '2026-03-20'), 'S-006')).toMatchObject([{ resolvedOn: '2026-03-20' }]);
    expect(due(on(ordered, '2026-03-20'), RESTRICTED)).toMatchObject([
      { startsOn: '2026-03-03', dueOn: '2026-06-03', status: 'open' },
    ]);
    const endedBefore = ordered.contactRestrictionEnded('2026-03-10');
    expect(due(on(endedBefore, '2026-03-20'), RESTRICTED)).toEqual([]);
    expect(found(on(endedBefore, '2026-03-20'), 'S-006')).toMatchObject([{ resolvedOn: '2026-03-10' }]);
  });

  it('decided by too low a body is told until it ends with the care (S-009)', () => {
    const low = care(LVU('2'), '2008-04-01').contactRestricted('2026-03-03', { decidedBy: 'delegate' });
    expect(found(on(lifted(low, '2026-03-20'), '2026-12-01'), 'S-009')).toMatchObject([{ resolvedOn: '2026-03-20' }]);
    expect(found(on(lifted(low, '2026-03-20'), '2026-12-01'), 'S-009')[0]).not.toHaveProperty('fromBirthDate');
    expect(found(on(low, '2026-03-31'), 'S-009')[0]).not.toHaveProperty('resolvedOn');
    expect(found(on(low, '2026-04-01'), 'S-009')).toMatchObject([{ resolvedOn: '2026-04-01', fromBirthDate: true }]);
  });
});

describe('what recurs under compulsory care ends when its order falls away (S-004)', () => {
  it.each([
    ['2026-03-31', 'open'],
    ['2026-04-01', 'cancelled'],
    ['2026-04-02', 'cancelled'],
  ] as const)('reexamination of care lifted on 1 April, on %s: %s (A-061)', (asOf, status) => {
    const story = lifted(care(), '2026-04-01');
    expect(statusOn(story, 'reviewLVU3', asOf)).toBe(status);
    expect(found(on(story, '2027-01-01'), 'A-061')).toEqual([]);
  });

  it('is counted anew of care that the court orders after that (A-061)', () => {
    const again = lifted(care(), '2026-04-01').decided('2026-05-04', {
      decisionId: uuid('decision/again'),
      legalBasis: LVU('3'),
      decidedBy: 'forvaltningsratt',
      consents: [],
    });
    expect(due(on(again, '2026-06-01'), 'reviewLVU3')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2026-04-01' },
      { status: 'open', startsOn: '2026-05-04', dueOn: '2026-11-04' },
    ]);
  });

  it('runs under no care that had lapsed before it began (S-003)', () => {
    const ordered = orderedOn(aCase().registered({ legalBasis: LVU('3') }), '2026-02-20');
    const begun = (on_: string) => ordered.courtStep('finallyBinding', '2026-03-06').started(on_);
    expect(due(on(begun('2026-04-03'), '2026-05-01'), 'reviewLVU3')).toHaveLength(1);
    expect(due(on(begun('2026-04-04'), '2026-05-01'), 'reviewLVU3')).toEqual([]);
  });

  it('the birthday that would have ended it is waited for no more, nor found passed (S-004, A-058)', () => {
    const story = (liftedOn?: string) => {
      const told = care(LVU('2'), '2008-04-01');
      return on(liftedOn ? lifted(told, liftedOn) : told, '2026-05-01');
    };
    expect(due(story('2026-03-31'), 'lvuAgeLimit')).toMatchObject([
      { status: 'met', metOn: '2026-03-31', onTime: true },
    ]);
    expect(found(story('2026-03-31'), 'A-058')).toEqual([]);
    expect(found(story('2026-04-01'), 'A-058')).toEqual([]);
    expect(found(story('2026-04-02'), 'A-058')).toMatchObject([{ raisedOn: '2026-04-01', resolvedOn: '2026-04-02' }]);
    expect(found(story(), 'A-058')[0]).not.toHaveProperty('resolvedOn');
    expect(basisOf(lifted(care(LVU('2'), '2008-04-01'), '2026-03-31'), '2026-05-01')?.why.rule).toBe('A-055');
  });

  it('care decided for one too old is told until its order falls away (A-058)', () => {
    const late = lifted(care(LVU('2'), '2007-03-04'), '2026-03-20');
    expect(found(on(late, '2026-04-01'), 'A-058').at(-1)).toMatchObject({ resolvedOn: '2026-03-20' });
    expect(found(on(late, '2026-03-19'), 'A-058').at(-1)).not.toHaveProperty('resolvedOn');
  });

  it('the longest time of care by LVM runs until custody has lapsed, and under the next on from when the person came (A-062, S-008)', () => {
    const LVM: LegalBasis = { act: 'LVM', interim: true };
    const lvm = aCase()
      .registered({ ...born('1990-03-07'), legalBasis: LVM })
      .decided('2026-03-02', { legalBasis: LVM, consents: [], custodyHolders: 0 })
      .started('2026-03-02');
    expect(due(on(lvm, '2026-03-03'), 'lvmMaximum')).toMatchObject([{ status: 'open', dueOn: '2026-09-02' }]);
    expect(due(on(lvm, '2026-03-04'), 'lvmMaximum')).toMatchObject([{ status: 'met', metOn: '2026-03-04' }]);
    expect(found(on(lvm, '2026-12-01'), 'A-062')).toEqual([]);
    const again = lvm.decided('2026-04-01', {
      decisionId: uuid('decision/again'),
      legalBasis: LVM,
      consents: [],
      custodyHolders: 0,
    });
    const both = due(on(again, '2026-04-01'), 'lvmMaximum');
    expect(both).toHaveLength(2);
    expect(both.find(({ status }) => status === 'met')).toMatchObject({ metOn: '2026-03-04' });
    expect(both.find(({ status }) => status === 'open')).toMatchObject({ startsOn: '2026-03-02', dueOn: '2026-09-02' });
  });
});

describe('what was found of compulsory care is over with it', () => {
  it('custody by the court with no application told: when it is lifted, or care decided on (S-002)', () => {
    const story = custody('forvaltningsratt');
    const resolvedOn = (told: CaseBuilder) => found(on(told, '2026-05-01'), 'S-002')[0]?.resolvedOn;
    expect(resolvedOn(story)).toBeUndefined();
    expect(resolvedOn(story.courtStep('lifted', '2026-03-20'))).toBe('2026-03-20');
    expect(resolvedOn(orderedOn(story, '2026-03-23'))).toBe('2026-03-23');
    expect(resolvedOn(story.legalBasisChanged('2026-03-24', SOL))).toBe('2026-03-24');
  });

  it('custody executed while on remand: when it ended, though the remand goes on (S-005)', () => {
    const held = custody().careTimeNotCounted('2026-03-01', { ground: 'detained' }, { at: '2026-03-09' });
    expect(found(on(held, '2026-03-09'), 'S-005')[0]).not.toHaveProperty('resolvedOn');
    expect(found(on(held, '2026-03-10'), 'S-005')).toMatchObject([{ resolvedOn: '2026-03-10' }]);
  });

  it('a stay at a special home on no ground that leads there: when the order fell away (S-007)', () => {
    const sis = { ...anHvb, kind: 'sis' as const };
    const story = orderedOn(aCase().registered({ legalBasis: LVU('2'), hvb: sis }), '2026-01-12', LVU('2'));
    const stay = lifted(story.started('2026-01-15'), '2026-04-01');
    expect(open(on(stay, '2026-03-31'), 'S-007')).toHaveLength(1);
    expect(found(on(stay, '2026-04-01'), 'S-007')).toMatchObject([{ resolvedOn: '2026-04-01' }]);
    const movedAfter = lifted(care(LVU('2')), '2026-04-01');
    const moved = (movedOn: string) => found(on(movedAfter.moved(movedOn, { hvb: sis }), '2026-05-01'), 'S-007');
    expect([moved('2026-03-31').length, moved('2026-04-01').length]).toEqual([1, 0]);
  });

  it('care by 3 § that was only considered: when it ended, by its order or a birthday (A-061)', () => {
    const only = (birthDate = '2012-03-04') => care(LVU('3'), birthDate).reviewed('2026-03-02');
    const seen = (story: CaseBuilder, asOf: string) => found(on(story, asOf), 'A-061')[0];
    expect(seen(only(), '2026-06-01')).not.toHaveProperty('resolvedOn');
    expect(seen(lifted(only(), '2026-04-01'), '2026-06-01')).toMatchObject({ resolvedOn: '2026-04-01' });
    expect(seen(only().legalBasisChanged('2026-04-02', SOL), '2026-06-01')).toMatchObject({ resolvedOn: '2026-04-02' });
    expect(seen(only('2005-04-01'), '2026-03-31')).not.toHaveProperty('resolvedOn');
    expect(seen(only('2005-04-01'), '2026-04-01')).toMatchObject({ resolvedOn: '2026-04-01', fromBirthDate: true });
    const mended = only('2005-04-01').reviewed('2026-03-09', { kind: 'reexamination' });
    expect(seen(mended, '2026-06-01')).toMatchObject({ resolvedOn: '2026-03-09' });
    expect(seen(mended, '2026-06-01')).not.toHaveProperty('fromBirthDate');
  });

  it('a review by too low a body: when what it was of has ended (S-009)', () => {
    const low = { decidedBy: 'delegate' } as const;
    const resolvedOn = (story: CaseBuilder) => found(on(story, '2026-12-01'), 'S-009')[0]?.resolvedOn;
    const reexamined = care().reviewed('2026-03-02', { kind: 'reexamination', ...low });
    expect(resolvedOn(reexamined)).toBeUndefined();
    expect(resolvedOn(lifted(reexamined, '2026-04-01'))).toBe('2026-04-01');
    const child = aCase().registered(born('2008-09-01')).decided('2026-01-12').started('2026-01-15');
    expect(resolvedOn(child.reviewed('2026-03-02', low))).toBe('2026-09-01');
    const other = { restrictionId: uuid('restriction/R2') };
    const both = care().contactRestricted('2026-02-02').contactRestricted('2026-02-02', other);
    const ofBoth = both.reviewed('2026-03-02', { ...considered, ...low }).contactRestrictionEnded('2026-03-09');
    expect(resolvedOn(ofBoth)).toBeUndefined();
    expect(resolvedOn(ofBoth.contactRestrictionEnded('2026-03-16', other))).toBe('2026-03-16');
    const ofOne = both.reviewed('2026-03-02', { ...considered, ...low, ...other });
    expect(resolvedOn(ofOne.contactRestrictionEnded('2026-03-09'))).toBeUndefined();
    expect(resolvedOn(ofOne.contactRestrictionEnded('2026-03-09', other))).toBe('2026-03-09');
  });
});
