import { aCase, day, PLACING_PARTY, REGION, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';
import { answered, applied, asked, RECEIVER, transferred, tried } from '../../../../test/support/transfer-steps.js';

const started = aCase().registered().started('2026-01-15');
const accepts = (story: CaseBuilder, today?: string) => {
  expect([refusalOf(story, today), answerTo(story, today).outcome]).toEqual([undefined, 'accepted']);
};
const refuses = (story: CaseBuilder, rejection: object, today?: string) => {
  expect(refusalOf(story, today)).toMatchObject(rejection);
};

describe('a request for the transfer of a case', () => {
  it('is the placing kommun’s to make (S-019)', () => {
    accepts(asked(started, '2026-03-02'));
    for (const by of [RECEIVER, REGION]) {
      refuses(asked(started, '2026-03-02', {}, { by }), { code: 'NotYourFactToState', allowed: [PLACING_PARTY] });
    }
  });

  it('is made of another kommun: not of a region, nor between nämnder of one kommun (S-019)', () => {
    for (const to of [REGION, PLACING_PARTY, 'kommun-2080', 'kommun-2080.omsorgsnamnden']) {
      refuses(asked(started, '2026-03-02', { to }), { code: 'FieldNotAllowedHere', pointer: '/data/toKommun' });
    }
    accepts(asked(started, '2026-03-02', { to: 'kommun-0980' }));
  });

  it('has been made, once, and waits for no placement: its sender’s own messages come in order', () => {
    refuses(asked(started, '2026-03-02', {}, { at: '2026-03-01' }), { code: 'DateInTheFuture' });
    refuses(asked(asked(started, '2026-03-02'), '2026-03-03'), { code: 'AlreadySaid' });
    refuses(asked(aCase(), '2026-03-02'), { code: 'UnknownReference' });
  });

  it('is corrected or taken back while nobody has granted it', () => {
    const told = asked(started, '2026-03-02', {}, { id: 't' });
    const correction = (story: CaseBuilder) => asked(story, '2026-03-03', {}, { id: 't2', corrects: 't' });
    accepts(correction(told));
    accepts(correction(answered(told, 'refused', '2026-03-04')));
    accepts(answered(told, 'refused', '2026-03-04').annulled('t'));
    const granted = answered(told, 'accepted', '2026-03-04');
    refuses(correction(granted), { code: 'CountersignedFact', by: [RECEIVER] });
    refuses(granted.annulled('t'), { code: 'CountersignedFact', by: [RECEIVER] });
  });

  it('is not taken back while something decided names it, nor turned to another than the one who told of that', () => {
    const told = tried(asked(started, '2026-03-02', {}, { id: 't' }), ['ivo', 'accepted', '2026-06-01'], {
      by: RECEIVER,
    });
    refuses(told.annulled('t'), { code: 'LaterFactsDependOnIt' });
    refuses(asked(told, '2026-03-02', { to: 'kommun-2180' }, { corrects: 't', at: '2026-06-02' }), {
      code: 'LaterFactsDependOnIt',
    });
    refuses(asked(told, '2026-06-02', {}, { corrects: 't', at: '2026-06-02' }), { code: 'DateInconsistent' });
    accepts(asked(told, '2026-06-01', {}, { corrects: 't', at: '2026-06-02' }));
  });
});

describe('an answer to it', () => {
  const request = asked(started, '2026-03-02');

  it('is the receiving kommun’s, and nobody’s for it (S-019)', () => {
    accepts(answered(request, 'accepted', '2026-03-02'));
    for (const by of [PLACING_PARTY, REGION, 'kommun-2081', 'kommun-2081.omsorgsnamnden', 'kommun-2180']) {
      refuses(answered(request, 'accepted', '2026-03-02', { by }), {
        code: 'NotYourFactToState',
        allowed: [RECEIVER],
        rule: 'S-019',
      });
    }
  });

  it('is Gotland’s by either of its ids (SoL 4:4)', () => {
    const ofGotland = asked(started, '2026-03-02', { to: 'kommun-0980' });
    for (const by of ['kommun-0980', 'region-09']) accepts(answered(ofGotland, 'accepted', '2026-03-02', { by }));
    refuses(answered(ofGotland, 'accepted', '2026-03-02', { by: REGION }), { code: 'NotYourFactToState' });
  });

  it('waits for the request, or the placement, that another is to tell of', () => {
    expect(answerTo(answered(started, 'accepted', '2026-03-02'))).toMatchObject({
      outcome: 'waiting',
      waitsFor: { what: 'transfer' },
    });
    expect(answerTo(answered(aCase(), 'accepted', '2026-03-02'))).toMatchObject({
      outcome: 'waiting',
      waitsFor: { what: 'placement' },
    });
  });

  it('comes no earlier than what it answers, and not tomorrow', () => {
    refuses(answered(request, 'accepted', '2026-03-01', { at: '2026-03-02' }), {
      code: 'DateInconsistent',
      pointer: '/data/answeredOn',
      expected: '≥ 2026-03-02',
    });
    refuses(answered(request, 'accepted', '2026-03-03', { at: '2026-03-02' }), { code: 'DateInTheFuture' });
  });

  it('that grants it is given once; one that refuses may be followed by another', () => {
    const refused = answered(request, 'refused', '2026-03-03', { id: 'a' });
    accepts(answered(refused, 'accepted', '2026-03-10'));
    accepts(refused.said('placement.annulled', { annulsId: 'a', reason: 'Fel' }, { by: RECEIVER }));
    const granted = answered(request, 'accepted', '2026-03-03', { id: 'a' });
    for (const answer of ['accepted', 'refused'] as const) {
      refuses(answered(granted, answer, '2026-03-10'), { code: 'AlreadySaid' });
    }
  });

  it('that grants it is both kommuner’s, and not its sender’s to take back', () => {
    const granted = answered(request, 'accepted', '2026-03-03', { id: 'a' });
    const back = { code: 'CountersignedFact', by: [PLACING_PARTY] };
    refuses(granted.said('placement.annulled', { annulsId: 'a', reason: 'Fel' }, { by: RECEIVER }), back);
    refuses(answered(granted, 'refused', '2026-03-03', { corrects: 'a', at: '2026-03-05' }), back);
  });

  it('names the request that it is to, where it names one', () => {
    const { transferId } = request.facts.at(-1)!.data as unknown as { transferId: never };
    const naming = (answers: string) =>
      request.said(
        'placement.caseTransferAnswered',
        { transferId, answer: 'accepted', answeredOn: day('2026-03-02'), answers: answers as never },
        { by: RECEIVER },
      );
    accepts(naming(request.facts.at(-1)!.meta.eventId));
    refuses(naming(started.facts.at(-1)!.meta.eventId), { code: 'UnknownReference', pointer: '/data/answers' });
  });
});

describe('an application to IVO', () => {
  const request = asked(started, '2026-03-02');

  it('is told once by the kommun that asked, of a request that it has told of (S-020)', () => {
    accepts(applied(request, '2026-04-02'));
    refuses(applied(request, '2026-04-02', { by: RECEIVER }), { code: 'NotYourFactToState', allowed: [PLACING_PARTY] });
    refuses(applied(started, '2026-04-02'), { code: 'UnknownReference' });
    refuses(applied(applied(request, '2026-04-02'), '2026-04-03'), { code: 'AlreadySaid' });
    refuses(applied(request, '2026-03-01', { at: '2026-03-02' }), { code: 'DateInconsistent', pointer: '/data/on' });
    refuses(applied(request, '2026-04-02', { at: '2026-04-01' }), { code: 'DateInTheFuture' });
  });

  it('made too early is taken: it is flagged (H-007)', () => {
    accepts(applied(request, '2026-03-02'));
  });

  it('is corrected and taken back by the one that told of it', () => {
    const told = applied(request, '2026-04-02', { id: 'i' });
    accepts(applied(told, '2026-04-03', { corrects: 'i' }));
    accepts(told.annulled('i'));
  });
});

describe('a decision of IVO or a court', () => {
  const request = applied(asked(started, '2026-03-02'), '2026-04-02');

  it('is told by either kommun, as often as it is decided (S-020)', () => {
    for (const by of [PLACING_PARTY, RECEIVER]) accepts(tried(request, ['ivo', 'accepted', '2026-06-01'], { by }));
    refuses(tried(request, ['ivo', 'accepted', '2026-06-01'], { by: REGION }), {
      code: 'NotYourFactToState',
      allowed: [PLACING_PARTY, RECEIVER],
    });
    accepts(tried(tried(request, ['ivo', 'accepted', '2026-06-01']), ['court', 'refused', '2026-10-01']));
  });

  it('waits where the other kommun is to tell of the request', () => {
    expect(answerTo(tried(started, ['ivo', 'accepted', '2026-06-01'], { by: RECEIVER }))).toMatchObject({
      outcome: 'waiting',
      waitsFor: { what: 'transfer' },
    });
  });

  it('comes after the request, and has been made', () => {
    refuses(tried(request, ['ivo', 'refused', '2026-03-01'], { at: '2026-06-01' }), { code: 'DateInconsistent' });
    refuses(tried(request, ['ivo', 'refused', '2026-06-02'], { at: '2026-06-01' }), { code: 'DateInTheFuture' });
  });

  it('is corrected and taken back by the one that told of it', () => {
    const told = tried(request, ['ivo', 'accepted', '2026-06-01'], { id: 'b' });
    accepts(tried(told, ['ivo', 'refused', '2026-06-01'], { corrects: 'b', at: '2026-06-02' }));
    accepts(told.annulled('b'));
    refuses(tried(told, ['ivo', 'refused', '2026-06-01'], { corrects: 'b', at: '2026-06-02', by: RECEIVER }), {
      code: 'NotYourFactToState',
    });
  });
});

describe('what a kommun says of a case that has moved', () => {
  const moved = transferred(started, '2026-03-02', '2026-03-10');
  const review = (story: CaseBuilder, on: string, by: string, how: object = {}) =>
    story.said('placement.reviewed', { kind: 'consideration', on: day(on), outcome: 'continue' }, { by, ...how });

  it('is the former’s of the day before, and the other’s from the day itself (S-019)', () => {
    accepts(review(moved, '2026-03-09', PLACING_PARTY, { at: '2026-04-01' }));
    refuses(review(moved, '2026-03-10', PLACING_PARTY), { code: 'NotYourFactToState', allowed: [RECEIVER] });
    refuses(review(moved, '2026-03-09', RECEIVER, { at: '2026-04-01' }), {
      code: 'NotYourFactToState',
      allowed: [PLACING_PARTY],
    });
    accepts(review(moved, '2026-03-10', RECEIVER));
    accepts(review(moved, '2026-03-11', RECEIVER));
  });

  it('is its author’s to correct, also what it said of a later day before the transfer was told', () => {
    const late = transferred(review(started, '2026-04-01', PLACING_PARTY, { id: 'r' }), '2026-03-02', '2026-03-10');
    const told = answered(
      asked(review(started, '2026-04-01', PLACING_PARTY, { id: 'r' }), '2026-03-02', {}, { at: '2026-04-02' }),
      'accepted',
      '2026-03-10',
      { at: '2026-04-02' },
    );
    for (const story of [late, told]) {
      accepts(review(story, '2026-04-02', PLACING_PARTY, { corrects: 'r', at: '2026-04-03' }));
      refuses(review(story, '2026-04-02', RECEIVER, { corrects: 'r', at: '2026-04-03' }), {
        code: 'NotYourFactToState',
      });
      accepts(story.annulled('r'));
    }
  });

  it('lets only the one that places name other principals', () => {
    const list = (by: string, at: string) =>
      moved.said(
        'placement.responsibilityClarified',
        { clarificationId: moved.placementId, measures: [], between: [RECEIVER, REGION] },
        { by, at },
      );
    accepts(list(RECEIVER, '2026-03-10'));
    refuses(list(REGION, '2026-03-10'), { code: 'FieldNotAllowedHere', expected: RECEIVER });
    accepts(list(PLACING_PARTY, '2026-03-09'));
  });

  it('may be a new request, to a third or back', () => {
    accepts(asked(moved, '2026-04-01', { label: 'T2', to: PLACING_PARTY }, { by: RECEIVER }));
    refuses(asked(moved, '2026-04-01', { label: 'T2', to: 'kommun-2180' }), { code: 'NotYourFactToState' });
  });
});

describe('a correction by a region that late news has made a former one', () => {
  it('is its author’s to make: what was its word stays its word (H-003)', () => {
    const told = started.clarified({}, { by: REGION, at: '2026-04-01', id: 'k' });
    const moved = told.registrationChanged('0380', '2026-03-01', { at: '2026-05-01' });
    accepts(moved.clarified({}, { by: REGION, at: '2026-05-02', corrects: 'k' }));
    refuses(moved.clarified({ clarificationId: moved.placementId }, { by: REGION, at: '2026-05-02' }), {
      code: 'NotYourFactToState',
    });
  });
});
