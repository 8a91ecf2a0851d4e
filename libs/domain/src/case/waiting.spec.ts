import { agreementStateOf, assessAgreement } from '#domain';
import { anAgreement, type AgreementBuilder } from '../../../../test/support/agreement-builder.js';
import { on, waitingIn as waiting, whomItWaitsFor as whom } from '../../../../test/support/assessed.js';
import { sipOn } from '../../../../test/support/assessed-sip.js';
import { aCase, day, name, PLACING_PARTY as KOMMUN, REGION, uuid } from '../../../../test/support/case-builder.js';
import { accepted, initiated, refused, startedByHub, takenBack } from '../../../../test/support/handover-steps.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { answered, asked, RECEIVER, tried } from '../../../../test/support/transfer-steps.js';

const GAVLE = 'region-21';
const started = aCase().registered().decided('2026-01-12').started('2026-01-15');

describe('a version of the costs', () => {
  const proposed = started.proposed('2026-02-01', {}, { at: '2026-01-20' });

  it('waits from the day it was proposed for each who must sign it, until each has (A-098)', () => {
    expect(waiting(proposed, 'costApproval', '2026-01-19')).toEqual([]);
    expect(waiting(proposed, 'costApproval', '2026-01-20')).toEqual([
      {
        waitingId: name(proposed.stream, 'waiting', 'costApproval 1'),
        what: 'costApproval',
        subject: `costAllocation/${proposed.placementId}`,
        waitsFor: [KOMMUN, REGION],
        since: '2026-01-20',
      },
    ]);
    const one = proposed.approved('2026-01-25');
    expect(whom(one, 'costApproval', '2026-01-24')).toEqual([[KOMMUN, REGION]]);
    expect(whom(one, 'costApproval', '2026-01-25')).toEqual([[REGION]]);
    expect(whom(one.approved('2026-01-26', {}, { by: REGION }), 'costApproval', '2026-01-26')).toEqual([]);
  });

  it('waits for a third payer too, and again for one who signed without a mandate (A-098)', () => {
    const lines = [
      {
        lineId: uuid('line/1'),
        category: 'housing' as const,
        shares: [{ party: 'kommun-2081' as never, permille: 1000 }],
      },
    ];
    const third = started.proposed('2026-02-01', { lines }, { at: '2026-01-20' });
    expect(whom(third, 'costApproval', '2026-01-20')).toEqual([['kommun-2080.socialnamnden', 'kommun-2081', REGION]]);
    const unmandated = proposed.approved('2026-01-25', { signatory: { function: 'chef', hasMandate: false } });
    expect(whom(unmandated, 'costApproval', '2026-01-25')).toEqual([[KOMMUN, REGION]]);
  });

  it('waits no more where it is withdrawn, or another is proposed after it: that one does', () => {
    expect(whom(proposed.withdrawn(1, { at: '2026-01-22' }), 'costApproval', '2026-01-22')).toEqual([]);
    const second = proposed.proposed('2026-02-01', { version: 2 }, { at: '2026-01-22' });
    expect(waiting(second, 'costApproval', '2026-01-22')).toMatchObject([
      { waitingId: name(proposed.stream, 'waiting', 'costApproval 2'), since: '2026-01-22' },
    ]);
  });

  it('between others than the principals of the day waits for those that it names', () => {
    const named = started.proposed('2026-02-01', { between: [KOMMUN, GAVLE as never] }, { at: '2026-01-20' });
    expect(whom(named, 'costApproval', '2026-01-20')).toEqual([[KOMMUN, REGION, GAVLE]]);
    expect(whom(named.registrationChanged('2180', '2026-01-25'), 'costApproval', '2026-02-01')).toEqual([
      [KOMMUN, REGION, GAVLE],
    ]);
  });
});

