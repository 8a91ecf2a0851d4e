import {
  accepted,
  agreementStateOf,
  assessAgreement,
  decideAgreement,
  waiting,
  type AgreementFact,
  type AgreementState,
  type Said,
} from '#domain';
import { day, name, party, uuid } from '../../../../test/support/case-builder.js';
import { anAgreement, type AgreementBuilder } from '../../../../test/support/agreement-builder.js';
import { submissionOf } from '../../../../test/support/decision-on-last.js';

const KOMMUN = 'kommun-2080';
const REGION = 'region-20';

function answerTo(story: AgreementBuilder, today?: string): unknown {
  const answer = decideAgreement(submissionOf(story.facts.at(-1)!, today), story.facts.slice(0, -1));
  return answer.outcome === 'rejected' ? answer.rejection : answer;
}

const registered = anAgreement().registered();
const inForce = registered.approved(REGION, '2025-06-10').approved(KOMMUN, '2025-06-20');

describe('an agreement', () => {
  it('is registered once, by one of its parties or a nämnd of one (A-128)', () => {
    expect(answerTo(registered)).toEqual(accepted);
    expect(answerTo(anAgreement().registered({}, { by: 'kommun-2080.socialnamnden' }))).toEqual(accepted);
    expect(answerTo(anAgreement().registered({}, { by: 'region-01' }))).toMatchObject({
      code: 'NotYourFactToState',
      allowed: [REGION, KOMMUN],
      rule: 'A-128',
    });
    expect(answerTo(registered.registered({}, { by: KOMMUN }))).toEqual({ code: 'AlreadyRegistered' });
  });

  it('ends no earlier than it begins; without its header it is taken and flagged (A-126, B-001)', () => {
    expect(answerTo(anAgreement().registered({ header: {} }))).toEqual(accepted);
    expect(answerTo(anAgreement().registered({ validTo: day('2025-06-30') }))).toMatchObject({
      code: 'PeriodEndsBeforeItBegins',
      pointer: '/data/validTo',
    });
  });

  it('names a version of its pack that there is, or none', () => {
    expect(answerTo(anAgreement().registered({ rulePackVersion: 1 }))).toEqual(accepted);
    expect(answerTo(anAgreement().registered({ rulePackVersion: 9 }))).toEqual({
      code: 'UnknownReference',
      pointer: '/data/rulePackVersion',
      names: 'dalarna-hvb-2025@9',
    });
  });

  it('carries a routine for secrecy on a section that there is, decided by the day it is told (A-018)', () => {
    const routine = {
      ...{ decidedOn: day('2025-05-01'), ground: 'necessaryForOwnActivity' as const, classes: ['case' as const] },
      statute: 'OSL 2009:400 10:2',
    };
    const answer = (said: object, today?: string) =>
      answerTo(anAgreement().registered({ secrecyRoutine: { ...routine, ...said } }, { at: '2025-06-01' }), today);
    expect(answer({})).toEqual(accepted);
    for (const statute of ['OSL 2009:400 10', 'OSL 2009:401 10:2', 'Rutin 3'])
      expect(answer({ statute })).toEqual({
        code: 'FieldNotAllowedHere',
        pointer: '/data/secrecyRoutine/statute',
        expected: 'OSL 2009:400 10:2',
        rule: 'A-018',
      });
    expect(answer({ decidedOn: day('2025-06-01') })).toEqual(accepted);
    expect(answer({ decidedOn: day('2025-06-02') })).toMatchObject({
      ...{ code: 'DateInTheFuture', pointer: '/data/secrecyRoutine/decidedOn' },
    });
  });

  it('is approved by each party for itself, once, on a day that has come (A-128)', () => {
    expect(answerTo(inForce)).toEqual(accepted);
    expect(answerTo(inForce.approved(KOMMUN, '2025-06-21'))).toMatchObject({ code: 'AlreadySaid' });
    expect(answerTo(registered.approved('kommun-2081', '2025-06-20'))).toMatchObject({ code: 'NotYourFactToState' });
    expect(answerTo(registered.approved(KOMMUN, '2025-06-20'), '2025-06-19')).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/on',
    });
  });

  it('has its approvals wait until it is registered', () => {
    expect(answerTo(anAgreement().approved(KOMMUN, '2025-06-20'))).toEqual(waiting({ what: 'agreement' }));
    expect(answerTo(anAgreement().superseded(uuid('agreement/new')))).toEqual(waiting({ what: 'agreement' }));
  });

  it('is superseded once, by a party’s word', () => {
    const superseded = inForce.superseded(uuid('agreement/new'));
    expect(answerTo(superseded)).toEqual(accepted);
    expect(answerTo(superseded.superseded(uuid('agreement/newer')))).toMatchObject({ code: 'AlreadySaid' });
    expect(answerTo(inForce.superseded(uuid('agreement/new'), { by: 'region-01' }))).toMatchObject({
      code: 'NotYourFactToState',
    });
  });

  it('is its writer’s to mend until another has approved it', () => {
    const mend = (story: AgreementBuilder) => story.registered({ title: 'Rättad titel' }, { corrects: 'm1' });
    expect(answerTo(mend(registered))).toEqual(accepted);
    expect(answerTo(mend(registered.approved(REGION, '2025-06-10')))).toEqual(accepted);
    expect(answerTo(mend(inForce))).toEqual({ code: 'CountersignedFact', by: [KOMMUN] });
    expect(answerTo(inForce.annulled('m1'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['m3'] });
  });

  it('keeps an approval that the other side’s stands beside, not one beside its own side’s', () => {
    const parties = [REGION, KOMMUN, 'kommun-2081'].map(party);
    const kommuner = anAgreement()
      .registered({ parties })
      .approved(KOMMUN, '2025-06-10')
      .approved('kommun-2081', '2025-06-11');
    expect(answerTo(kommuner.annulled('m2', { by: KOMMUN }))).toEqual(accepted);
    expect(answerTo(kommuner.approved(REGION, '2025-06-12').annulled('m2', { by: KOMMUN }))).toEqual({
      code: 'CountersignedFact',
      by: [REGION],
    });
  });

  it('is not taken back while another’s approval of it stands', () => {
    const approved = registered.approved(KOMMUN, '2025-06-20', { id: 'yes' });
    expect(answerTo(approved.annulled('m1'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['yes'] });
    expect(answerTo(approved.annulled('yes', { by: KOMMUN }).annulled('m1'))).toEqual(accepted);
  });

  it('that was taken back is closed, and its uuid not used again', () => {
    const closed = registered.annulled('m1');
    expect(answerTo(closed)).toEqual(accepted);
    expect(answerTo(closed.registered())).toEqual({ code: 'SubjectAnnulled' });
    expect(answerTo(closed.approved(KOMMUN, '2025-06-20'))).toEqual({ code: 'SubjectAnnulled' });
  });
});

