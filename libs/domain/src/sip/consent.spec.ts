import { consentOn, consentsIn, permits, readingOn, standingSip, type ConsentStatus, type PartyId } from '#domain';
import { dalarna, day, name, noAgreement, party, uuid } from '../../../../test/support/case-builder.js';
import {
  CHILD,
  CONSENT,
  GUARDIAN,
  OTHER_GUARDIAN,
  aSip,
  type SipBuilder,
} from '../../../../test/support/sip-builder.js';
import { foundIn, sipOn } from '../../../../test/support/assessed-sip.js';

const needed = aSip().needed();
const both = { custodyHolders: 2 };

const statusOn = (story: SipBuilder, asOf: string, surroundings = dalarna()): ConsentStatus | undefined =>
  consentOn(standingSip(story.read, surroundings), CONSENT, day(asOf), name)?.status;

const statuses = (story: SipBuilder, ...days: readonly string[]) => days.map((asOf) => statusOn(story, asOf));

/** Whether the consent permits that a party is told of health care. */
function mayTell(story: SipBuilder, recipient: string, on: string, category: 'healthcare' | 'dental' = 'healthcare') {
  const reading = readingOn(standingSip(story.read, dalarna()), day(on), name)!;
  return consentsIn(reading).some((consent) =>
    permits(consent, { recipient: party(recipient), category, on: day(on) }),
  );
}

describe('a consent to a SIP', () => {
  const given = needed.consent('2026-01-12', { validFrom: day('2026-01-15'), validTo: day('2027-01-15') });

  it('holds through both its days, and on none before or after (A-040)', () => {
    expect(statuses(given, '2026-01-14', '2026-01-15', '2027-01-15', '2027-01-16')).toEqual([
      ...(['notYet', 'valid', 'valid', 'expired'] as const),
    ]);
  });

  it('is withdrawn at any time, from that day (A-041)', () => {
    const withdrawn = given.withdrawn('2026-03-01', GUARDIAN);
    expect(statuses(withdrawn, '2026-02-28', '2026-03-01', '2027-02-01')).toEqual(['valid', 'withdrawn', 'withdrawn']);
  });

  it('withdrawn when it is over already is over', () => {
    expect(statuses(given.withdrawn('2027-03-01', GUARDIAN), '2027-02-01', '2027-03-01')).toEqual([
      'expired',
      'expired',
    ]);
  });

  it('recorded in error never was one, on no day: that is not to withdraw it', () => {
    const voided = given.voided({}, { at: '2026-03-01' });
    expect(statuses(voided, '2026-01-14', '2026-01-20', '2026-03-02')).toEqual(['voided', 'voided', 'voided']);
  });

  it('is given anew by who had withdrawn it', () => {
    const again = given.withdrawn('2026-03-01', GUARDIAN).joined('2026-04-01', GUARDIAN);
    expect(statuses(again, '2026-03-31', '2026-04-01')).toEqual(['withdrawn', 'valid']);
  });

  it('is asked after also on a day before it was given', () => {
    expect(statusOn(given, '2026-01-11')).toBe('notYet');
    expect(consentOn(standingSip(given.read, dalarna()), uuid('consent/none'), day('2026-01-20'), name)).toBeNull();
  });
});

describe('what is told of why a consent stands as it does', () => {
  const whyOn = (story: SipBuilder, asOf: string) =>
    consentOn(standingSip(story.read, dalarna()), CONSENT, day(asOf), name)?.why.rule;
  const given = needed.consent('2026-01-12', { validFrom: day('2026-01-15') });

  it('is what it covers, while it holds (A-034)', () => {
    for (const asOf of ['2026-01-14', '2026-01-15']) expect(whyOn(given, asOf)).toBe('A-034');
    expect(whyOn(given.voided({}, { at: '2026-03-01' }), '2026-03-01')).toBe('A-034');
  });

  it('is that it was withdrawn, from that day (A-041)', () => {
    const withdrawn = given.withdrawn('2026-03-01', GUARDIAN);
    expect(whyOn(withdrawn, '2026-02-28')).toBe('A-034');
    expect(whyOn(withdrawn, '2026-03-01')).toBe('A-041');
    expect(whyOn(withdrawn, '2027-06-01')).toBe('A-041');
  });

  it('is whose word is missing, or the form that does not count (A-032, A-042, A-043)', () => {
    expect(whyOn(needed.consent('2026-01-12', both), '2026-01-12')).toBe('A-043');
    const alone = { givers: [{ role: 'child' as const, ref: CHILD, on: day('2026-01-12') }] };
    expect(whyOn(needed.consent('2026-01-12', alone), '2026-01-12')).toBe('A-042');
    expect(whyOn(needed.consent('2026-01-12', { form: 'presumed' }), '2026-01-12')).toBe('A-032');
  });

  it('is that it is over: by its time, or a guardian’s by a birthday (A-040, A-042)', () => {
    expect(whyOn(given, '2027-01-13')).toBe('A-040');
    const nearly = aSip()
      .needed({ birthDate: '2008-05-01' as never })
      .consent('2026-01-12');
    expect(whyOn(nearly, '2026-04-30')).toBe('A-034');
    expect(whyOn(nearly, '2026-05-01')).toBe('A-042');
  });
});

