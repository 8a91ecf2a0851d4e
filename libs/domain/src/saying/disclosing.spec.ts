import {
  accepted,
  decideOn,
  surroundingsOf,
  waiting,
  DISCLOSURE_GROUNDS,
  GROUNDS,
  type AsSent,
  type DisclosureDecided,
  type DisclosureEnded,
  type DisclosureGround,
} from '#domain';
import { sipAnswer, sipRefusal } from '../../../../test/support/assessed-sip.js';
import { aCase, day, name, party, REGION, uuid, type How } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf, submissionOf } from '../../../../test/support/decision-on-last.js';
import { endOf, groundId, groundOf } from '../../../../test/support/grounds.js';
import { aSip, CONSENT } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;
type Ended = Partial<AsSent<DisclosureEnded>>;

const KOMMUN = 'kommun-2080.socialnamnden';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
const placed = aCase().registered({}, { id: 'r' });
const decided = (data: Decided = {}, how: How = {}, told = placed) =>
  told.said('placement.disclosureDecided', groundOf('2026-01-20', data), { at: '2026-01-20', ...how });
const ended = (on: string, data: Ended = {}, how: How = {}, told = decided()) =>
  told.said('placement.disclosureEnded', endOf(on, data), { at: '2026-02-01', ...how });
const answer = (data: Decided, how?: How, told?: typeof placed) => answerTo(decided(data, how, told));
const refusal = (data: Decided, how?: How, told?: typeof placed) => refusalOf(decided(data, how, told));

/** What each ground says beside who and when, and what it is of. */
const SAYS: Readonly<Record<Exclude<DisclosureGround, 'consent'>, Decided>> = {
  harmTest: { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['r'] } },
  duty: { ground: 'duty' },
  under18: { ground: 'under18', need: 'Vård av psykisk ohälsa' },
  misuse: { ground: 'misuse', need: 'Avgiftning', reviewOn: day('2026-03-01') },
  compulsoryPsychiatricCare: {
    ...{ ground: 'compulsoryPsychiatricCare', need: 'Uppföljning av LPT', reviewOn: day('2026-03-01') },
  },
  pregnant: { ground: 'pregnant', need: 'Mödravård', reviewOn: day('2026-03-01') },
  emergency: { ground: 'emergency', covers: { messages: ['r'] } },
  necessaryForOwnActivity: { ground: 'necessaryForOwnActivity' },
};
const ONES = Object.entries(SAYS) as [keyof typeof SAYS, Decided][];

