import { consentOn, standingSip, type AsSent, type SipData } from '#domain';
import { dalarna, day, name, party, uuid } from '../../../../test/support/case-builder.js';
import { dueIn, foundIn, sipOn } from '../../../../test/support/assessed-sip.js';
import {
  aSip,
  CHILD,
  CONSENT,
  GUARDIAN,
  OTHER_GUARDIAN,
  type SipBuilder,
} from '../../../../test/support/sip-builder.js';

type Given = Partial<AsSent<SipData['consentGiven']>>;
type Role = SipData['consentGiven']['givers'][number]['role'];

const FROM = '2026-01-12';
const OTHER_CONSENT = uuid('consent/C2');

const born = (birthDate: string): SipBuilder => aSip().needed({ birthDate: birthDate as never });
const child = born('2012-03-04');
const grown = born('1990-03-07');
const unknown = aSip().considered();

const by = (...roles: readonly Role[]): Given => ({
  givers: roles.map((role, at) => ({ role, ref: at === 0 ? GUARDIAN : CHILD, on: day(FROM) })),
});
const custody = (custodyHolders: number): Given => ({ custodyHolders });
const given = (story: SipBuilder, ...data: readonly Given[]): SipBuilder =>
  story.consent(FROM, Object.assign({}, ...data) as Given);
const own = { by: { role: 'self', ref: GUARDIAN } } as const;

const viewOn = (story: SipBuilder, asOf: string, consentId = CONSENT) =>
  consentOn(standingSip(story.read, dalarna()), consentId, day(asOf), name);
const statuses = (story: SipBuilder, days: readonly string[]) => days.map((asOf) => viewOn(story, asOf)?.status);

describe('whose word counts in a consent to a SIP (A-042, A-043)', () => {
  it.each([
    ['a guardian’s, of a child with one', given(child, by('guardian')), 'valid'],
    [
      'a guardian’s, of a child of whom nobody is told to have custody',
      given(child, by('guardian'), custody(0)),
      'valid',
    ],
    [
      'a representative’s, of a child of whom nobody has custody',
      given(child, by('representative'), custody(0)),
      'valid',
    ],
    ['a representative’s, of a child with a guardian', given(child, by('representative')), 'partial'],
    ['the child’s own, of whom nobody has custody', given(child, by('child'), custody(0)), 'partial'],
    ['the child’s own beside one guardian of two', given(child, by('guardian', 'child'), custody(2)), 'partial'],
    ['a grown person’s own, whoever had custody', given(grown, by('self'), custody(2)), 'valid'],
    ['a grown person’s own, told as a child’s', given(grown, by('child'), custody(0)), 'valid'],
    ['a guardian’s, of a grown person', given(grown, by('guardian')), 'partial'],
    ['a guardian’s, where no birth date is known', given(unknown, by('guardian')), 'valid'],
    [
      'one guardian’s of two beside another’s, where none is known',
      given(unknown, by('guardian', 'self'), custody(2)),
      'partial',
    ],
    ['a guardian’s without custody, where none is known', given(unknown, by('guardian'), custody(0)), 'partial'],
    ['one’s own, where none is known and somebody has custody', given(unknown, by('self'), custody(2)), 'valid'],
  ])('%s: it is as it should be', (_whose, story, status) => {
    expect(viewOn(story, '2026-01-20')?.status).toBe(status);
  });

  it('is asked for of a child alone, and not once it is withdrawn or was never one', () => {
    const rules = (story: SipBuilder) =>
      (['A-042', 'A-043'] as const).map((rule) => foundIn(story, rule, '2026-01-20').map(({ status }) => status));
    expect(rules(given(child, by('self')))).toEqual([['open'], []]);
    expect(rules(given(child, custody(2)))).toEqual([[], ['open']]);
    expect(rules(given(child))).toEqual([[], []]);
    expect(rules(given(grown, by('guardian'), custody(2)))).toEqual([[], []]);
    expect(rules(given(child, by('self')).withdrawn('2026-01-14', GUARDIAN))).toEqual([['resolved'], []]);
    expect(rules(given(child, custody(2)).voided({}, { at: '2026-01-14' }))).toEqual([[], []]);
  });

  it('is of its own consent, and of no other in the SIP', () => {
    const two = given(child, custody(2)).consent('2026-01-13', { consentId: OTHER_CONSENT, custodyHolders: 2 });
    const joined = two
      .joined('2026-01-15', OTHER_GUARDIAN, { consentId: OTHER_CONSENT })
      .replaced('2026-01-15', OTHER_GUARDIAN, { consentId: OTHER_CONSENT });
    expect(viewOn(joined, '2026-01-15')).toMatchObject({ status: 'partial', coveredMeasures: [] });
    expect(viewOn(joined, '2026-01-15', OTHER_CONSENT)).toMatchObject({ status: 'valid', givers: [{}, {}] });
  });
});

