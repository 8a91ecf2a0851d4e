import { classOfRule } from '#domain';
import { day, noAgreement, party, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import {
  aSip,
  GUARDIAN,
  INVITATION,
  OTHER_GUARDIAN,
  plannedMeasures,
  type SipBuilder,
} from '../../../../test/support/sip-builder.js';
import { foundIn, openRules, sipOn } from '../../../../test/support/assessed-sip.js';

const needed = aSip().needed();
const consented = needed.consent('2026-01-10');
const called = consented.invited('region-20');
const whole = called.answered('region-20').childHeard('2026-01-15').met('2026-01-20').established('2026-01-20');

const found = foundIn;
/** Of those that are not answered; that one is not opened is by the same rule. */
const unanswered = (story: SipBuilder, asOf: string) =>
  found(story, 'A-049', asOf).filter(({ message_en: en }) => en.includes('has not answered the call'));

describe('a SIP of which all is told', () => {
  it('has nothing found in it, from its need to its follow-up', () => {
    for (const asOf of ['2026-01-10', '2026-01-12', '2026-01-20', '2026-07-31'])
      expect(openRules(whole, asOf)).toEqual([]);
    expect(openRules(whole.followedUp('2026-08-01').closed('2026-08-01'), '2026-12-01')).toEqual([]);
    expect(openRules(whole, '2026-02-01', noAgreement)).toEqual([]);
  });

  it('is told of its agreement, where there is one, in every why', () => {
    expect(sipOn(whole, '2026-02-01').sip?.why).toMatchObject({
      rule: 'A-023',
      statute: { act: 'SoL 2025:400', section: '10:8' },
      rulePackVersion: 'dalarna-hvb-2025@1',
      readFrom: [{ revision: 2 }],
    });
    expect(sipOn(whole, '2026-02-01', noAgreement).sip?.why).toMatchObject({ agreement: null, rulePackVersion: null });
  });
});

describe('a SIP that was judged needed', () => {
  it('and is not begun is found the day after (A-024)', () => {
    const considered = aSip().considered();
    expect(found(considered, 'A-024', '2026-01-10')).toEqual([]);
    expect(found(considered, 'A-024', '2026-01-11')).toMatchObject([{ raisedOn: '2026-01-11', status: 'open' }]);
    const begun = considered.needed({}, { at: '2026-01-15' });
    expect(found(begun, 'A-024', '2026-01-15')).toMatchObject([{ resolvedOn: '2026-01-15' }]);
    expect(found(considered.needed(), 'A-024', '2026-01-15')).toEqual([]);
  });

  it('and then was not, or is declined, says nothing more (A-024, B-014)', () => {
    expect(found(aSip().considered({ needed: false }), 'A-024', '2026-02-01')).toEqual([]);
    const again = aSip().considered().considered({ needed: false }, { at: '2026-01-12' });
    expect(found(again, 'A-024', '2026-02-01')).toEqual([]);
    expect(found(aSip().considered().declined('2026-01-20'), 'A-024', '2026-02-01')).toMatchObject([
      { resolvedOn: '2026-01-20' },
    ]);
  });
});

describe('the work with a plan (E-013), for which no days are counted (G-12)', () => {
  it('begins at once: nobody called the day after need and consent is found, until somebody is', () => {
    expect(found(consented, 'E-013', '2026-01-10')).toEqual([]);
    expect(found(consented, 'E-013', '2026-01-11')).toMatchObject([
      { raisedOn: '2026-01-11', severity: 'warning', why: { statute: { section: '10:8' } } },
    ]);
    expect(found(called, 'E-013', '2026-01-11')).toEqual([]);
    const later = consented.invited('region-20', {}, { at: '2026-01-14' });
    expect(found(later, 'E-013', '2026-01-14')).toMatchObject([{ resolvedOn: '2026-01-14' }]);
    expect(found(consented.declined('2026-01-13'), 'E-013', '2026-01-14')).toMatchObject([
      { resolvedOn: '2026-01-13' },
    ]);
  });

  it('waits for the consent, and is of no internal SIP', () => {
    expect(found(needed, 'E-013', '2026-02-01')).toEqual([]);
    const joined = needed.consent('2026-01-10', { custodyHolders: 2 }).joined('2026-01-20', OTHER_GUARDIAN);
    expect(found(joined, 'E-013', '2026-02-01')).toMatchObject([{ raisedOn: '2026-01-21' }]);
    const internal = aSip().needed({ kind: 'internal' }).consent('2026-01-10');
    expect(found(internal, 'E-013', '2026-02-01')).toEqual([]);
  });
});

describe('a call to a SIP', () => {
  it('goes to none who is excluded (A-038)', () => {
    const without = needed
      .consent('2026-01-10', { excludedRecipients: [party('region-20.bup')] })
      .invited('region-20.bup', {}, { at: '2026-01-11' });
    expect(found(without, 'A-038', '2026-01-12')).toMatchObject([{ severity: 'breach', raisedOn: '2026-01-11' }]);
    expect(found(without, 'A-044', '2026-01-12')).toEqual([]);
    expect(found(called, 'A-038', '2026-01-12')).toEqual([]);
  });

  it('by a party to itself needs no one’s word', () => {
    expect(found(needed.invited(PLACING_PARTY), 'A-044', '2026-02-01')).toEqual([]);
  });

  it('unanswered the day after the meeting is found, until it is answered (A-049)', () => {
    expect(unanswered(called, '2026-02-01')).toEqual([]);
    expect(unanswered(called, '2026-02-02')).toMatchObject([
      { raisedOn: '2026-02-02', parties: [PLACING_PARTY, REGION], status: 'open' },
    ]);
    expect(unanswered(called.answered('region-20'), '2026-02-02')).toEqual([]);
    const late = called.answered('region-20', {}, { at: '2026-02-10' });
    expect(unanswered(late, '2026-02-10')).toMatchObject([{ resolvedOn: '2026-02-10' }]);
    expect(unanswered(called.met('2026-02-01'), '2026-02-02')).toEqual([]);
    expect(unanswered(called.closed('2026-01-20'), '2026-02-02')).toEqual([]);
  });

  it('sent on, and not accepted there, is found as the principal’s to mend (A-050)', () => {
    const sentOn = called.answered('region-20', { answer: 'redirected', redirectTo: party('region-20.bup') });
    expect(found(sentOn, 'A-050', '2026-02-01')).toEqual([]);
    expect(found(sentOn, 'A-050', '2026-02-02')).toMatchObject([
      { raisedOn: '2026-02-02', parties: [PLACING_PARTY, 'region-20.bup'] },
    ]);
    expect(unanswered(sentOn, '2026-02-02')).toEqual([]);
    expect(found(sentOn.answered('region-20.bup'), 'A-050', '2026-02-02')).toEqual([]);
  });

  it('sent on is found until it is accepted, where that is after the meeting; the one called has answered (A-049, A-050)', () => {
    const redirected = { answer: 'redirected' as const, redirectTo: party('region-20.bup') };
    const sentOn = (at: string) => called.answered('region-20', redirected, { at });
    const acceptedOn = (at: string) => sentOn('2026-01-20').answered('region-20.bup', {}, { at });
    expect(found(acceptedOn('2026-02-02'), 'A-050', '2026-02-05')).toEqual([]);
    expect(found(acceptedOn('2026-02-03'), 'A-050', '2026-02-05')).toMatchObject([
      { raisedOn: '2026-02-02', resolvedOn: '2026-02-03' },
    ]);
    expect(unanswered(sentOn('2026-02-05'), '2026-02-05')).toMatchObject([
      { raisedOn: '2026-02-02', resolvedOn: '2026-02-05', parties: [PLACING_PARTY, REGION] },
    ]);
    expect(found(sentOn('2026-02-05'), 'A-050', '2026-02-05')).toMatchObject([
      { raisedOn: '2026-02-05', status: 'open', parties: [PLACING_PARTY, 'region-20.bup'] },
    ]);
    expect(found(sentOn('2026-02-05').closed('2026-02-05'), 'A-050', '2026-02-05')).toMatchObject([
      { resolvedOn: '2026-02-05' },
    ]);
    expect(found(sentOn('2026-02-05').closed('2026-02-04'), 'A-050', '2026-02-05')).toEqual([]);
  });

  it('told when the meeting had been is not unanswered before it was told (A-049)', () => {
    const late = consented.invited('region-20', {}, { at: '2026-02-06' });
    expect(unanswered(late, '2026-02-06')).toMatchObject([{ raisedOn: '2026-02-06' }]);
    expect(unanswered(late.answered('region-20', {}, { at: '2026-02-06' }), '2026-02-06')).toEqual([]);
  });

  it('that has been corrected or taken back is answered in vain (H-004)', () => {
    const moved = called
      .answered('region-20', {}, { at: '2026-01-12' })
      .invited('region-20', { meetingOn: day('2026-02-05') }, { corrects: 'm3', at: '2026-01-14' });
    expect(found(moved, 'H-004', '2026-01-20')).toMatchObject([{ raisedOn: '2026-01-14', status: 'open' }]);
    const again = moved.answered('region-20', {}, { at: '2026-01-16' });
    expect(found(again, 'H-004', '2026-01-20')).toMatchObject([{ resolvedOn: '2026-01-16' }]);
    const gone = called.answered('region-20', {}, { at: '2026-01-12' }).annulled('m3', { at: '2026-01-13' });
    expect(found(gone, 'H-004', '2026-01-20')).toMatchObject([{ raisedOn: '2026-01-13' }]);
    expect(sipOn(gone, '2026-01-20').sip?.invitations).toMatchObject([
      { invitationId: INVITATION, status: 'annulled' },
    ]);
  });
});

describe('a plan', () => {
  const plan = (story: SipBuilder, data: Parameters<SipBuilder['established']>[1] = {}) =>
    story.childHeard('2026-01-15').established('2026-01-20', data);

  it('is drawn up with consent (A-023, D-011)', () => {
    expect(found(plan(called), 'A-023', '2026-01-20')).toEqual([]);
    const without = plan(needed);
    expect(found(without, 'A-023', '2026-01-20')).toMatchObject([{ severity: 'breach', status: 'open' }]);
    expect(found(without.consent('2026-02-01'), 'A-023', '2026-02-01')).toMatchObject([{ resolvedOn: '2026-02-01' }]);
    expect(found(plan(consented.withdrawn('2026-01-19', GUARDIAN)), 'A-023', '2026-01-20')).toHaveLength(1);
    const one = needed.consent('2026-01-10', { custodyHolders: 2 });
    expect(found(plan(one), 'A-023', '2026-01-20')).toHaveLength(1);
  });

  it('whose every measure a decision stands in for needs no more (A-047)', () => {
    const replaced = needed.consent('2026-01-10', { custodyHolders: 2 }).replaced('2026-01-18', OTHER_GUARDIAN);
    expect(found(plan(replaced), 'A-023', '2026-01-20')).toEqual([]);
    const some = needed
      .consent('2026-01-10', { custodyHolders: 2 })
      .replaced('2026-01-18', OTHER_GUARDIAN, { covers: [plannedMeasures[0]!.measureId] });
    expect(found(plan(some), 'A-023', '2026-01-20')).toHaveLength(1);
  });

  it('has measures of both, unless it is internal (A-023, D-016)', () => {
    const own = { measures: plannedMeasures.slice(0, 1) };
    expect(found(plan(called, own), 'A-023', '2026-01-20')).toMatchObject([{ severity: 'info' }]);
    const internal = aSip().needed({ kind: 'internal' }).consent('2026-01-10');
    expect(found(plan(internal, own), 'A-023', '2026-01-20')).toEqual([]);
  });

  it('holds what the consent covers, and nothing that is excluded (A-035, A-037)', () => {
    const dental = { measures: [...plannedMeasures, { ...plannedMeasures[1]!, kind: 'dental' as const }] };
    expect(found(plan(called, dental), 'A-035', '2026-01-20')).toMatchObject([
      { severity: 'breach', message_sv: expect.stringContaining('tandvård') as string },
    ]);
    expect(found(plan(called), 'A-035', '2026-01-20')).toEqual([]);
    const without = needed.consent('2026-01-10', { excludedCategories: ['healthcare'] }).invited('region-20');
    expect(found(plan(without), 'A-037', '2026-01-20')).toMatchObject([
      { message_sv: expect.stringContaining('hälso- och sjukvård') as string },
    ]);
    expect(found(plan(without), 'A-035', '2026-01-20')).toEqual([]);
    expect(found(plan(called), 'A-037', '2026-01-20')).toEqual([]);
  });

  it('tells what it holds beyond a consent as secret as that is itself (A-035, A-037)', () => {
    expect([classOfRule('A-035'), classOfRule('A-037'), classOfRule('A-031')]).toEqual([
      'sensitive',
      'sensitive',
      'case',
    ]);
  });

  it('says the individual’s own part (A-031)', () => {
    const { facts } = called.childHeard('2026-01-15').established('2026-01-20');
    const { ownPart: _left, ...rest } = facts.at(-1)!.data as unknown as Record<string, unknown>;
    const without = called.childHeard('2026-01-15').said('sip.established', rest as never);
    expect(found(without, 'A-031', '2026-01-20')).toMatchObject([{ severity: 'warning' }]);
    expect(found(plan(called), 'A-031', '2026-01-20')).toEqual([]);
  });

  it('has one with the overall responsibility, who is called to it (E-014, D-012)', () => {
    expect(found(plan(called), 'E-014', '2026-01-20')).toEqual([]);
    const other = plan(called, { overallResponsible: party('region-21') });
    expect(found(other, 'E-014', '2026-01-20')).toMatchObject([
      { severity: 'breach', why: { statute: { section: '10:8' } } },
    ]);
    expect(found(plan(called, { overallResponsible: REGION }), 'E-014', '2026-01-20')).toEqual([]);
  });

  it('comes after the child was heard (A-045)', () => {
    const unheard = called.established('2026-01-20');
    expect(found(unheard, 'A-045', '2026-01-20')).toMatchObject([{ status: 'open', severity: 'warning' }]);
    expect(found(unheard.childHeard('2026-01-25'), 'A-045', '2026-01-25')).toMatchObject([
      { resolvedOn: '2026-01-25' },
    ]);
    expect(found(plan(called), 'A-045', '2026-01-20')).toEqual([]);
    const grown = aSip()
      .needed({ birthDate: '1990-03-07' as never })
      .established('2026-01-20');
    expect(found(grown, 'A-045', '2026-01-20')).toEqual([]);
  });

  it('is told the guardian who was not called, while the child is under eighteen (A-048, G-19)', () => {
    const notCalled = called.notCalled('2026-01-12', OTHER_GUARDIAN);
    expect(found(notCalled, 'A-048', '2026-01-20')).toEqual([]);
    const planned = plan(notCalled);
    expect(found(planned, 'A-048', '2026-01-20')).toMatchObject([{ raisedOn: '2026-01-20', status: 'open' }]);
    expect(found(planned.informed('2026-01-22', OTHER_GUARDIAN), 'A-048', '2026-01-22')).toMatchObject([
      { resolvedOn: '2026-01-22' },
    ]);
    expect(found(planned.informed('2026-01-22', GUARDIAN), 'A-048', '2026-01-22')).toMatchObject([{ status: 'open' }]);
    const born = { birthDate: '2008-05-01' as never };
    const nearly = aSip().needed(born).notCalled('2026-01-12', GUARDIAN).established('2026-01-20');
    expect(found(nearly, 'A-048', '2026-04-30')).toMatchObject([{ status: 'open' }]);
    expect(found(nearly, 'A-048', '2026-05-01')).toMatchObject([{ resolvedOn: '2026-05-01', fromBirthDate: true }]);
    expect(found(nearly, 'A-048', '2026-04-30')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is what a later plan is no more: what it lacked is past', () => {
    const twice = needed.established('2026-01-20').consent('2026-02-01').established('2026-02-10');
    expect(found(twice, 'A-045', '2026-02-10')).toMatchObject([
      { raisedOn: '2026-01-20', resolvedOn: '2026-02-10', status: 'resolved' },
      { raisedOn: '2026-02-10', status: 'open' },
    ]);
  });
});

describe('a follow-up (D-013)', () => {
  it('that goes on names the next day, or is flagged until there is one', () => {
    const goesOn = whole.followedUp('2026-07-01', { outcome: 'continues' });
    expect(found(goesOn, 'D-013', '2026-07-01')).toMatchObject([{ severity: 'warning', status: 'open' }]);
    const again = goesOn.followedUp('2026-09-01');
    expect(found(again, 'D-013', '2026-09-01')).toMatchObject([{ resolvedOn: '2026-09-01' }]);
    expect(found(whole.followedUp('2026-07-01'), 'D-013', '2026-07-01')).toEqual([]);
    const next = { outcome: 'revised' as const, nextOn: day('2027-01-01') };
    expect(found(whole.followedUp('2026-07-01', next), 'D-013', '2026-07-01')).toEqual([]);
  });

  it('that is missed is found the day after, and met late is resolved', () => {
    expect(found(whole, 'D-013', '2026-08-01')).toEqual([]);
    expect(found(whole, 'D-013', '2026-08-02')).toMatchObject([{ raisedOn: '2026-08-02', severity: 'breach' }]);
    expect(found(whole.followedUp('2026-08-10'), 'D-013', '2026-08-10')).toMatchObject([{ resolvedOn: '2026-08-10' }]);
  });
});
