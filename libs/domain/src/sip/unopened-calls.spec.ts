import { accepted, messageKeyOf } from '#domain';
import { name, uuid } from '../../../../test/support/case-builder.js';
import { foundIn, sipAnswer, sipOn, sipRefusal } from '../../../../test/support/assessed-sip.js';
import { aSip, type SipBuilder } from '../../../../test/support/sip-builder.js';

const KOMMUN = 'kommun-2080.socialnamnden';
/** Called on 12 January to a meeting on 1 February. */
const called = aSip()
  .needed({}, { at: '2026-01-12' })
  .consent('2026-01-12')
  .invited('region-20', {}, { id: 'call', at: '2026-01-12' });
const found = (story: SipBuilder, asOf: string) =>
  foundIn(story, 'A-049', asOf).filter(({ message_sv: sv }) => sv.endsWith('har inte öppnat kallelsen.'));
const spans = (story: SipBuilder, asOf = '2026-06-01') =>
  found(story, asOf).map(({ parties, raisedOn, resolvedOn }) => [parties[1], raisedOn, resolvedOn]);
const redirected = { answer: 'redirected', redirectTo: 'region-20.bup' } as never;

describe('a call to a SIP that nobody has opened', () => {
  it('is found from the day after it was told, and not on that day (A-049)', () => {
    expect(found(called, '2026-01-12')).toEqual([]);
    expect(sipOn(called, '2026-01-12').turningDays).toContain('2026-01-13');
    expect(found(called, '2026-01-13')).toMatchObject([
      {
        ...{ rule: 'A-049', severity: 'warning', raisedOn: '2026-01-13', status: 'open' },
        ...{ parties: [KOMMUN, 'region-20'], waitsFor: ['region-20'] },
        answerWith: ['sip.opened', 'sip.invitationAnswered'],
        findingId: name(called.read.stream, 'finding', `A-049 opened ${messageKeyOf(called.facts.at(-1)!)}`),
        why: { rule: 'A-049', causedBy: [called.facts.at(-1)!.meta.eventId] },
      },
    ]);
    expect(found(called, '2026-01-13')[0]?.message_en.endsWith('region-20 has not opened the call.')).toBe(true);
  });

  it('is found no more from the day on which it is opened, by a unit of its too; the same day never (A-049)', () => {
    expect(spans(called.opened('2026-01-15'))).toEqual([['region-20', '2026-01-13', '2026-01-15']]);
    expect(found(called.opened('2026-01-15'), '2026-01-14')).toMatchObject([{ status: 'open' }]);
    expect(found(called.opened('2026-01-15'), '2026-01-15')).toMatchObject([{ status: 'resolved' }]);
    expect(spans(called.opened('2026-01-15', {}, { by: 'region-20.bup' }))[0]?.[2]).toBe('2026-01-15');
    expect(spans(called.opened('2026-01-12'))).toEqual([]);
    const twice = called.opened('2026-01-20').opened('2026-01-14', {}, { at: '2026-01-21' });
    expect(spans(twice)).toEqual([['region-20', '2026-01-13', '2026-01-14']]);
  });

  it('is seen by who answers it, or takes part (A-049)', () => {
    expect(spans(called.answered('region-20', {}, { at: '2026-01-16' }))[0]?.[2]).toBe('2026-01-16');
    expect(spans(called.met('2026-01-17'))[0]?.[2]).toBe('2026-01-17');
    expect(spans(called.met('2026-01-17', { participants: [KOMMUN as never] }))[0]?.[2]).toBe('2026-02-02');
  });

  it('is over with the SIP, and with the day of the meeting, when it is that nobody answered (A-049)', () => {
    expect(spans(called.closed('2026-01-20'))[0]?.[2]).toBe('2026-01-20');
    expect(found(called, '2026-02-01')).toMatchObject([{ status: 'open' }]);
    expect(found(called, '2026-02-02')).toMatchObject([{ status: 'resolved', resolvedOn: '2026-02-02' }]);
    expect(foundIn(called, 'A-049', '2026-02-02').filter(({ status }) => status === 'open')).toHaveLength(1);
    const early = (meetingOn: string) =>
      aSip()
        .needed({}, { at: '2026-01-12' })
        .invited('region-20', { meetingOn: meetingOn as never }, { at: '2026-01-12' });
    expect(spans(early('2026-01-12'))).toEqual([]);
    expect(spans(early('2026-01-13'))).toEqual([['region-20', '2026-01-13', '2026-01-14']]);
  });

  it('is the turn of each that it is sent on to, from the day after that (A-050)', () => {
    const sent = called.answered('region-20', redirected, { at: '2026-01-16' });
    expect(spans(sent, '2026-01-16')).toEqual([['region-20', '2026-01-13', '2026-01-16']]);
    expect(found(sent, '2026-01-17')[1]).toMatchObject({
      ...{ parties: [KOMMUN, 'region-20.bup'], waitsFor: ['region-20.bup'], raisedOn: '2026-01-17', status: 'open' },
    });
    expect(spans(sent.opened('2026-01-18'))[1]?.[2]).toBe('2026-02-02');
    expect(spans(sent.opened('2026-01-18', {}, { by: 'region-20.bup' }))[1]?.[2]).toBe('2026-01-18');
    const taken = sent.answered('region-20', {}, { by: 'region-20.bup', at: '2026-01-19' });
    expect(spans(taken)[1]?.[2]).toBe('2026-01-19');
  });

  it('is not found of one who is no party, of the caller itself, or of one whom the individual has excluded (A-038)', () => {
    const seen = aSip().needed({}, { at: '2026-01-12' });
    const guardian = { invitee: { role: 'guardian', ref: uuid('person/G1') } } as const;
    expect(spans(seen.invited('', guardian))).toEqual([]);
    expect(spans(seen.invited(KOMMUN))).toEqual([]);
    const excluding = seen.consent('2026-01-12', { excludedRecipients: ['region-20.bup' as never] });
    expect(spans(excluding.invited('region-20.bup', {}, { at: '2026-01-12' }))).toEqual([]);
    expect(spans(excluding.invited('region-20', {}, { at: '2026-01-12' }))).toHaveLength(1);
  });

  it('that is corrected to another is the other’s, from the day after it was told that; else of its first day', () => {
    const moved = called.opened('2026-01-13').invited('region-21', {}, { corrects: 'call', at: '2026-01-15' });
    expect(spans(moved)).toEqual([['region-21', '2026-01-16', '2026-02-02']]);
    const later = called.invited(
      'region-20',
      { meetingOn: '2026-02-05' as never },
      { corrects: 'call', at: '2026-01-15' },
    );
    expect(spans(later)).toEqual([['region-20', '2026-01-13', '2026-02-06']]);
    expect(spans(called.annulled('call', { at: '2026-01-15' }))).toEqual([]);
  });
});