describe('a consent that is obtained (A-039)', () => {
  it('is passed on the same day; told later it is found from the day after, until it was', () => {
    expect(foundIn(needed.consent('2026-01-12'), 'A-039', '2026-01-20')).toEqual([]);
    const late = needed.consent('2026-01-12', {}, { at: '2026-01-15' });
    expect(foundIn(late, 'A-039', '2026-01-12')).toEqual([]);
    expect(foundIn(late, 'A-039', '2026-01-13')).toMatchObject([
      { raisedOn: '2026-01-13', severity: 'warning', status: 'open' },
    ]);
    expect(foundIn(late, 'A-039', '2026-01-15')).toMatchObject([{ resolvedOn: '2026-01-15', status: 'resolved' }]);
    expect(foundIn(late.voided({}, { at: '2026-01-16' }), 'A-039', '2026-01-16')).toEqual([]);
  });

  it('is whole by the last who gives it, and each who joins is passed on by itself', () => {
    const second = { role: 'guardian' as const, ref: OTHER_GUARDIAN, on: day('2026-01-14') };
    const first = { role: 'guardian' as const, ref: GUARDIAN, on: day('2026-01-12') };
    const together = needed.consent('2026-01-12', { ...both, givers: [second, first] }, { at: '2026-01-14' });
    expect(foundIn(together, 'A-039', '2026-01-20')).toEqual([]);
    const one = needed.consent('2026-01-12', both);
    expect(foundIn(one.joined('2026-01-14', OTHER_GUARDIAN), 'A-039', '2026-01-20')).toEqual([]);
    const joinedLate = one.joined('2026-01-14', OTHER_GUARDIAN, {}, { at: '2026-01-18' });
    expect(foundIn(joinedLate, 'A-039', '2026-01-20')).toMatchObject([
      { raisedOn: '2026-01-15', resolvedOn: '2026-01-18' },
    ]);
    const withdrawnLate = one.withdrawn('2026-01-14', GUARDIAN, {}, { at: '2026-01-18' });
    expect(foundIn(withdrawnLate, 'A-039', '2026-01-20')).toEqual([]);
  });

  it('before the SIP began is passed on with it', () => {
    const earlier = { givers: [{ role: 'guardian' as const, ref: GUARDIAN, on: day('2026-01-05') }] };
    expect(foundIn(needed.consent('2026-01-10', earlier, { at: '2026-01-10' }), 'A-039', '2026-01-20')).toEqual([]);
    expect(foundIn(needed.consent('2026-01-10', earlier, { at: '2026-01-12' }), 'A-039', '2026-01-20')).toMatchObject([
      { raisedOn: '2026-01-11', resolvedOn: '2026-01-12' },
    ]);
  });
});

