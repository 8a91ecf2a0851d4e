import { accepted } from '#domain';
import { aCase } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

describe('a follow-up after a placement', () => {
  const ended = aCase().registered().started('2026-01-15').ended('2026-05-01');
  const begun = ended.followUpStarted('2026-05-10');

  it('is begun by the placing nämnd on a day that has come, from the end on (S-013)', () => {
    expect(answerTo(ended.followUpStarted('2026-05-01'))).toEqual(accepted);
    expect(refusalOf(ended.followUpStarted('2026-04-30', 'SoL23', { at: '2026-05-02' }))).toEqual({
      code: 'DateInconsistent',
      pointer: '/data/on',
      expected: '≥ 2026-05-01',
    });
    expect(refusalOf(ended.followUpStarted('2026-05-10', 'SoL23', { at: '2026-05-09' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
    expect(refusalOf(ended.followUpStarted('2026-05-10', 'SoL23', { by: 'region-20' }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'A-053',
    });
  });

  it('by socialtjänstlagen follows an end that has been told; by 21 b § LVU care that the placement may outlast (S-013)', () => {
    const going = aCase().registered().started('2026-01-15');
    expect(refusalOf(going.followUpStarted('2026-03-01'))).toMatchObject({
      code: 'UnknownReference',
      pointer: '/data/on',
      names: 'placement.ended',
    });
    expect(answerTo(going.followUpStarted('2026-03-01', 'LVU21b'))).toEqual(accepted);
  });

  it('goes on one at a time: another is begun when it is closed (S-013)', () => {
    expect(refusalOf(begun.followUpStarted('2026-05-20'))).toMatchObject({ code: 'AlreadySaid', pointer: '/data/on' });
    const closed = begun.followUpClosed('2026-05-20');
    expect(refusalOf(closed.followUpStarted('2026-05-19', 'SoL23', { at: '2026-05-21' }))).toMatchObject({
      code: 'AlreadySaid',
    });
    expect(answerTo(closed.followUpStarted('2026-05-20'))).toEqual(accepted);
  });

  it('is closed once, no earlier than it was begun (S-013)', () => {
    expect(answerTo(begun.followUpClosed('2026-05-10'))).toEqual(accepted);
    expect(refusalOf(begun.followUpClosed('2026-05-09', 'notNeeded', { at: '2026-05-20' }))).toEqual({
      code: 'DateInconsistent',
      pointer: '/data/on',
      expected: '≥ 2026-05-10',
    });
    expect(refusalOf(begun.followUpClosed('2026-05-20').followUpClosed('2026-05-21'))).toMatchObject({
      code: 'AlreadySaid',
      names: 'placement.followUpClosed',
    });
    expect(refusalOf(ended.followUpClosed('2026-05-20'))).toMatchObject({
      code: 'UnknownReference',
      names: 'placement.followUpStarted',
    });
  });

  it('holds the end that it follows, and its own beginning, while it is closed (S-013)', () => {
    const told = aCase()
      .registered()
      .started('2026-01-15')
      .ended('2026-05-01', {}, { id: 'e1' })
      .followUpStarted('2026-05-10', 'SoL23', { id: 'f1' });
    expect(refusalOf(told.annulled('e1', { at: '2026-05-12' }))).toMatchObject({ code: 'LaterFactsDependOnIt' });
    const closed = told.followUpClosed('2026-05-20', 'notNeeded', { id: 'c1' });
    expect(refusalOf(closed.annulled('f1', { at: '2026-05-22' }))).toMatchObject({ code: 'LaterFactsDependOnIt' });
    expect(answerTo(closed.annulled('c1', { at: '2026-05-22' }))).toEqual(accepted);
  });
});

describe('who has a case', () => {
  const registered = aCase().registered();

  it('is said by each principal for itself, also ahead (D-028)', () => {
    expect(answerTo(registered.handledBy('barn-och-unga', '2026-02-01', { at: '2026-01-12' }))).toEqual(accepted);
    expect(answerTo(registered.handledBy('psykiatri', '2026-02-01', { by: 'region-20' }))).toEqual(accepted);
    expect(refusalOf(registered.handledBy('annan', '2026-02-01', { by: 'region-21' }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'D-028',
    });
  });

  it('waits where the region says it before the placement is registered', () => {
    expect(answerTo(aCase().handledBy('psykiatri', '2026-02-01', { by: 'region-20' }))).toMatchObject({
      outcome: 'waiting',
    });
  });
});

describe('a named social secretary and a care plan', () => {
  const started = aCase().registered().started('2026-01-15');

  it('are the placing nämnd’s to tell, on a day that has come (S-010, S-012)', () => {
    for (const told of [
      started.socialSecretaryNamed('2026-01-16'),
      started.carePlan('established', '2026-01-16'),
      started.implementationPlan('established', '2026-01-16'),
    ])
      expect(answerTo(told)).toEqual(accepted);
    for (const told of [
      started.socialSecretaryNamed('2026-01-16', { by: 'region-20' }),
      started.implementationPlan('established', '2026-01-16', { by: 'region-20' }),
    ])
      expect(refusalOf(told)).toMatchObject({ code: 'NotYourFactToState' });
    expect(refusalOf(started.socialSecretaryNamed('2026-01-17', { at: '2026-01-16' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
  });
});

describe('a protection that changes', () => {
  const registered = aCase().registered();
  const staysPermanentlyIn = '2180' as never;

  it('is the placing nämnd’s to tell, and tells where one stays only where folkbokföring is protected (HSL 8:1)', () => {
    expect(answerTo(registered.protectionChanged('sekretessmarkering', '2026-02-01'))).toEqual(accepted);
    expect(
      answerTo(registered.protectionChanged('skyddadFolkbokforing', '2026-02-01', { staysPermanentlyIn })),
    ).toEqual(accepted);
    expect(
      refusalOf(registered.protectionChanged('sekretessmarkering', '2026-02-01', { staysPermanentlyIn })),
    ).toMatchObject({ code: 'FieldNotAllowedHere', pointer: '/data/staysPermanentlyIn' });
    expect(refusalOf(registered.protectionChanged('none', '2026-02-01', {}, { by: 'region-20' }))).toMatchObject({
      code: 'NotYourFactToState',
    });
  });
});