describe('a ground that a party decides on (D-024, E-008)', () => {
  it.each(ONES)('is taken of %s with all that it is to say', (_ground, data) => {
    expect(answer(data)).toEqual(accepted);
  });

  it.each(ONES.flatMap(([ground, data]) => (GROUNDS[ground].says === null ? [] : [[ground, data] as const])))(
    'is refused of %s without what it rests on (D-023, D-024)',
    (ground, data) => {
      const field = GROUNDS[ground].says!;
      const whole = Object.entries(groundOf('2026-01-20', data));
      const said = Object.fromEntries(whole.filter(([name]) => name !== field));
      const story = placed.said('placement.disclosureDecided', said as never, { at: '2026-01-20' });
      expect(refusalOf(story)).toEqual({
        code: 'FieldRequiredHere',
        pointer: `/data/${field}`,
        expected: ground,
        rule: ground === 'harmTest' ? 'D-023' : 'D-024',
      });
    },
  );

  it.each(['misuse', 'compulsoryPsychiatricCare', 'pregnant'] as const)(
    'of %s says when it is tried again, no earlier than it begins',
    (ground) => {
      expect(refusal({ ground, need: 'Vård' })).toEqual({
        ...{ code: 'FieldRequiredHere', pointer: '/data/reviewOn', expected: ground, rule: 'D-024' },
      });
      expect(refusal({ ground, need: 'Vård', reviewOn: day('2026-01-19') })).toEqual({
        ...{ code: 'DateInconsistent', pointer: '/data/reviewOn', expected: '>= 2026-01-20' },
      });
      expect(answer({ ground, need: 'Vård', reviewOn: day('2026-01-20') })).toEqual(accepted);
    },
  );

  it.each(['harmTest', 'emergency'] as const)('of %s is of the messages that were tried alone (D-023)', (ground) => {
    const data = SAYS[ground];
    for (const covers of [{ classes: ['case' as const] }, { measureIds: [uuid('measure/M1')] }]) {
      const [beyond] = Object.keys(covers);
      expect(refusal({ ...data, covers: { messages: ['r'], ...covers } })).toEqual({
        ...{ code: 'FieldNotAllowedHere', pointer: `/data/covers/${beyond}`, expected: 'messages', rule: 'D-023' },
      });
    }
  });

  it('covers something', () => {
    expect(refusal({ covers: {} })).toEqual({
      code: 'FieldRequiredHere',
      pointer: '/data/covers',
      expected: 'messages | classes | measureIds',
      rule: 'D-024',
    });
    expect(answer({ covers: { measureIds: [uuid('measure/M1')] } })).toEqual(accepted);
  });

  it('covers messages of its own, of the same subject, whatever became of them', () => {
    const told = placed.proposed('2026-01-12', {}, { id: 'version' }).childHeard('2026-01-13', { id: 'heard' });
    const cover = (messages: string[]) => refusal({ covers: { messages } }, {}, told);
    expect(cover(['r', 'heard'])).toBeUndefined();
    expect(refusal({ covers: { messages: ['heard'] } }, {}, told.annulled('heard'))).toBeUndefined();
    expect(cover(['r', 'nothing'])).toEqual({
      ...{ code: 'UnknownReference', pointer: '/data/covers/messages/1', names: 'nothing' },
    });
    expect(cover(['version'])).toEqual({
      ...{ code: 'UnknownReference', pointer: '/data/covers/messages/0', names: 'version' },
    });
    const others = told.selfCareDecided('2026-01-14', {}, { id: 'theirs' });
    expect(refusal({ covers: { messages: ['theirs'] } }, {}, others)).toMatchObject({ code: 'UnknownReference' });
  });

  it('covers no class that its ground does not open: what it costs is no part of the care of anybody (A-094)', () => {
    const covers = { classes: ['case' as const, 'cost' as const] };
    expect(refusal({ ...SAYS.under18, covers })).toEqual({
      code: 'FieldNotAllowedHere',
      pointer: '/data/covers/classes/1',
      expected: 'case | place | identity | sensitive',
      rule: 'D-024',
    });
    expect(answer({ covers })).toEqual(accepted);
  });

  it('is by one who has told something of it, and of no more than that (D-026)', () => {
    const byRegion = { recipient: party(KOMMUN) };
    expect(refusal(byRegion, { by: REGION })).toEqual({
      ...{ code: 'NotYourFactToState', by: REGION, allowed: [KOMMUN], rule: 'D-026' },
    });
    const told = placed.selfCareDecided('2026-01-14');
    expect(answer(byRegion, { by: REGION }, told)).toEqual(accepted);
    expect(answer(byRegion, { by: 'region-20.bup' }, told)).toEqual(accepted);
    expect(refusal({}, { by: OTHER_NAMND })).toMatchObject({ code: 'NotYourFactToState', by: OTHER_NAMND });
    expect(refusal({}, { by: OTHER_NAMND }, decided())).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('is to another authority, whose own secrecy is weighed with it: two nämnder of a kommun are two, a region and its units one (D-026, D-030)', () => {
    expect(answer({ recipient: party(OTHER_NAMND) })).toEqual(accepted);
    expect(refusal({ recipient: party(KOMMUN) })).toEqual({
      ...{ code: 'FieldNotAllowedHere', pointer: '/data/recipient', expected: `≠ ${KOMMUN}`, rule: 'D-026' },
    });
    const told = placed.selfCareDecided('2026-01-14');
    expect(refusal({ recipient: party('region-20.bup') }, { by: REGION }, told)).toMatchObject({
      expected: '≠ region-20',
    });
  });

  it.each(['under18', 'misuse', 'compulsoryPsychiatricCare', 'pregnant'] as const)(
    'of %s goes between socialtjänst and health care, both ways (OSL 25:12, 26:9)',
    (ground) => {
      expect(refusal({ ...SAYS[ground], recipient: party(OTHER_NAMND) })).toEqual({
        ...{ code: 'FieldNotAllowedHere', pointer: '/data/recipient', expected: 'region-…', rule: 'D-024' },
      });
      const told = placed.selfCareDecided('2026-01-14');
      expect(answer({ ...SAYS[ground], recipient: party(KOMMUN) }, { by: REGION }, told)).toEqual(accepted);
      expect(refusal({ ...SAYS[ground], recipient: party('region-21') }, { by: REGION }, told)).toMatchObject({
        expected: 'kommun-…',
      });
    },
  );

  it('has an id of its own, and is decided by the day it is told', () => {
    expect(refusal({}, {}, decided())).toEqual({
      ...{ code: 'AlreadySaid', pointer: '/data/groundId', names: groundId() },
    });
    expect(answer({ groundId: groundId('G2') }, {}, decided())).toEqual(accepted);
    expect(refusal({ decidedOn: day('2026-01-21') })).toMatchObject({
      ...{ code: 'DateInTheFuture', pointer: '/data/decidedOn' },
    });
  });

  it('lasts a day at least', () => {
    expect(answer({ to: day('2026-01-20') })).toEqual(accepted);
    expect(refusal({ to: day('2026-01-19') })).toMatchObject({
      ...{ code: 'PeriodEndsBeforeItBegins', pointer: '/data/to' },
    });
  });

  it('waits for the placement where it is the region that has told of it first', () => {
    const story = decided({ recipient: party(KOMMUN) }, { by: REGION }, aCase());
    expect(answerTo(story)).toEqual(waiting({ what: 'placement' }));
  });
});

describe('the end of a ground', () => {
  it('is told by who decided it, and nobody for it (D-026)', () => {
    expect(answerTo(ended('2026-02-01'))).toEqual(accepted);
    const told = decided().selfCareDecided('2026-01-21');
    expect(refusalOf(ended('2026-02-01', {}, { by: REGION }, told))).toEqual({
      ...{ code: 'NotYourFactToState', by: REGION, allowed: [KOMMUN], rule: 'D-026' },
    });
  });

  it('is of a ground that there is, and comes once', () => {
    expect(refusalOf(ended('2026-02-01', { groundId: groundId('G9') }))).toEqual({
      ...{ code: 'UnknownReference', pointer: '/data/groundId', names: groundId('G9') },
    });
    expect(refusalOf(ended('2026-02-02', {}, {}, ended('2026-02-01')))).toEqual({
      ...{ code: 'AlreadySaid', pointer: '/data/groundId', names: groundId() },
    });
  });

  it('comes no earlier than it began, also where that is told anew', () => {
    expect(refusalOf(ended('2026-01-19'))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '>= 2026-01-20' },
    });
    expect(answerTo(ended('2026-01-20'))).toEqual(accepted);
    const told = ended('2026-02-01', {}, {}, decided({}, { id: 'g' }));
    const anew = (from: string) => decided({ from: day(from) }, { corrects: 'g', at: '2026-02-02' }, told);
    expect(answerTo(anew('2026-02-01'))).toEqual(accepted);
    expect(refusalOf(anew('2026-02-02'))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/from', expected: '<= 2026-02-01' },
    });
  });

  it('holds its ground: that is not taken back under it', () => {
    const told = ended('2026-02-01', {}, { id: 'e' }, decided({}, { id: 'g' }));
    expect(refusalOf(told.annulled('g'))).toEqual({ code: 'LaterFactsDependOnIt', dependents: ['e'] });
    expect(answerTo(told.annulled('e').annulled('g'))).toEqual(accepted);
  });
});