describe('what happens to an agreement while it lives', () => {
  const ON = { on: day('2026-02-02') };
  const activity = { what: 'SIP', when: 'våren', how: 'utbildning', byWhom: 'processledaren', followUp: 'enkät' };
  type Told = [Extract<AgreementFact['type'], `agreement.${string}`>, object];
  const TOLD: readonly Told[] = [
    ['agreement.minorChange', { ...ON, summary: 'Ny lag' }],
    ['agreement.revisionStarted', ON],
    ['agreement.followedUp', { ...ON, answers: ['Ja'] }],
    ['agreement.activityPlanned', activity],
    ['agreement.meetingHeld', { ...ON, group: 'steeringGroup' }],
  ];
  const told = (story: AgreementBuilder, [type, data]: Told, by: string) =>
    story.said(type, data as never, { by, at: '2026-02-02' });

  it.each(TOLD)('%s is told by any party of it, and by nobody else (A-128)', (...fact) => {
    expect(answerTo(told(inForce, fact, KOMMUN), '2026-02-02')).toEqual(accepted);
    expect(answerTo(told(inForce, fact, REGION), '2026-02-02')).toEqual(accepted);
    expect(answerTo(told(inForce, fact, 'kommun-2081'), '2026-02-02')).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'A-128',
    });
  });

  it.each(TOLD)('%s waits for the registration, and is refused once that was taken back', (...fact) => {
    expect(answerTo(told(anAgreement(), fact, REGION), '2026-02-02')).toEqual(waiting({ what: 'agreement' }));
    expect(answerTo(told(registered.annulled('m1'), fact, REGION), '2026-02-02')).toEqual({ code: 'SubjectAnnulled' });
  });

  it.each(TOLD.filter(([, data]) => 'on' in data))('%s has happened when it is told', (...fact) => {
    expect(answerTo(told(inForce, fact, REGION), '2026-02-01')).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/on',
    });
  });

  it('is its teller’s to correct and to take back', () => {
    const story = told(inForce, TOLD[1]!, KOMMUN);
    const id = story.facts.at(-1)!.meta.messageId;
    expect(answerTo(story.annulled(id, { by: KOMMUN }), '2026-02-03')).toEqual(accepted);
    const corrected = story.said(
      'agreement.revisionStarted',
      { on: day('2026-01-30') },
      { by: KOMMUN, corrects: id, at: '2026-02-03' },
    );
    expect(answerTo(corrected, '2026-02-03')).toEqual(accepted);
  });
});

