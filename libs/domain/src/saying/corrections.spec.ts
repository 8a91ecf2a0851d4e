import { accepted, effectiveFacts, type CaseFact, type Said } from '#domain';
import { aCase, aRegistration, day, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const registered = aCase().registered({}, { id: 'reg' });
const started = registered.started('2026-02-01', { id: 'start' });

const startsOf = (facts: readonly Said<CaseFact>[]): readonly string[] =>
  effectiveFacts(facts).flatMap((fact) => (fact.type === 'placement.started' ? [fact.data.startedOn] : []));

describe('a correction', () => {
  const corrected = started.started('2026-01-15', { id: 'c1', corrects: 'start', at: '2026-02-05' });

  it('stands in the place of its original', () => {
    expect(answerTo(corrected)).toEqual(accepted);
    expect(startsOf(corrected.facts)).toEqual(['2026-01-15']);
  });

  it('may be corrected in its turn; of several the last by time stands, whichever it names and whenever it comes', () => {
    const twice = corrected.started('2026-01-16', { id: 'c2', corrects: 'c1', at: '2026-02-07' });
    expect(answerTo(twice)).toEqual(accepted);
    expect(startsOf(twice.facts)).toEqual(['2026-01-16']);
    const lateComer = twice.started('2026-01-17', { id: 'c3', corrects: 'start', at: '2026-02-06' });
    expect(answerTo(lateComer)).toEqual(accepted);
    expect(startsOf(lateComer.facts)).toEqual(['2026-01-16']);
  });

  it('is of the party’s own message and of the same type', () => {
    expect(refusalOf(started.started('2026-01-15', { corrects: 'nothing' }))).toEqual({
      code: 'CorrectionNamesNothing',
      corrects: 'nothing',
    });
    expect(refusalOf(started.ended('2026-03-01', {}, { corrects: 'start' }))).toEqual({
      code: 'CorrectionOfOtherType',
      expected: 'placement.started',
    });
    expect(refusalOf(started.started('2026-01-15', { by: REGION, corrects: 'start' }))).toEqual({
      code: 'NotYourFactToState',
      by: REGION,
      allowed: [PLACING_PARTY],
    });
    const itself = started.started('2026-01-15', { id: 'c1', corrects: 'c1' });
    expect(refusalOf(itself)).toMatchObject({ code: 'CorrectionNamesNothing' });
  });

  it('names a message of its own subject only: costs and placement are two', () => {
    const proposed = started.proposed('2026-02-01', {}, { id: 'start' });
    expect(answerTo(proposed.started('2026-01-15', { corrects: 'start' }))).toEqual(accepted);
    expect(refusalOf(started.proposed('2026-02-01', {}, { corrects: 'start' }))).toMatchObject({
      code: 'CorrectionNamesNothing',
    });
  });

  it('is held to what its original was held to', () => {
    const moved = started.moved('2026-02-10');
    expect(answerTo(moved.started('2026-02-10', { corrects: 'start' }))).toEqual(accepted);
    expect(refusalOf(moved.started('2026-02-11', { corrects: 'start' }))).toMatchObject({
      code: 'DateInconsistent',
      expected: '≤ 2026-02-10',
    });
    expect(refusalOf(started.started('2026-03-01', { corrects: 'start', at: '2026-02-05' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
  });

  it('keeps the person: a case told of the wrong one is taken back and told anew', () => {
    const person = { ...aRegistration.person, birthDate: day('2012-03-05') };
    expect(answerTo(registered.registered({ person }, { corrects: 'reg' }))).toEqual(accepted);
    const another = { ...person, personId: uuid('person/B') };
    expect(refusalOf(registered.registered({ person: another }, { corrects: 'reg' }))).toEqual({
      code: 'PersonCannotChange',
    });
  });

  it('keeps the name that others know a thing by', () => {
    const cost = registered.cost('C1', 100_00, '2026-01-20');
    const [told] = cost.facts.slice(-1);
    const data = told?.type === 'costAllocation.costRecorded' ? told.data : undefined;
    const mended = (story: typeof cost, costId: string) =>
      story.said(
        'costAllocation.costRecorded',
        { ...data!, costId: uuid(costId), amountOre: 200_00 },
        { corrects: told!.meta.messageId },
      );
    expect(answerTo(mended(cost, 'cost/C2'))).toEqual(accepted);
    const claimed = cost.claim('K1', 'C1');
    expect(answerTo(mended(claimed, 'cost/C1'))).toEqual(accepted);
    expect(refusalOf(mended(claimed, 'cost/C2'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['m3'] });
  });
});

describe('an annulment', () => {
  it('takes the party’s own message back, once', () => {
    const annulled = started.annulled('start', { id: 'a1' });
    expect(answerTo(annulled)).toEqual(accepted);
    expect(startsOf(annulled.facts)).toEqual([]);
    expect(refusalOf(annulled.annulled('start'))).toEqual({
      code: 'AlreadySaid',
      pointer: '/data/annulsId',
      names: 'start',
    });
    expect(refusalOf(started.annulled('nothing'))).toMatchObject({ code: 'UnknownReference' });
    expect(refusalOf(started.annulled('start', { by: REGION }))).toMatchObject({ allowed: [PLACING_PARTY] });
  });

  it('makes room for the fact to be told anew', () => {
    const annulled = started.annulled('start');
    expect(answerTo(annulled.started('2026-01-20'))).toEqual(accepted);
    expect(refusalOf(annulled.started('2026-01-20', { corrects: 'start' }))).toMatchObject({
      code: 'CorrectionNamesNothing',
    });
  });

  it('of a correction gives its place back', () => {
    const corrected = started.started('2026-01-15', { id: 'c1', corrects: 'start', at: '2026-02-05' });
    const back = corrected.annulled('c1');
    expect(answerTo(back)).toEqual(accepted);
    expect(startsOf(back.facts)).toEqual(['2026-02-01']);
    const moved = corrected.moved('2026-01-20', {}, { at: '2026-02-06' });
    expect(refusalOf(moved.annulled('c1'))).toMatchObject({ code: 'DateInconsistent' });
    expect(refusalOf(back.annulled('c1'))).toMatchObject({ code: 'AlreadySaid' });
  });

  it('of an original takes its corrections along', () => {
    const corrected = started.started('2026-01-15', { id: 'c1', corrects: 'start' });
    const gone = corrected.annulled('start');
    expect(answerTo(gone)).toEqual(accepted);
    expect(startsOf(gone.facts)).toEqual([]);
    expect(refusalOf(gone.annulled('c1'))).toMatchObject({ code: 'AlreadySaid' });
  });

  it('is itself neither annulled nor corrected', () => {
    const annulled = started.annulled('start', { id: 'a1' });
    expect(refusalOf(annulled.annulled('a1'))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/annulsId',
    });
    expect(refusalOf(annulled.annulled('start', { corrects: 'a1' }))).toMatchObject({ pointer: '/corrects' });
    expect(refusalOf(annulled.started('2026-01-20', { corrects: 'a1' }))).toMatchObject({ pointer: '/corrects' });
  });

  it('waits until what names the fact has been taken back', () => {
    const ended = started.moved('2026-02-10', {}, { id: 'move' }).ended('2026-03-01', {}, { id: 'end' });
    expect(refusalOf(ended.annulled('start'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['move', 'end'] });
    expect(answerTo(ended.annulled('end').annulled('move').annulled('start'))).toEqual(accepted);
    const versions = registered
      .proposed('2026-01-15', {}, { id: 'v1' })
      .proposed('2026-02-01', { version: 2 }, { id: 'v2' });
    expect(refusalOf(versions.costAnnulled('v1'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['v2'] });
    expect(answerTo(versions.costAnnulled('v2'))).toEqual(accepted);
  });

  it('of the registration closes the case, whatever its party has said, and nothing more is said of it', () => {
    const closed = started.proposed('2026-02-01').approved('2026-02-02').annulled('reg');
    expect(answerTo(closed)).toEqual(accepted);
    expect(refusalOf(closed.ended('2026-03-01'))).toEqual({ code: 'SubjectAnnulled' });
    expect(refusalOf(closed.registered())).toEqual({ code: 'SubjectAnnulled' });
    expect(refusalOf(closed.started('2026-01-15', { corrects: 'start' }))).toEqual({ code: 'SubjectAnnulled' });
    expect(refusalOf(closed.approved('2026-03-01', {}, { by: REGION }))).toEqual({ code: 'SubjectAnnulled' });
  });
});

describe('what opened a subject', () => {
  const listed = registered.clarified({}, { by: REGION, id: 'list' });

  it('is not taken back while what others have said of it stands', () => {
    const dependents = { code: 'LaterFactsDependOnIt', dependents: ['list'] };
    expect(refusalOf(listed.annulled('reg'))).toEqual(dependents);
    const mended = listed.clarified({}, { by: REGION, id: 'again', corrects: 'list' });
    expect(refusalOf(mended.annulled('reg'))).toEqual(dependents);
    expect(answerTo(listed.annulled('list', { by: REGION }).annulled('reg'))).toEqual(accepted);
  });

  it('may be corrected meanwhile, and its correction taken back', () => {
    const corrected = listed.registered({ goals: [] }, { id: 'mended', corrects: 'reg' });
    expect(answerTo(corrected)).toEqual(accepted);
    expect(answerTo(corrected.annulled('mended'))).toEqual(accepted);
  });
});

describe('what two parties have put their names to', () => {
  const proposed = registered.proposed('2026-01-15', {}, { id: 'paper' });
  const byRegion = proposed.approved('2026-02-01', {}, { by: REGION, id: 'signed' });
  const byBoth = byRegion.approved('2026-02-01', {}, { id: 'own' });
  const countersignedBy = (...by: string[]) => ({ code: 'CountersignedFact', by });

  it('is a version that the other has approved: it is superseded (A-098)', () => {
    expect(answerTo(proposed.proposed('2026-02-01', {}, { corrects: 'paper' }))).toEqual(accepted);
    expect(refusalOf(byRegion.proposed('2026-02-01', {}, { corrects: 'paper' }))).toEqual(countersignedBy(REGION));
    expect(refusalOf(byRegion.costAnnulled('paper'))).toEqual(countersignedBy(REGION));
    expect(answerTo(byRegion.proposed('2026-03-01', { version: 2 }))).toEqual(accepted);
  });

  it('is not one that only its writer has signed', () => {
    const own = proposed.approved('2026-02-01', {}, { id: 'own' });
    expect(answerTo(own.proposed('2026-02-01', {}, { corrects: 'paper' }))).toEqual(accepted);
    expect(refusalOf(own.costAnnulled('paper'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['own'] });
    expect(answerTo(own.costAnnulled('own').costAnnulled('paper'))).toEqual(accepted);
  });

  it('is a signature under what is fixed, one’s own too (A-100)', () => {
    expect(answerTo(byRegion.costAnnulled('signed', { by: REGION }))).toEqual(accepted);
    expect(answerTo(byRegion.approved('2026-01-31', {}, { by: REGION, corrects: 'signed' }))).toEqual(accepted);
    expect(refusalOf(byBoth.costAnnulled('signed', { by: REGION }))).toEqual(countersignedBy(PLACING_PARTY));
    expect(refusalOf(byBoth.approved('2026-01-31', {}, { corrects: 'own' }))).toEqual(countersignedBy(REGION));
  });

  it('is a confirmed list of measures, and its confirmation (A-067)', () => {
    const list = registered.clarified({}, { id: 'list' });
    expect(answerTo(list.annulled('list'))).toEqual(accepted);
    const confirmed = list.confirmed({}, { id: 'yes' });
    expect(refusalOf(confirmed.annulled('list'))).toEqual(countersignedBy(REGION));
    expect(refusalOf(confirmed.clarified({}, { corrects: 'list' }))).toEqual(countersignedBy(REGION));
    expect(refusalOf(confirmed.annulled('yes', { by: REGION }))).toEqual(countersignedBy(PLACING_PARTY));
  });
});

describe('a party with two systems', () => {
  const twoSystems = registered
    .consentGiven('2026-01-11', {}, { id: '1', system: 'a' })
    .consentGiven('2026-01-12', {}, { id: '1', system: 'b' });
  const consents = (facts: readonly Said<CaseFact>[]): readonly string[] =>
    effectiveFacts(facts).flatMap((fact) => (fact.type === 'placement.consentGiven' ? [fact.data.on] : []));

  it('may use one id in both: they are two messages', () => {
    expect(consents(twoSystems.facts)).toEqual(['2026-01-11', '2026-01-12']);
  });

  it('takes back each system’s own, and from a third the earliest', () => {
    expect(consents(twoSystems.annulled('1', { system: 'b' }).facts)).toEqual(['2026-01-11']);
    expect(consents(twoSystems.annulled('1', { system: 'c' }).facts)).toEqual(['2026-01-12']);
  });
});