describe('a consent that is withdrawn (A-041)', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-02-10'];

  it('is so where it is given and withdrawn on one day, in whichever order that is told', () => {
    const withdrawn = given(child).withdrawn('2026-02-01', GUARDIAN);
    expect(statuses(withdrawn.joined('2026-02-01', GUARDIAN), days)).toEqual(['valid', 'withdrawn', 'withdrawn']);
    const joined = given(child).joined('2026-02-01', GUARDIAN).withdrawn('2026-02-01', GUARDIAN);
    expect(statuses(joined, days)).toEqual(['valid', 'withdrawn', 'withdrawn']);
  });

  it('by the grown person is so whatever reference is named: one’s own word is one', () => {
    const story = given(grown, by('self')).withdrawn('2026-02-01', '', { by: { role: 'self', ref: CHILD } });
    expect(statuses(story, days)).toEqual(['valid', 'withdrawn', 'withdrawn']);
  });

  it('by one whose word does not count is not withdrawn, nor before the day', () => {
    const childs = given(child, by('self'));
    expect(statuses(childs.withdrawn('2026-02-01', '', own), days)).toEqual(['partial', 'partial', 'partial']);
    expect(statuses(childs.withdrawn('2026-02-01', GUARDIAN), days)).toEqual(['partial', 'withdrawn', 'withdrawn']);
  });

  it.each([
    ['by the only guardian', given(child).withdrawn('2026-02-01', GUARDIAN), '2026-02-01'],
    ['on its last day', given(child).withdrawn('2027-01-12', GUARDIAN), '2027-01-12'],
    ['when it was over', given(child).withdrawn('2027-01-13', GUARDIAN), undefined],
    ['and given anew', given(child).withdrawn('2026-02-01', GUARDIAN).joined('2026-02-10', GUARDIAN), undefined],
    [
      ...(['by one of two, and then the other'] as const),
      given(child, custody(2))
        .joined('2026-01-13', OTHER_GUARDIAN)
        .withdrawn('2026-02-01', GUARDIAN)
        .withdrawn('2026-02-10', OTHER_GUARDIAN),
      '2026-02-10',
    ],
    [
      ...(['twice'] as const),
      given(child).withdrawn('2026-02-01', GUARDIAN).joined('2026-02-05', GUARDIAN).withdrawn('2026-02-10', GUARDIAN),
      '2026-02-10',
    ],
  ])('%s ends from the day that it stays so (A-040)', (_how, story, cancelledOn) => {
    const [end] = dueIn(story, 'consentExpiry', '2027-02-01');
    expect(end?.cancelledOn).toBe(cancelledOn);
  });
});

describe('the birthday in a consent of guardians (A-042)', () => {
  const until = { validTo: day('2026-12-01') };
  it.each([
    ['on its last day', '2008-12-01', ['2026-11-30', '2026-12-01', '2026-12-02'], ['valid', 'expired', 'expired']],
    ['the day after its last', '2008-12-02', ['2026-11-30', '2026-12-01', '2026-12-02'], ['valid', 'valid', 'expired']],
    ['on its first day', '2008-01-12', ['2026-01-11', '2026-01-12', '2026-01-13'], ['notYet', 'partial', 'partial']],
    [
      'the day after its first',
      '2008-01-13',
      ['2026-01-11', '2026-01-12', '2026-01-13'],
      ['notYet', 'valid', 'expired'],
    ],
  ])('%s: it ends the day before, where the person is not grown already', (_when, birthDate, days, expected) => {
    expect(statuses(given(born(birthDate), until), days)).toEqual(expected);
  });
});