describe('an approval of terms that have been corrected since', () => {
  const own = anAgreement().registered().approved(REGION, '2025-06-10');
  const mended = own.registered({ validTo: day('2030-06-30') }, { corrects: 'm1', at: '2025-06-15' });
  const stateOf = (facts: readonly Said<AgreementFact>[]) =>
    agreementStateOf(uuid('agreement/A1'), 'agreement-A1', facts, facts.length - 1);

  it('works nothing, and may be given anew (H-004, L-20)', () => {
    expect(stateOf(own.facts)?.approvals).toHaveLength(1);
    expect(stateOf(mended.facts)).toMatchObject({ approvals: [], vain: [{ party: REGION, on: '2025-06-10' }] });
    const again = mended.approved(REGION, '2025-06-16');
    expect(answerTo(again)).toEqual(accepted);
    expect(stateOf(again.facts)?.approvals).toMatchObject([{ party: REGION, on: '2025-06-16' }]);
    const foundOn = (facts: readonly Said<AgreementFact>[]) =>
      assessAgreement(stateOf(facts), day('2025-07-10'), name).findings.filter(({ rule }) => rule === 'H-004');
    expect(foundOn(own.facts)).toEqual([]);
    expect(foundOn(mended.facts)).toMatchObject([{ raisedOn: '2025-06-15', severity: 'warning' }]);
    expect(foundOn(again.facts)).toMatchObject([{ resolvedOn: '2025-06-16' }]);
  });

  it('may name the event that it is to (L-20)', () => {
    const naming = (at: number) =>
      mended.said(
        'agreement.approvedByParty',
        { on: day('2025-06-12'), decisionRef: 'KF', answers: mended.facts[at]!.meta.eventId },
        { by: KOMMUN, at: '2025-06-20' },
      );
    expect(stateOf(naming(2).facts)?.approvals).toMatchObject([{ party: KOMMUN }]);
    expect(stateOf(naming(0).facts)?.approvals).toEqual([]);
    expect(answerTo(naming(1))).toMatchObject({ code: 'UnknownReference', pointer: '/data/answers' });
  });
});

describe('the state of an agreement', () => {
  const stateOf = (facts: readonly Said<AgreementFact>[]): AgreementState | null =>
    agreementStateOf(uuid('agreement/A1'), 'agreement-A1', facts, facts.length - 1);

  it('holds who has approved, and from when (A-128)', () => {
    expect(stateOf(inForce.facts)).toMatchObject({
      revision: 2,
      registered: { rulePack: 'dalarna-hvb-2025' },
      approvals: [
        { party: REGION, on: '2025-06-10' },
        { party: KOMMUN, on: '2025-06-20' },
      ],
    });
    expect(stateOf(inForce.facts)).not.toHaveProperty('supersededBy');
  });

  it('is none before the registration, and none after it was taken back', () => {
    expect(stateOf([])).toBeNull();
    expect(stateOf(registered.annulled('m1').facts)).toBeNull();
  });

  it('reads corrections in their originals’ place, whatever the order of arrival', () => {
    const superseding = uuid('agreement/new');
    const story = inForce.superseded(superseding).approved(KOMMUN, '2025-06-05', { corrects: 'm3' });
    const state = stateOf(story.facts);
    expect(state?.approvals.map(({ party: approving, on }) => [approving, on])).toEqual([
      [KOMMUN, '2025-06-05'],
      [REGION, '2025-06-10'],
    ]);
    expect(state?.supersededBy?.agreementId).toBe(superseding);
    expect(stateOf([...story.facts].reverse())).toEqual(state);
  });
});
