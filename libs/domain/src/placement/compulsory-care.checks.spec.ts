import { accepted } from '#domain';
import { aCase, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const AT = { at: '2026-06-30' };
const inCare = (): CaseBuilder =>
  aCase()
    .registered()
    .decided('2026-01-12', { legalBasis: { act: 'LVU', sections: ['6'], interim: true } })
    .started('2026-01-15');

describe('a step in court', () => {
  it.each([
    ...(['submitted', 'upheld', 'lifted', 'applied', 'extensionRequested', 'extensionRefused'] as const),
    ...(['careOrdered', 'careRefused', 'executed', 'finallyBinding'] as const),
  ])('%s is told with its day alone', (step) => {
    expect(answerTo(inCare().courtStep(step, '2026-01-19', {}, AT))).toEqual(accepted);
    expect(answerTo(inCare().courtStep(step, '2026-01-19', { decisionId: uuid('decision/B1') }, AT))).toEqual(accepted);
  });

  it('is refused where it names a decision that nobody has told', () => {
    expect(
      refusalOf(inCare().courtStep('submitted', '2026-01-19', { decisionId: uuid('decision/B9') }, AT)),
    ).toMatchObject({ code: 'UnknownReference', pointer: '/data/decisionId', names: uuid('decision/B9') });
  });

  it('says until when a time is extended, and must where it is granted (LVU 8 §, LVU 34 §, LVM 38 §)', () => {
    const until = day('2026-03-01');
    expect(answerTo(inCare().courtStep('extensionGranted', '2026-02-01', { until }, AT))).toEqual(accepted);
    expect(answerTo(inCare().courtStep('extensionRequested', '2026-02-01', { until }, AT))).toEqual(accepted);
    expect(refusalOf(inCare().courtStep('extensionGranted', '2026-02-01', {}, AT))).toMatchObject({
      code: 'FieldRequiredHere',
      pointer: '/data/until',
    });
  });

  it.each(['submitted', 'upheld', 'extensionRefused', 'executed'] as const)('%s extends no time', (step) => {
    expect(refusalOf(inCare().courtStep(step, '2026-02-01', { until: day('2026-03-01') }, AT))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/until',
    });
  });

  it('keeps the decision that it names from being taken back', () => {
    const told = inCare().decided('2026-01-13', { decisionId: uuid('decision/B2') }, { id: 'b2' });
    const named = told.courtStep('submitted', '2026-01-19', { decisionId: uuid('decision/B2') });
    expect(refusalOf(named.annulled('b2', AT))).toMatchObject({ code: 'LaterFactsDependOnIt' });
    expect(answerTo(told.courtStep('submitted', '2026-01-19').annulled('b2', AT))).toEqual(accepted);
  });
});

describe('time that is not counted', () => {
  it('lasts one day at least, and may be going on (LVM 21 §)', () => {
    expect(answerTo(inCare().careTimeNotCounted('2026-02-01/2026-02-01', {}, AT))).toEqual(accepted);
    expect(answerTo(inCare().careTimeNotCounted('2026-02-01', {}, AT))).toEqual(accepted);
    expect(refusalOf(inCare().careTimeNotCounted('2026-02-01/2026-01-31', {}, AT))).toMatchObject({
      code: 'PeriodEndsBeforeItBegins',
      pointer: '/data/to',
    });
  });
});

describe('a restriction of contact', () => {
  it('is told once by its id; another has its own (S-006)', () => {
    const told = inCare().contactRestricted('2026-02-01');
    expect(refusalOf(told.contactRestricted('2026-02-02', {}, AT))).toMatchObject({
      code: 'AlreadySaid',
      pointer: '/data/restrictionId',
    });
    expect(
      answerTo(
        told.contactRestricted('2026-02-02', { restrictionId: uuid('restriction/R2'), kind: 'whereabouts' }, AT),
      ),
    ).toEqual(accepted);
  });

  it('ends on the day of its decision at the earliest, and only one that has been told', () => {
    const told = inCare().contactRestricted('2026-02-01');
    expect(refusalOf(told.contactRestrictionEnded('2026-01-31', {}, AT))).toMatchObject({ code: 'DateInconsistent' });
    expect(answerTo(told.contactRestrictionEnded('2026-02-01', {}, AT))).toEqual(accepted);
    expect(refusalOf(inCare().contactRestrictionEnded('2026-02-01', {}, AT))).toMatchObject({
      code: 'UnknownReference',
      pointer: '/data/restrictionId',
    });
  });

  it('is considered by a review of its own kind, which may name it or be of all', () => {
    const told = inCare().contactRestricted('2026-02-01');
    const restrictionId = uuid('restriction/R1');
    expect(answerTo(told.reviewed('2026-04-01', { kind: 'contactRestriction' }, AT))).toEqual(accepted);
    expect(answerTo(told.reviewed('2026-04-01', { kind: 'contactRestriction', restrictionId }, AT))).toEqual(accepted);
    expect(refusalOf(told.reviewed('2026-04-01', { kind: 'followUp', restrictionId }, AT))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/restrictionId',
    });
    expect(refusalOf(inCare().reviewed('2026-04-01', { kind: 'contactRestriction', restrictionId }, AT))).toMatchObject(
      { code: 'UnknownReference', pointer: '/data/restrictionId' },
    );
  });
});

describe('a decision that waits', () => {
  it('is broken off while it is executed, and not before or after (S-011)', () => {
    const told = inCare().ended('2026-05-01');
    expect(refusalOf(told.executionInterrupted('2026-01-14', AT))).toMatchObject({ code: 'DateInconsistent' });
    expect(answerTo(told.executionInterrupted('2026-01-15', AT))).toEqual(accepted);
    expect(answerTo(told.executionInterrupted('2026-05-01', AT))).toEqual(accepted);
    expect(refusalOf(told.executionInterrupted('2026-05-02', AT))).toMatchObject({ code: 'CaseEnded' });
    expect(refusalOf(aCase().registered().executionInterrupted('2026-02-01', AT))).toMatchObject({
      code: 'UnknownReference',
    });
  });

  it('is reported only where it has been told (S-011)', () => {
    expect(answerTo(inCare().nonExecutionReported('2026-05-01', {}, AT))).toEqual(accepted);
    expect(
      refusalOf(inCare().nonExecutionReported('2026-05-01', { decisionId: uuid('decision/B9') }, AT)),
    ).toMatchObject({ code: 'UnknownReference', pointer: '/data/decisionId' });
  });
});