describe('a decision in the place of one guardian (A-047)', () => {
  const replaced = given(child, custody(2), { validFrom: day('2026-01-20') }).replaced('2026-01-18', OTHER_GUARDIAN);
  const covered = (story: SipBuilder, ...days: readonly string[]) =>
    days.map((asOf) => viewOn(story, asOf)?.coveredMeasures.length);

  it('covers measures on the days of the consent only, and while the other guardian gives it', () => {
    expect(covered(replaced, '2026-01-19', '2026-01-20', '2027-01-12', '2027-01-13')).toEqual([0, 2, 2, 0]);
    expect(covered(replaced.voided({}, { at: '2026-01-21' }), '2026-01-22')).toEqual([0]);
    const ofItself = given(child, custody(2)).replaced('2026-01-18', GUARDIAN);
    expect(covered(ofItself, '2026-01-18')).toEqual([0]);
  });

  it('mends a plan that was drawn up without it, from its day (A-023)', () => {
    const planned = given(child, custody(2)).childHeard('2026-01-13').established('2026-01-15');
    const mended = planned.replaced('2026-01-18', OTHER_GUARDIAN);
    expect(foundIn(mended, 'A-023', '2026-01-19')).toMatchObject([{ resolvedOn: '2026-01-18' }]);
    expect(foundIn(planned, 'A-023', '2026-01-19')).toMatchObject([{ status: 'open' }]);
  });
});

describe('a consent that is asked after by its id', () => {
  it('is not there before it is given, on the day of the opening or before it', () => {
    const story = given(child);
    expect(['2026-01-09', '2026-01-10', '2026-01-11'].map((asOf) => viewOn(story, asOf))).toMatchObject([
      ...[{ status: 'notYet' }, { status: 'notYet' }, { status: 'notYet' }],
    ]);
    expect(viewOn(story.annulled('m1'), '2026-01-20')).toBeNull();
    expect(viewOn(aSip(), '2026-01-20')).toBeNull();
  });

  it('has no day of review where none is set, and the call no one that it is sent on to', () => {
    const story = given(child).invited('region-20');
    expect(Object.keys(viewOn(story, '2026-01-20') ?? {})).not.toContain('reviewOn');
    expect(Object.keys(sipOn(story, '2026-01-20').sip?.invitations[0] ?? {})).not.toContain('redirectTo');
    expect(Object.keys(sipOn(story, '2026-01-20').sip ?? {})).not.toContain('placementId');
  });
});

describe('a call that was taken back', () => {
  it('is shown as such from the day it was made, unless its id is used again', () => {
    const called = given(child).invited('region-20', {}, { at: '2026-01-15', id: 'call' });
    const gone = called.annulled('call', { at: '2026-01-16' });
    const shown = (story: SipBuilder, asOf: string) => sipOn(story, asOf).sip?.invitations.map(({ status }) => status);
    expect([shown(gone, '2026-01-14'), shown(gone, '2026-01-15'), shown(called, '2026-01-15')]).toEqual([
      ...[[], ['annulled'], ['open']],
    ]);
    const again = gone.invited('region-20', {}, { at: '2026-01-17' });
    expect([shown(again, '2026-01-16'), shown(again, '2026-01-17')]).toEqual([['annulled'], ['open']]);
  });

  it('to one excluded counts while the consent that excludes is valid (A-038, A-044)', () => {
    const story = given(child, { excludedRecipients: [party('region-20.bup')] })
      .withdrawn('2026-01-14', GUARDIAN)
      .invited('region-20.bup', {}, { at: '2026-01-15' });
    expect([foundIn(story, 'A-038', '2026-01-15'), foundIn(story, 'A-044', '2026-01-15').length]).toEqual([[], 1]);
  });
});

describe('the beginning of the work (E-013)', () => {
  const begun = (story: SipBuilder) => foundIn(story, 'E-013', '2026-01-20').map(({ resolvedOn }) => resolvedOn);
  it.each([
    ['a call of the same day', given(child).invited('region-20', {}, { at: '2026-01-12' }), []],
    ['a call before', child.invited('region-20', {}, { at: '2026-01-11' }).consent(FROM), []],
    ['a call the day after', given(child).invited('region-20', {}, { at: '2026-01-13' }), ['2026-01-13']],
    ['a meeting', given(child).met('2026-01-14'), ['2026-01-14']],
    ['a plan', given(child).established('2026-01-15'), ['2026-01-15']],
    ['its end', given(child).closed('2026-01-16'), ['2026-01-16']],
    ['nothing', given(child), [undefined]],
  ])('is %s', (_what, story, expected) => {
    expect(begun(story)).toEqual(expected);
  });
});