describe('a consent to a SIP (A-036)', () => {
  const sip = aSip().needed().consent('2026-01-12');
  const onSip = (data: Decided, told = sip) =>
    told.said('sip.disclosureDecided', groundOf('2026-01-20', { ground: 'consent', reference: CONSENT, ...data }), {});

  it('is a ground for what is told of that SIP', () => {
    expect(sipAnswer(onSip({}))).toEqual(accepted);
    const unknown = uuid('consent/C9');
    expect(sipAnswer(onSip({ reference: unknown }))).toEqual(waiting({ what: 'consent', id: unknown }));
    expect(sipRefusal(onSip({ covers: { classes: ['cost'] } }))).toMatchObject({ code: 'FieldNotAllowedHere' });
  });

  it('is none of anything else, decided apart or named in the message itself', () => {
    expect(refusal({ ground: 'consent', reference: CONSENT })).toEqual({
      ...{ code: 'ConsentIsForSip', pointer: '/data/ground', rule: 'A-036' },
    });
    const story = placed.childHeard('2026-01-13');
    const [before, last] = [story.facts.slice(0, -1), story.facts.at(-1)!];
    const read = { category: 'case', stream: `case-${story.placementId}`, facts: before } as const;
    const beside = { surroundings: surroundingsOf([]), today: day('2026-01-13'), name };
    const naming = (grounds: readonly DisclosureGround[]) =>
      decideOn({ ...submissionOf(last), grounds }, read as never, beside);
    expect(naming(DISCLOSURE_GROUNDS.filter((one) => one !== 'consent'))).toEqual(accepted);
    expect(naming(['duty', 'consent'])).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ConsentIsForSip', pointer: '/data/disclosure/1/ground', rule: 'A-036' },
    });
  });
});