describe('a list of measures', () => {
  const listed = started.clarified({}, { at: '2026-01-20' });

  it('waits for the principal that has not written it, until it has confirmed it or the placement has ended (A-067)', () => {
    expect(waiting(listed, 'listConfirmation', '2026-01-19')).toEqual([]);
    expect(waiting(listed, 'listConfirmation', '2026-01-20')).toEqual([
      {
        waitingId: name(listed.stream, 'waiting', `listConfirmation ${uuid('clarification/K1')}`),
        what: 'listConfirmation',
        subject: `placement/${listed.placementId}`,
        waitsFor: [REGION],
        since: '2026-01-20',
      },
    ]);
    expect(whom(started.clarified({}, { at: '2026-01-20', by: REGION }), 'listConfirmation', '2026-01-20')).toEqual([
      [KOMMUN],
    ]);
    expect(whom(listed.confirmed({}, { at: '2026-01-22' }), 'listConfirmation', '2026-01-21')).toEqual([[REGION]]);
    expect(whom(listed.confirmed({}, { at: '2026-01-22' }), 'listConfirmation', '2026-01-22')).toEqual([]);
    expect(whom(listed.ended('2026-02-01'), 'listConfirmation', '2026-01-31')).toEqual([[REGION]]);
    expect(whom(listed.ended('2026-02-01'), 'listConfirmation', '2026-02-01')).toEqual([]);
  });

  it('that is not the newest waits for nobody', () => {
    const again = listed
      .clarified({ clarificationId: uuid('clarification/K2') }, { at: '2026-01-24' })
      .confirmed({ clarificationId: uuid('clarification/K2') }, { at: '2026-01-25' });
    expect(whom(again, 'listConfirmation', '2026-01-24')).toEqual([[REGION]]);
    expect(whom(again, 'listConfirmation', '2026-01-25')).toEqual([]);
  });
});

describe('a request for a transfer', () => {
  const request = asked(started, '2026-03-02');

  it('waits for the kommun that is asked, due at once, until it is answered or tried (S-019)', () => {
    expect(waiting(request, 'transferAnswer', '2026-03-02')).toMatchObject([
      { subject: `placement/${request.placementId}`, waitsFor: [RECEIVER], since: '2026-03-02', dueOn: '2026-03-02' },
    ]);
    expect(whom(request, 'transferAnswer', '2026-03-01')).toEqual([]);
    expect(whom(answered(request, 'refused', '2026-03-10'), 'transferAnswer', '2026-03-09')).toEqual([[RECEIVER]]);
    expect(whom(answered(request, 'refused', '2026-03-10'), 'transferAnswer', '2026-03-10')).toEqual([]);
    expect(whom(tried(request, ['ivo', 'refused', '2026-06-10']), 'transferAnswer', '2026-06-10')).toEqual([]);
  });
});

describe('a handover', () => {
  const moved = started.registrationChanged('2180', '2026-02-01');

  it('waits for the receiver until it has answered, whatever the answer (A-075)', () => {
    expect(waiting(moved, 'handoverAnswer', '2026-02-01')).toMatchObject([
      {
        waitingId: name(moved.stream, 'waiting', `handoverAnswer ${startedByHub(moved)}`),
        subject: `handover/${moved.placementId}`,
        waitsFor: [GAVLE],
        since: '2026-02-01',
        dueOn: '2026-03-03',
      },
    ]);
    expect(whom(accepted(moved, GAVLE, '2026-02-05'), 'handoverAnswer', '2026-02-04')).toEqual([[GAVLE]]);
    expect(whom(accepted(moved, GAVLE, '2026-02-05'), 'handoverAnswer', '2026-02-05')).toEqual([]);
    expect(whom(refused(moved, GAVLE, '2026-02-05'), 'handoverAnswer', '2026-02-05')).toEqual([]);
    const own = initiated(started, '2026-02-01');
    const of = uuid('handover/H1');
    expect(whom(own, 'handoverAnswer', '2026-02-01')).toEqual([[GAVLE]]);
    expect(whom(takenBack(own, REGION, '2026-02-03', { of }), 'handoverAnswer', '2026-02-03')).toEqual([]);
  });
});

