import { accepted, waiting } from '#domain';
import { aCase, day, kommun, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const OTHER_REGION = party('region-17');
const GOTLAND = party('kommun-0980');

describe('clearing the responsibility', () => {
  const kommunWrote = aCase().registered().clarified();
  const regionWrote = aCase().registered().clarified({}, { by: REGION });

  it('is for either principal to write and the other to confirm (A-067)', () => {
    expect(answerTo(kommunWrote)).toEqual(accepted);
    expect(answerTo(regionWrote)).toEqual(accepted);
    expect(answerTo(kommunWrote.confirmed())).toEqual(accepted);
    expect(answerTo(regionWrote.confirmed({}, { by: PLACING_PARTY }))).toEqual(accepted);
  });

  it('is not confirmed by its writer, nor by a region that is no principal (A-067)', () => {
    const refused = (by: string) => ({ code: 'NotYourFactToState', by, allowed: [REGION], rule: 'A-067' });
    expect(refusalOf(kommunWrote.confirmed({}, { by: PLACING_PARTY }))).toEqual(refused(PLACING_PARTY));
    expect(refusalOf(kommunWrote.confirmed({}, { by: OTHER_REGION }))).toEqual(refused(OTHER_REGION));
    expect(refusalOf(aCase().registered().clarified({}, { by: OTHER_REGION }))).toMatchObject({
      allowed: [PLACING_PARTY, REGION],
    });
  });

  it('may be confirmed by a unit of the region, which speaks for it', () => {
    expect(answerTo(kommunWrote.confirmed({}, { by: 'region-20.bup' }))).toEqual(accepted);
    expect(refusalOf(kommunWrote.confirmed().confirmed({}, { by: 'region-20.bup' }))).toMatchObject({
      code: 'AlreadySaid',
    });
  });

  it('is confirmed once by each', () => {
    expect(refusalOf(kommunWrote.confirmed().confirmed())).toMatchObject({ code: 'AlreadySaid' });
  });

  it('waits for a list that the other has yet to write, and is kept where it comes too late for one (H-004)', () => {
    const id = uuid('clarification/K1');
    expect(answerTo(aCase().registered().confirmed())).toEqual(waiting({ what: 'clarification', id }));
    const takenBack = aCase().registered().clarified({}, { id: 'list' }).annulled('list').confirmed();
    expect(answerTo(takenBack)).toEqual(accepted);
  });

  it('is of whoever is principal on any day: after a move of folkbokföring either may confirm, for its days (A-076, H-003)', () => {
    const moved = kommunWrote.registrationChanged('1780', '2026-02-01');
    expect(answerTo(moved.confirmed({ on: day('2026-02-01') }, { by: OTHER_REGION }))).toEqual(accepted);
    expect(answerTo(moved.confirmed({ on: day('2026-01-31') }, { by: REGION, at: '2026-02-03' }))).toEqual(accepted);
    expect(answerTo(moved.confirmed({ on: day('2026-02-01') }))).toEqual(accepted);
    expect(refusalOf(moved.confirmed({ on: day('2026-02-01') }, { by: 'region-03' }))).toMatchObject({
      allowed: [OTHER_REGION, REGION],
    });
  });

  it('is between those whom the placing nämnd names, and only it names them', () => {
    const between = [PLACING_PARTY, OTHER_REGION] as const;
    const named = aCase().registered().clarified({ between });
    expect(answerTo(named.confirmed({}, { by: OTHER_REGION }))).toEqual(accepted);
    expect(refusalOf(named.confirmed())).toMatchObject({ allowed: [OTHER_REGION] });
    expect(refusalOf(aCase().registered().clarified({ between }, { by: REGION }))).toEqual({
      code: 'FieldNotAllowedHere',
      pointer: '/data/between',
      expected: PLACING_PARTY,
    });
  });

  it('on Gotland has no other side to confirm it (SoL 4:4)', () => {
    const onGotland = aCase()
      .registered({ registeredKommun: kommun('0980') }, { by: GOTLAND })
      .clarified({}, { by: GOTLAND });
    expect(refusalOf(onGotland.confirmed({}, { by: 'region-09' }))).toEqual({ code: 'NoOtherSide' });
    const fromElsewhere = aCase().registered({}, { by: GOTLAND }).clarified({}, { by: GOTLAND });
    expect(answerTo(fromElsewhere.confirmed())).toEqual(accepted);
  });

  it('names a measure once in a list (A-013)', () => {
    const measure = { measureId: uuid('measure/M1'), kind: 'housing', title: 'Boende', responsible: [REGION] } as const;
    expect(
      refusalOf(
        aCase()
          .registered()
          .clarified({ measures: [measure, measure] }),
      ),
    ).toEqual({
      code: 'AlreadySaid',
      pointer: '/data/measures/1/measureId',
      names: measure.measureId,
    });
  });

  it('has each list under an id of its own', () => {
    expect(refusalOf(kommunWrote.clarified())).toMatchObject({ pointer: '/data/clarificationId' });
    expect(answerTo(kommunWrote.clarified({ clarificationId: uuid('clarification/K2') }))).toEqual(accepted);
  });
});