describe('a consent for a child of two guardians (A-043)', () => {
  const one = needed.consent('2026-01-12', both);

  it('is partial while one has not consented, and permits nothing', () => {
    expect(statusOn(one, '2026-01-20')).toBe('partial');
    expect(mayTell(one, 'region-20', '2026-01-20')).toBe(false);
    expect(foundIn(one, 'A-043', '2026-01-20')).toMatchObject([{ raisedOn: '2026-01-12', status: 'open' }]);
  });

  it('is valid from the day that the other joins', () => {
    const joined = one.joined('2026-01-18', OTHER_GUARDIAN);
    expect(statuses(joined, '2026-01-17', '2026-01-18')).toEqual(['partial', 'valid']);
    expect(mayTell(joined, 'region-20', '2026-01-18')).toBe(true);
    expect(foundIn(joined, 'A-043', '2026-01-20')).toMatchObject([{ resolvedOn: '2026-01-18', status: 'resolved' }]);
  });

  it('is not made whole by the same guardian twice', () => {
    expect(statusOn(one.joined('2026-01-18', GUARDIAN), '2026-01-20')).toBe('partial');
  });

  it('is partial again when one withdraws, and withdrawn when both have', () => {
    const joined = one.joined('2026-01-18', OTHER_GUARDIAN).withdrawn('2026-02-01', GUARDIAN);
    expect(statuses(joined, '2026-01-31', '2026-02-01')).toEqual(['valid', 'partial']);
    const neither = joined.withdrawn('2026-02-10', OTHER_GUARDIAN);
    expect(statuses(neither, '2026-02-09', '2026-02-10')).toEqual(['partial', 'withdrawn']);
  });

  it('is replaced of one by a decision for some measures only, while the other consents (A-047)', () => {
    const replaced = one.replaced('2026-01-20', OTHER_GUARDIAN);
    const covered = (story: SipBuilder, asOf: string) =>
      consentOn(standingSip(story.read, dalarna()), CONSENT, day(asOf), name)?.coveredMeasures.length;
    expect(statusOn(replaced, '2026-01-21')).toBe('partial');
    expect([covered(replaced, '2026-01-19'), covered(replaced, '2026-01-20')]).toEqual([0, 2]);
    expect(covered(replaced.withdrawn('2026-02-01', GUARDIAN), '2026-02-01')).toBe(0);
    expect(mayTell(replaced, 'region-20', '2026-01-21')).toBe(false);
  });
});

describe('whose consent counts, by age (A-042)', () => {
  const own = { givers: [{ role: 'self' as const, ref: uuid('person/A'), on: day('2026-01-12') }], custodyHolders: 1 };

  it('is the guardians’ alone, also of a child of fifteen to seventeen', () => {
    const ofSeventeen = aSip().needed({ birthDate: '2008-05-01' as never });
    expect(statusOn(ofSeventeen.consent('2026-01-12', own), '2026-01-20')).toBe('partial');
    expect(foundIn(ofSeventeen.consent('2026-01-12', own), 'A-042', '2026-01-20')).toHaveLength(1);
    expect(statusOn(ofSeventeen.consent('2026-01-12'), '2026-01-20')).toBe('valid');
    expect(foundIn(ofSeventeen.consent('2026-01-12'), 'A-042', '2026-01-20')).toEqual([]);
  });

  it('ends with the eighteenth birthday, which is the first day without it', () => {
    const story = aSip()
      .needed({ birthDate: '2008-05-01' as never })
      .consent('2026-01-12');
    expect(statuses(story, '2026-04-30', '2026-05-01')).toEqual(['valid', 'expired']);
  });

  it('goes on past it where the person has consented as well', () => {
    const story = aSip()
      .needed({ birthDate: '2008-05-01' as never })
      .consent('2026-01-12')
      .said('sip.consentJoined', {
        consentId: CONSENT,
        giver: { role: 'self', ref: uuid('person/A') },
        on: day('2026-04-20'),
      });
    expect(statuses(story, '2026-05-01', '2027-01-12', '2027-01-13')).toEqual(['valid', 'valid', 'expired']);
  });

  it('is the grown person’s own, or a representative’s; never a guardian’s', () => {
    const grown = aSip().needed({ birthDate: '1990-03-07' as never });
    const by = (role: 'self' | 'representative' | 'guardian') =>
      statusOn(grown.consent('2026-01-12', { ...own, givers: [{ ...own.givers[0]!, role }] }), '2026-01-20');
    expect([by('self'), by('representative'), by('guardian')]).toEqual(['valid', 'valid', 'partial']);
  });

  it('is a representative’s of a child of whom no one has custody', () => {
    const by = { givers: [{ ...own.givers[0]!, role: 'representative' as const }], custodyHolders: 0 };
    expect(statusOn(needed.consent('2026-01-12', by), '2026-01-20')).toBe('valid');
  });

  it('is told by who has given it where no birth date is known', () => {
    const considered = aSip().considered();
    expect(statusOn(considered.consent('2026-01-12'), '2026-01-20')).toBe('valid');
    expect(statusOn(considered.consent('2026-01-12', { ...own, custodyHolders: 0 }), '2026-01-20')).toBe('valid');
  });
});