describe('a deviation', () => {
  const reported = started.deviation('2026-02-01');
  const id = reported.facts.at(-1)!.meta.subject.id;
  const begun = reported.investigated('2026-02-03');
  const subject = `deviation/${id}`;

  it('waits for all whom it concerns to investigate it (A-107)', () => {
    expect(waiting(reported, 'deviationInvestigation', '2026-01-31')).toEqual([]);
    expect(waiting(reported, 'deviationInvestigation', '2026-02-01')).toMatchObject([
      { subject, waitsFor: [KOMMUN, REGION], since: '2026-02-01' },
    ]);
    expect(whom(begun, 'deviationInvestigation', '2026-02-03')).toEqual([]);
    expect(whom(reported.closureProposed('2026-02-03'), 'deviationInvestigation', '2026-02-03')).toEqual([]);
  });

  it('has splits that wait for the other side, until it has confirmed or another is proposed in their place (A-108)', () => {
    const split = begun.splitProposed('D1', {}, { at: '2026-02-04' });
    expect(waiting(split, 'splitConfirmation', '2026-02-04')).toMatchObject([
      {
        waitingId: name(split.stream, 'waiting', `splitConfirmation ${id} ${uuid('split/D1')}`),
        ...{ subject, waitsFor: [REGION], since: '2026-02-04' },
      },
    ]);
    expect(whom(split.splitConfirmed('D1', {}, { at: '2026-02-05' }), 'splitConfirmation', '2026-02-05')).toEqual([]);
    const other = split.splitProposed('D2', {}, { at: '2026-02-06' });
    expect(waiting(other, 'splitConfirmation', '2026-02-06')).toMatchObject([{ since: '2026-02-06' }]);
    expect(waiting(other, 'splitConfirmation', '2026-02-05')).toMatchObject([{ since: '2026-02-04' }]);
  });

  it('waits to be closed by those who have not said that it is over, and when all have for nothing more (A-107)', () => {
    const closing = begun.splitProposed('D1', {}, { at: '2026-02-04' }).closureProposed('2026-02-06');
    expect(waiting(closing, 'closureConfirmation', '2026-02-05')).toEqual([]);
    expect(waiting(closing, 'closureConfirmation', '2026-02-06')).toMatchObject([
      { subject, waitsFor: [REGION], since: '2026-02-06' },
    ]);
    expect(on(closing.closureConfirmed('2026-02-07'), '2026-02-06').waiting).toHaveLength(2);
    expect(on(closing.closureConfirmed('2026-02-07'), '2026-02-07').waiting).toEqual([]);
  });

  it('that is taken back waits for nothing', () => {
    const gone = started.deviation('2026-02-01', {}, { id: 'd' }).deviationAnnulled('d', { at: '2026-02-02' });
    expect(on(gone, '2026-02-03').waiting).toEqual([]);
  });
});

describe('a call to a SIP', () => {
  const called = aSip()
    .needed({}, { at: '2026-01-10' })
    .consent('2026-01-10')
    .invited(REGION, { meetingOn: day('2026-02-01') }, { at: '2026-01-12' });
  const calls = (story: typeof called, asOf: string) => sipOn(story, asOf).waiting;

  it('waits for the one called, or sent on to, until it is accepted (A-049, A-050)', () => {
    expect(calls(called, '2026-01-11')).toEqual([]);
    expect(calls(called, '2026-01-12')).toMatchObject([
      {
        ...{ what: 'sipInvitation', subject: `sip/${called.sipId}`, waitsFor: [REGION] },
        ...{ since: '2026-01-12', dueOn: '2026-02-01' },
      },
    ]);
    expect(calls(called.answered(REGION, {}, { at: '2026-01-20' }), '2026-01-20')).toEqual([]);
    const sentOn = called.answered(
      REGION,
      { answer: 'redirected', redirectTo: 'region-20.bup' as never },
      { at: '2026-01-20' },
    );
    expect(calls(sentOn, '2026-01-20')).toMatchObject([{ waitsFor: ['region-20.bup'] }]);
  });

  it('waits no more where the one called has come, or the SIP is over', () => {
    const met = called.met('2026-02-01', { participants: [KOMMUN, REGION] as never });
    expect(calls(met, '2026-02-01')).toEqual([]);
    expect(calls(called.closed('2026-02-03'), '2026-02-03')).toEqual([]);
  });

  it('of oneself, or of one who is no party, waits for nobody', () => {
    const own = aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10').invited(KOMMUN, {}, { at: '2026-01-12' });
    expect(calls(own, '2026-01-12')).toEqual([]);
  });
});

describe('an agreement', () => {
  const agreement = ({ facts }: AgreementBuilder, asOf: string) =>
    assessAgreement(agreementStateOf(uuid('agreement/A1'), 'agreement-A1', facts, facts.length - 1), day(asOf), name)
      .waiting;
  const told = anAgreement().registered({}, { at: '2025-06-05' });

  it('waits for each party that has not approved it, from its registration until it is no more (A-128)', () => {
    expect(agreement(told, '2025-06-04')).toEqual([]);
    expect(agreement(told, '2025-06-05')).toEqual([
      {
        waitingId: name('agreement-A1', 'waiting', 'agreementApproval'),
        what: 'agreementApproval',
        subject: `agreement/${uuid('agreement/A1')}`,
        waitsFor: ['kommun-2080', REGION],
        since: '2025-06-05',
      },
    ]);
    const half = told.approved(REGION, '2025-06-20');
    expect(agreement(half, '2025-06-19')).toMatchObject([{ waitsFor: ['kommun-2080', REGION] }]);
    expect(agreement(half, '2025-06-20')).toMatchObject([{ waitsFor: ['kommun-2080'] }]);
    expect(agreement(half.approved('kommun-2080', '2025-06-25'), '2025-06-25')).toEqual([]);
    expect(agreement(half, '2033-06-30')).toHaveLength(1);
    expect(agreement(half, '2033-07-01')).toEqual([]);
  });
});