describe('that a call has been opened', () => {
  const refusal = (story: SipBuilder) => sipRefusal(story, '2026-03-01');
  const isTaken = (story: SipBuilder) => {
    expect(sipAnswer(story, '2026-03-01')).toEqual(accepted);
  };
  const NOT_THEIRS = { code: 'NotYourFactToState', rule: 'A-049' };

  it('is for the one called to say, its units among it, for itself (A-049)', () => {
    isTaken(called.opened('2026-01-13'));
    isTaken(called.opened('2026-01-13', {}, { by: 'region-20.bup' }));
    for (const by of ['region-21', KOMMUN, 'kommun-2080'])
      expect(refusal(called.opened('2026-01-13', {}, { by }))).toEqual({ ...NOT_THEIRS, by, allowed: ['region-20'] });
    const unit = aSip().needed({}, { at: '2026-01-12' }).invited('region-20.bup');
    expect(refusal(unit.opened('2026-01-13'))).toMatchObject({ ...NOT_THEIRS, allowed: ['region-20.bup'] });
    const sent = unit.answered(
      'region-20',
      { answer: 'redirected', redirectTo: 'region-20.vuxen' as never },
      { by: 'region-20.bup' },
    );
    isTaken(sent.opened('2026-01-13', {}, { by: 'region-20.vuxen' }));
    const two = sent.invited('region-21', { invitationId: uuid('invitation/I2') });
    expect(refusal(two.opened('2026-01-13', {}, { by: 'region-20.vuxen' }))).toMatchObject({ allowed: ['region-21'] });
  });

  it('is of a call that has been sent, also of one that is taken back or corrected since', () => {
    const [need] = called.facts;
    for (const eventId of [uuid('event/none'), need!.meta.eventId])
      expect(refusal(called.opened('2026-01-13', { eventId }))).toEqual({
        ...{ code: 'UnknownReference', pointer: '/data/eventId', names: eventId },
      });
    const call = called.facts.at(-1)!.meta.eventId;
    isTaken(called.annulled('call').opened('2026-01-13', { eventId: call }));
    const changed = called.invited('region-20', { meetingOn: '2026-02-03' as never }, { corrects: 'call' });
    isTaken(changed.opened('2026-01-13', { eventId: call }));
    isTaken(changed.opened('2026-01-13'));
  });

  it('is of a day that has come, no earlier than the call', () => {
    expect(refusal(called.opened('2026-01-11', {}, { at: '2026-01-13' }))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '>= 2026-01-12' },
    });
    isTaken(called.opened('2026-01-12', {}, { at: '2026-01-13' }));
    expect(sipRefusal(called.opened('2026-01-14', {}, { at: '2026-01-13' }), '2026-01-13')).toMatchObject({
      ...{ code: 'DateInTheFuture', pointer: '/data/on' },
    });
  });

  it('is its author’s to correct and take back, and may be said by each of its units', () => {
    const opened = called.opened('2026-01-13', {}, { id: 'opened' });
    isTaken(opened.opened('2026-01-14', {}, { corrects: 'opened' }));
    isTaken(opened.opened('2026-01-14', { unit: 'vuxenpsykiatri' }, { by: 'region-20.vuxen' }));
    isTaken(opened.annulled('opened', { by: 'region-20' }));
    expect(refusal(called.annulled('need').opened('2026-01-13'))).toBeDefined();
  });

  it('is shown at the call, with whoever has opened it', () => {
    const story = called.opened('2026-01-14', { unit: 'bup-falun' }, { by: 'region-20.bup' });
    expect(sipOn(story, '2026-01-13').sip?.invitations).toMatchObject([{ status: 'open', opened: [] }]);
    expect(sipOn(story, '2026-01-14').sip?.invitations).toMatchObject([
      {
        status: 'open',
        opened: [
          { eventId: called.facts.at(-1)!.meta.eventId, party: 'region-20.bup', unit: 'bup-falun', on: '2026-01-14' },
        ],
      },
    ]);
    const gone = story.annulled('call', { at: '2026-01-15' });
    expect(sipOn(gone, '2026-01-15').sip?.invitations).toMatchObject([{ status: 'annulled', opened: [] }]);
  });
});