describe('the form of a consent (A-032)', () => {
  it.each([
    ['written', 'valid'],
    ['oral', 'valid'],
    ['conclusive', 'valid'],
    ['presumed', 'partial'],
  ] as const)('%s is %s in Dalarna', (form, status) => {
    expect(statusOn(needed.consent('2026-01-12', { form }), '2026-01-20')).toBe(status);
  });

  it('presumed counts where no agreement says otherwise, and is flagged where one does', () => {
    const presumed = needed.consent('2026-01-12', { form: 'presumed', reviewOn: day('2026-06-01') });
    expect(statusOn(presumed, '2026-01-20', noAgreement)).toBe('valid');
    expect(foundIn(presumed, 'A-032', '2026-01-20', noAgreement)).toEqual([]);
    expect(foundIn(presumed, 'A-032', '2026-01-20')).toMatchObject([{ severity: 'warning', raisedOn: '2026-01-12' }]);
  });

  it('conclusive or presumed has a day for its review, or is flagged until it is over (D-032)', () => {
    const without = needed.consent('2026-01-12', { form: 'conclusive' });
    expect(foundIn(without, 'D-032', '2026-01-20')).toMatchObject([{ status: 'open', resolvedOn: '2027-01-13' }]);
    expect(foundIn(without.withdrawn('2026-02-01', GUARDIAN), 'D-032', '2026-02-01')).toMatchObject([
      { status: 'resolved', resolvedOn: '2026-02-01' },
    ]);
    const withDay = needed.consent('2026-01-12', { form: 'conclusive', reviewOn: day('2026-06-01') });
    expect(foundIn(withDay, 'D-032', '2026-01-20')).toEqual([]);
    expect(foundIn(needed.consent('2026-01-12'), 'D-032', '2026-01-20')).toEqual([]);
  });
});

describe('what a consent permits', () => {
  const story = needed.consent('2026-01-12', {
    recipients: ['region-20', 'kommun-2080.socialnamnden'] as PartyId[],
    excludedCategories: ['psychiatry'],
    excludedRecipients: [party('region-20.vuxenpsykiatri')],
  });

  it('is that named recipients are told of named categories (A-029, A-034)', () => {
    expect(mayTell(story, 'region-20', '2026-01-12')).toBe(true);
    expect(mayTell(story, 'region-20', '2026-01-12', 'dental')).toBe(false);
    expect(mayTell(story, 'region-21', '2026-01-12')).toBe(false);
    expect(mayTell(story, 'kommun-2080.vardnamnden', '2026-01-12')).toBe(false);
  });

  it('covers the units of a region that is named, but for those excluded (A-038)', () => {
    expect(mayTell(story, 'region-20.bup', '2026-01-12')).toBe(true);
    expect(mayTell(story, 'region-20.vuxenpsykiatri', '2026-01-12')).toBe(false);
  });

  it('is never of what is excluded (A-037)', () => {
    const reading = readingOn(standingSip(story.read, dalarna()), day('2026-01-12'), name)!;
    const [consent] = consentsIn(reading);
    expect(permits(consent!, { recipient: party('region-20'), category: 'psychiatry', on: day('2026-01-12') })).toBe(
      false,
    );
  });
});

describe('a consent that has ended by itself', () => {
  it('is among those expired from the day after its last, with the rule that ends it', () => {
    const story = needed.consent('2026-01-12');
    expect(sipOn(story, '2027-01-12').expired).toEqual([]);
    expect(sipOn(story, '2027-01-13').expired).toMatchObject([
      { consentId: CONSENT, expiredOn: '2027-01-13', why: { rule: 'A-040' } },
    ]);
    const child = aSip()
      .needed({ birthDate: '2008-05-01' as never })
      .consent('2026-01-12');
    expect(sipOn(child, '2026-05-01').expired).toMatchObject([
      { expiredOn: '2026-05-01', why: { rule: 'A-042' }, fromBirthDate: true },
    ]);
  });

  it('is none that was withdrawn or voided', () => {
    const story = needed.consent('2026-01-12');
    expect(sipOn(story.withdrawn('2026-02-01', GUARDIAN), '2027-02-01').expired).toEqual([]);
    expect(sipOn(story.voided({}, { at: '2026-02-01' }), '2027-02-01').expired).toEqual([]);
  });
});
