import { accepted, waiting } from '#domain';
import { dalarna, day, noAgreement, party, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aSip, CHILD, CONSENT, GUARDIAN, INVITATION, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { sipAnswer, sipRefusal } from '../../../../test/support/assessed-sip.js';

const TODAY = '2026-03-01';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
const refusal = (story: SipBuilder, today = TODAY) => sipRefusal(story, today);
const isTaken = (story: SipBuilder, today = TODAY) => {
  expect(sipAnswer(story, today)).toEqual(accepted);
};

const needed = aSip().needed();
const called = needed.consent('2026-01-12').invited('region-20');

describe('a SIP', () => {
  it('is opened by a kommun or a region: that it was considered, or that the need was seen (A-023, B-014)', () => {
    isTaken(aSip().considered());
    isTaken(needed);
    isTaken(aSip().considered({ needed: false }, { by: REGION }));
    isTaken(aSip().considered().needed());
  });

  it('is waited for by all else that is said of it', () => {
    expect(refusal(aSip().consent('2026-01-12'))).toEqual(waiting({ what: 'sip' }));
    expect(refusal(aSip().answered('region-20'))).toEqual(waiting({ what: 'sip' }));
  });

  it('is then for those who take part in it, and nobody else', () => {
    expect(refusal(needed.considered({}, { by: 'region-21' }))).toMatchObject({ code: 'NotYourFactToState' });
    expect(refusal(needed.met('2026-01-20', {}, { by: 'region-20' }))).toMatchObject({
      code: 'NotYourFactToState',
      allowed: ['kommun-2080.socialnamnden'],
    });
    isTaken(called.met('2026-01-20', {}, { by: 'region-20' }));
    isTaken(called.met('2026-01-20', {}, { by: 'region-20.bup' }));
    expect(refusal(called.met('2026-01-20', {}, { by: OTHER_NAMND }))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('is for whom a consent names and the plan lays something on, too (A-029)', () => {
    isTaken(needed.consent('2026-01-12').childHeard('2026-01-13', { by: 'region-20' }));
    isTaken(needed.established('2026-01-20').followedUp('2026-02-20', {}, { by: 'region-20' }));
  });

  it('is one person’s', () => {
    expect(
      refusal(
        aSip()
          .considered()
          .needed({ personId: uuid('person/B') }),
      ),
    ).toEqual({ code: 'PersonCannotChange' });
    expect(refusal(needed.needed({ personId: uuid('person/B') }, { corrects: 'm1' }))).toEqual({
      code: 'PersonCannotChange',
    });
    isTaken(needed.needed({ personId: CHILD, initiator: 'individual' }, { corrects: 'm1' }));
    expect(refusal(needed.needed())).toEqual({ code: 'AlreadyRegistered' });
  });

  it('whose need is taken back is closed, where no one else has said anything of it', () => {
    const closed = needed.annulled('m1');
    isTaken(closed);
    expect(refusal(closed.consent('2026-01-12'))).toEqual({ code: 'SubjectAnnulled' });
    expect(refusal(closed.considered())).toEqual({ code: 'SubjectAnnulled' });
    expect(refusal(called.answered('region-20').annulled('m1'))).toMatchObject({ code: 'LaterFactsDependOnIt' });
  });

  it('that was only considered is closed by that being taken back, and not while more stands on it', () => {
    isTaken(aSip().considered().annulled('m1'));
    isTaken(aSip().considered().needed().annulled('m1'));
    expect(refusal(aSip().considered().consent('2026-01-12').annulled('m1'))).toMatchObject({
      code: 'LaterFactsDependOnIt',
      dependents: ['m2'],
    });
  });

  it.each([
    ['heldOn', needed.met('2026-03-02')],
    ['establishedOn', needed.established('2026-03-02')],
    ['on', needed.declined('2026-03-02')],
    ['on', needed.childHeard('2026-03-02')],
    ['givers/0/on', needed.consent('2026-03-02')],
  ])('tells as done no %s that has not come', (field, story) => {
    const told = {
      ...story,
      facts: story.facts.map((fact) => ({ ...fact, meta: { ...fact.meta, saidOn: day(TODAY) } })),
    };
    expect(sipRefusal(told, TODAY)).toMatchObject({ code: 'DateInTheFuture', pointer: `/data/${field}` });
    isTaken(story, '2026-03-02');
  });
});

describe('a consent', () => {
  const given = (data: Parameters<SipBuilder['consent']>[1]) => needed.consent('2026-01-12', data);

  it('names recipients and categories: a general one is refused (A-034)', () => {
    isTaken(given({}));
    expect(refusal(given({ recipients: [] }))).toEqual({
      code: 'ConsentIsGeneral',
      pointer: '/data/recipients',
      rule: 'A-034',
    });
    expect(refusal(given({ categories: [] }))).toMatchObject({ code: 'ConsentIsGeneral', pointer: '/data/categories' });
    expect(refusal(given({ categories: ['dental'], excludedCategories: ['dental'] }))).toMatchObject({
      code: 'ConsentIsGeneral',
    });
  });

  it('names units that are to exchange something: with all of them excluded it is general (D-033)', () => {
    isTaken(given({ excludedRecipients: [party('region-20.bup')] }));
    expect(refusal(given({ excludedRecipients: [REGION] }))).toEqual({
      code: 'ConsentIsGeneral',
      pointer: '/data/excludedRecipients',
      rule: 'D-033',
    });
    const unit = { recipients: [party('region-20.bup')] };
    expect(refusal(given({ ...unit, excludedRecipients: [REGION] }))).toMatchObject({ rule: 'D-033' });
    isTaken(given({ ...unit, excludedRecipients: [party('region-20.vuxenpsykiatri'), uuid('ref/1')] }));
    isTaken(given({ recipients: [REGION, party(OTHER_NAMND)], excludedRecipients: [REGION] }));
  });

  it('holds through the same day a year later, and not one day longer (A-040)', () => {
    isTaken(given({ validFrom: day('2026-01-15'), validTo: day('2027-01-15') }));
    expect(refusal(given({ validFrom: day('2026-01-15'), validTo: day('2027-01-16') }))).toEqual({
      code: 'ConsentTooLong',
      pointer: '/data/validTo',
      latest: '2027-01-15',
      rule: 'A-040',
    });
    isTaken(given({ validFrom: day('2024-02-29'), validTo: day('2025-02-28') }));
    expect(refusal(given({ validFrom: day('2026-01-15'), validTo: day('2026-01-14') }))).toMatchObject({
      code: 'PeriodEndsBeforeItBegins',
    });
  });

  it('holds as long as the agreement of its SIP’s opener says (A-040)', () => {
    const sixMonths = dalarna({ consentMonthsMax: 6 });
    const until = (validTo: string) => given({ validTo: day(validTo) });
    expect(sipAnswer(until('2026-07-12'), TODAY, sixMonths)).toEqual(accepted);
    expect(sipRefusal(until('2026-07-13'), TODAY, sixMonths)).toMatchObject({ latest: '2026-07-12' });
    expect(sipAnswer(until('2026-07-13'), TODAY, noAgreement)).toEqual(accepted);
  });

  it('has an id of its own, and what names one waits for it', () => {
    expect(refusal(given({}).consent('2026-01-13'))).toMatchObject({ code: 'AlreadySaid', names: CONSENT });
    for (const story of [
      needed.joined('2026-01-12', GUARDIAN),
      needed.withdrawn('2026-01-12', GUARDIAN),
      needed.voided({}, { at: '2026-01-12' }),
      needed.replaced('2026-01-12', GUARDIAN),
    ])
      expect(refusal(story)).toEqual(waiting({ what: 'consent', id: CONSENT }));
  });

  it('is voided by who recorded it, and withdrawn with any who take part (A-041)', () => {
    const { withdrawn, voided } = called;
    isTaken(withdrawn('2026-01-20', GUARDIAN, {}, { by: 'region-20' }));
    expect(refusal(voided({}, { by: 'region-20', at: '2026-01-20' }))).toMatchObject({ code: 'NotYourFactToState' });
    isTaken(voided({}, { at: '2026-01-20' }));
  });

  it('is replaced of one guardian by a kommun, never by a region (A-047)', () => {
    isTaken(called.replaced('2026-01-20', GUARDIAN));
    expect(refusal(called.replaced('2026-01-20', GUARDIAN, {}, { by: 'region-20' }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'A-047',
    });
  });

  it('is decided in the guardian’s place by LVU 11 § by a kommun, never by a region (A-063)', () => {
    const lvu = { ground: 'lvu11' } as const;
    isTaken(called.replaced('2026-01-20', GUARDIAN, lvu));
    expect(refusal(called.replaced('2026-01-20', GUARDIAN, lvu, { by: 'region-20' }))).toEqual({
      ...{ code: 'NotYourFactToState', by: 'region-20', allowed: [], rule: 'A-063' },
    });
  });

  it('of one who cannot decide is held to what every other is (E-009, A-034, A-040)', () => {
    const givers = [{ role: 'representative' as const, ref: GUARDIAN, on: day('2026-01-12') }];
    const by = (data: Parameters<SipBuilder['consent']>[1]) =>
      aSip()
        .needed({ birthDate: '1990-03-07' as never })
        .consent('2026-01-12', { givers, custodyHolders: 0, ...data });
    isTaken(by({}));
    expect(refusal(by({ categories: [] }))).toMatchObject({ code: 'ConsentIsGeneral', rule: 'A-034' });
    expect(refusal(by({ validTo: day('2027-01-13') }))).toMatchObject({ code: 'ConsentTooLong', rule: 'A-040' });
  });

  it('is not taken back while others have joined or withdrawn it', () => {
    const joined = needed.consent('2026-01-12', {}, { id: 'c' }).joined('2026-01-13', GUARDIAN, {}, { id: 'j' });
    expect(refusal(joined.annulled('c'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['j'] });
    isTaken(joined.annulled('j').annulled('c'));
  });
});

describe('a call to a SIP', () => {
  const redirected = { answer: 'redirected' as const, redirectTo: party('region-20.bup') };

  it('is to a party, or to one who is none by role and reference (A-028)', () => {
    const invitee = (one: object) => needed.invited('region-20', { invitee: one });
    isTaken(needed.invited('region-20'));
    isTaken(invitee({ role: 'organisation', ref: uuid('ref/1') }));
    expect(refusal(invitee({ role: 'school' }))).toMatchObject({
      code: 'FieldRequiredHere',
      pointer: '/data/invitee/ref',
    });
    expect(refusal(invitee({ ref: uuid('ref/1') }))).toMatchObject({ pointer: '/data/invitee/role' });
    expect(refusal(invitee({ party: REGION, role: 'school' }))).toMatchObject({ code: 'FieldNotAllowedHere' });
    expect(refusal(invitee({ party: REGION, ref: uuid('ref/1') }))).toMatchObject({ pointer: '/data/invitee/ref' });
  });

  it('is answered by the one called for itself, or its principal (A-049)', () => {
    isTaken(called.answered('region-20'));
    isTaken(called.answered('region-20.bup'));
    for (const by of ['kommun-2080.socialnamnden', 'region-21'])
      expect(refusal(called.answered(by))).toMatchObject({ code: 'NotYourFactToState', rule: 'A-049' });
    const unit = needed.invited('region-20.bup');
    isTaken(unit.answered('region-20'));
    const namnd = needed.invited(OTHER_NAMND);
    isTaken(namnd.answered(OTHER_NAMND));
    expect(refusal(namnd.answered('kommun-2080'))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('is waited for by its answer', () => {
    expect(refusal(needed.answered('region-20'))).toEqual(waiting({ what: 'invitation', id: INVITATION }));
  });

  it('is accepted or sent on within the principal, never only declined (A-050)', () => {
    isTaken(called.answered('region-20', redirected));
    expect(refusal(called.answered('region-20', { answer: 'redirected' }))).toMatchObject({
      code: 'FieldRequiredHere',
      pointer: '/data/redirectTo',
      rule: 'A-050',
    });
    expect(refusal(called.answered('region-20', { ...redirected, redirectTo: party('region-21') }))).toMatchObject({
      code: 'FieldNotAllowedHere',
      expected: 'region-20',
      rule: 'A-050',
    });
    expect(refusal(called.answered('region-20', { ...redirected, answer: 'accepted' }))).toMatchObject({
      code: 'FieldNotAllowedHere',
    });
    const sentOn = called.answered('region-20.vuxenpsykiatri', redirected);
    isTaken(sentOn.answered('region-20.bup'));
  });

  it('of a kommun is sent on to another nämnd of it', () => {
    const namnd = needed.invited(OTHER_NAMND).answered(OTHER_NAMND, {
      answer: 'redirected',
      redirectTo: party('kommun-2080.skolnamnden'),
    });
    isTaken(namnd);
    isTaken(namnd.answered('kommun-2080.skolnamnden'));
  });

  it('to one who is no party is answered with who called', () => {
    const relative = needed.invited('', { invitee: { role: 'relative', ref: uuid('ref/1') } });
    isTaken(relative.answered('kommun-2080.socialnamnden'));
    expect(refusal(relative.answered('kommun-2080.socialnamnden', redirected))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/answer',
    });
    expect(refusal(relative.answered('region-20'))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('may be corrected after it was answered; the answer may name what it is to (H-004)', () => {
    const answered = called.answered('region-20');
    isTaken(answered.invited('region-20', { meetingOn: day('2026-02-05') }, { corrects: 'm3' }));
    isTaken(called.answered('region-20', { answers: called.facts[2]!.meta.eventId }));
    expect(refusal(called.answered('region-20', { answers: uuid('event/none') }))).toMatchObject({
      code: 'UnknownReference',
      pointer: '/data/answers',
    });
    isTaken(called.annulled('m3').answered('region-20'));
  });
});

describe('a plan', () => {
  it('is followed up on a later day, and waited for by its follow-up (B-013)', () => {
    isTaken(needed.established('2026-01-20'));
    expect(refusal(needed.established('2026-01-20', { followUpOn: day('2026-01-20') }))).toMatchObject({
      code: 'DateInconsistent',
      pointer: '/data/followUpOn',
      rule: 'B-013',
    });
    isTaken(needed.established('2026-01-20', { followUpOn: day('2026-01-21') }));
    expect(refusal(needed.followedUp('2026-01-20'))).toEqual(waiting({ what: 'plan' }));
    const planned = needed.established('2026-01-20');
    isTaken(planned.followedUp('2026-02-20', { nextOn: day('2026-08-20'), outcome: 'continues' }));
    expect(refusal(planned.followedUp('2026-02-20', { nextOn: day('2026-02-20') }))).toMatchObject({
      code: 'DateInconsistent',
      pointer: '/data/nextOn',
    });
  });
});
