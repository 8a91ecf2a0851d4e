import { disclose, explain, explainTo, groundInWords, type AsSent, type DisclosureDecided, type Shown } from '#domain';
import { aCase, day, party, REGION, uuid } from '../../../../test/support/case-builder.js';
import {
  factOf,
  groundsOn,
  inWords,
  machine,
  membersOf,
  messageShown,
  ofCase,
  ofSip,
  person,
  shownTo,
  withheldFrom,
  type ToldStream,
} from '../../../../test/support/disclosed.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { aSip } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const KOMMUN = 'kommun-2080.socialnamnden';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
const ON = '2026-02-01';
const placed = aCase().registered({}, { id: 'r' }).childHeard('2026-01-13', { id: 'h' });
const decided = (data: Decided = {}, told = placed) =>
  ofCase(told.said('placement.disclosureDecided', groundOf('2026-01-20', data), { at: '2026-01-20' }));

/** By pointer, why: of a message to the region on a day. */
const withheld = (told: ToldStream, id: string, on = ON, to: string = REGION) =>
  withheldFrom(shownTo(told, id, to, on));

describe('a message', () => {
  it('is whole to who sent it, and to nobody for it (D-026)', () => {
    const told = ofCase(placed);
    expect(shownTo(told, 'r', KOMMUN, ON)).toEqual({ outcome: 'full', value: placed.facts[0]!.data });
    expect(shownTo(told, 'r', OTHER_NAMND, ON)).toEqual({ outcome: 'gone' });
    expect(shownTo(told, 'r', 'kommun-2080', ON)).toEqual({ outcome: 'gone' });
  });

  it('without a ground shows the other principal the case, and not who it is, where, or what is sensitive (A-017, D-022)', () => {
    const shown = shownTo(ofCase(placed), 'r', REGION, ON);
    expect(shown.outcome).toBe('reduced');
    expect(membersOf(shown)).toEqual(['healthcareSource', 'legalBasis', 'mode', 'plannedFrom', 'plannedTo']);
    expect(withheldFrom(shown)).toEqual({
      '/goals': 'noGround',
      '/hvb': 'noGround',
      '/person': 'noGround',
      '/registeredKommun': 'noGround',
    });
  });

  it('of which nothing may be shown is thin: that it is there, and no more', () => {
    const told = ofSip(aSip().needed({}, { id: 'n' }).consent('2026-01-12').invited('region-21', {}, { id: 'i' }));
    expect(shownTo(told, 'n', 'region-21', ON)).toEqual({
      outcome: 'thin',
      withheld: ['birthDate', 'initiator', 'kind', 'personId']
        .sort()
        .map((name) => ({
          pointer: `/${name}`,
          reason: 'noGround',
          class: ['initiator', 'kind'].includes(name) ? 'case' : 'identity',
        }))
        .sort((a, b) => order(told, a.pointer) - order(told, b.pointer)),
    });
  });

  it('is not there for one who has no part in it', () => {
    expect(shownTo(ofCase(placed), 'r', 'region-21', ON)).toEqual({ outcome: 'gone' });
    expect(explain(messageShown(placed.facts[0]!), machine('region-21'), groundsOn(ofCase(placed), ON))).toEqual([]);
  });

  it('with a ground to one who has no other part is that message alone', () => {
    const told = decided({ recipient: party('region-21'), covers: { messages: ['h'] } });
    expect(shownTo(told, 'h', 'region-21', ON).outcome).toBe('full');
    expect(shownTo(told, 'r', 'region-21', ON)).toEqual({ outcome: 'gone' });
    expect(shownTo(told, 'h', 'region-21', '2026-01-19')).toEqual({ outcome: 'gone' });
  });

  it('whose key is destroyed shows nothing to anybody', () => {
    const told = ofCase(placed);
    const erased: Shown = { ...messageShown(placed.facts[1]!), isErased: true };
    expect(disclose(erased, machine(REGION), groundsOn(told, ON))).toEqual({
      outcome: 'thin',
      withheld: [
        { pointer: '/on', reason: 'erased', class: 'case' },
        { pointer: '/how', reason: 'erased', class: 'sensitive' },
      ].sort((a, b) => order(told, a.pointer, 'h') - order(told, b.pointer, 'h')),
    });
    expect(disclose(erased, machine('region-21'), groundsOn(told, ON))).toEqual({ outcome: 'gone' });
  });

  it('shows no field that has no class (E-006)', () => {
    const shown: Shown = { ...messageShown(placed.facts[1]!), fields: [] };
    expect(disclose(shown, machine(REGION), groundsOn(ofCase(placed), ON)).outcome).toBe('thin');
  });
});

const order = (told: ToldStream, pointer: string, id = 'n'): number =>
  Object.keys(factOf(told, id).data).indexOf(pointer.slice(1));

describe('a ground opens', () => {
  it('the classes that it names, of what its party has told', () => {
    const told = decided({ covers: { classes: ['identity', 'sensitive'] } });
    expect(withheld(told, 'r')).toEqual({ '/hvb': 'noGround', '/registeredKommun': 'noGround' });
    expect(withheld(told, 'h')).toEqual({});
  });

  it('the messages that it names, and no correction of them: what is new is tried anew (D-023)', () => {
    const trial = { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['h'] } } as const;
    const story = placed.said('placement.disclosureDecided', groundOf('2026-01-20', trial), { at: '2026-01-20' });
    const anew = ofCase(story.childHeard('2026-01-14', { id: 'h2', corrects: 'h', at: '2026-01-21' }));
    expect(withheld(anew, 'h')).toEqual({});
    expect(withheld(anew, 'h2')).toEqual({ '/how': 'noGround' });
    expect(withheld(anew, 'h', '2026-02-18')).toEqual({});
    expect(withheld(anew, 'h', '2026-02-19')).toEqual({ '/how': 'expired' });
  });

  it('both where it names both: these classes of these messages', () => {
    const told = decided({ covers: { messages: ['r'], classes: ['sensitive'] } });
    expect(withheld(told, 'r')).toEqual({ '/hvb': 'noGround', '/person': 'noGround', '/registeredKommun': 'noGround' });
    expect(withheld(told, 'h')).toEqual({ '/how': 'noGround' });
  });

  it('nothing that another has told', () => {
    const story = placed.selfCareDecided('2026-01-14', {}, { id: 'self' });
    const told = decided({ recipient: party('region-21'), covers: { classes: ['sensitive', 'case'] } }, story);
    expect(shownTo(told, 'h', 'region-21', ON).outcome).toBe('full');
    expect(shownTo(told, 'self', 'region-21', ON)).toEqual({ outcome: 'gone' });
  });

  it('nothing once it is ended, from that day (A-041)', () => {
    const story = placed
      .said('placement.disclosureDecided', groundOf('2026-01-20', { covers: { classes: ['sensitive'] } }))
      .said('placement.disclosureEnded', endOf('2026-02-10'), { at: '2026-02-12' });
    const days = ['2026-01-19', '2026-01-20', '2026-02-09', '2026-02-10'];
    expect(days.map((on) => withheld(ofCase(story), 'h', on))).toEqual([
      { '/how': 'noGround' },
      {},
      {},
      { '/how': 'withdrawn' },
    ]);
  });

  it('a region to its units, and a unit to itself alone (D-027)', () => {
    const toUnit = decided({ recipient: party('region-20.bup'), covers: { classes: ['sensitive'] } });
    expect(withheld(toUnit, 'h', ON, 'region-20.bup')).toEqual({});
    expect(withheld(toUnit, 'h', ON, 'region-20.vc')).toEqual({ '/how': 'noGround' });
    expect(withheld(toUnit, 'h', ON, REGION)).toEqual({ '/how': 'noGround' });
    expect(withheld(decided({ covers: { classes: ['sensitive'] } }), 'h', ON, 'region-20.bup')).toEqual({});
  });

  it('the measures that it names, and that there are others is told once, with no number (B1)', () => {
    const [first, second] = [uuid('measure/M1'), uuid('measure/M2')];
    const measure = (measureId: typeof first) =>
      ({ measureId, kind: 'housing', title: 'Stöd', responsible: [KOMMUN] }) as never;
    const story = placed.clarified({ measures: [measure(first), measure(second)] }, { id: 'list' });
    const told = decided({ recipient: party('region-21'), covers: { measureIds: [second] } }, story);
    const shown = shownTo(told, 'list', 'region-21', ON);
    expect(shown).toMatchObject({ outcome: 'reduced', value: { measures: [{ measureId: second }] } });
    expect(withheldFrom(shown)).toEqual({ '/measures': 'noGround' });
  });
});

describe('where a protected person is (A-038, OSL 26:1)', () => {
  const hidden = placed.protectionChanged('sekretessmarkering', '2026-01-14');

  it('goes by no ground but one that names it', () => {
    const trial = { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['r'] } } as const;
    expect(withheld(decided(trial), 'r')).toEqual({});
    expect(withheld(decided(trial, hidden), 'r')).toEqual({ '/hvb': 'protected', '/registeredKommun': 'protected' });
    expect(withheld(decided({ covers: { classes: ['place'] } }, hidden), 'r')).toEqual({
      '/goals': 'noGround',
      '/hvb/ivoPermit': 'noGround',
      '/hvb/name': 'noGround',
      '/person': 'noGround',
    });
  });

  it('is the placing nämnd’s own to see', () => {
    expect(shownTo(ofCase(hidden), 'r', KOMMUN, ON).outcome).toBe('full');
  });
});

describe('inner secrecy (D-028)', () => {
  const handled = ofCase(placed.handledBy('barn-och-unga-1', '2026-01-14'));

  it('shows the case to the unit that has it, and to a machine of the whole nämnd', () => {
    expect(shownTo(handled, 'r', person(KOMMUN, 'barn-och-unga-1'), ON).outcome).toBe('full');
    expect(shownTo(handled, 'r', KOMMUN, ON).outcome).toBe('full');
  });

  it('shows another unit that it is there, and no more', () => {
    const shown = shownTo(handled, 'h', person(KOMMUN, 'vuxna-2'), ON);
    expect(shown.outcome).toBe('thin');
    expect(withheldFrom(shown)).toEqual({ '/on': 'innerSecrecy', '/how': 'innerSecrecy' });
  });

  it('is not decided by another party, nor before anybody has said who has the case', () => {
    expect(shownTo(handled, 'r', person(REGION, 'vuxna-2'), ON).outcome).toBe('reduced');
    expect(shownTo(ofCase(placed), 'r', person(KOMMUN, 'vuxna-2'), ON).outcome).toBe('full');
  });

  it('is of a region’s units that are parties too, but for one that a ground names', () => {
    const story = placed.handledBy('bup', '2026-01-14', { by: REGION });
    expect(shownTo(ofCase(story), 'h', 'region-20.bup', ON).outcome).toBe('reduced');
    expect(shownTo(ofCase(story), 'h', 'region-20.vc', ON).outcome).toBe('thin');
    const named = decided({ recipient: party('region-20.vc'), covers: { messages: ['h'] } }, story);
    expect(shownTo(named, 'h', 'region-20.vc', ON).outcome).toBe('full');
    expect(shownTo(named, 'h', 'region-20.vc', '2026-01-19').outcome).toBe('thin');
  });
});

describe('what a case costs (A-094)', () => {
  const shares = [
    { party: party(KOMMUN), permille: 500 },
    { party: party('kommun-2081'), permille: 500 },
  ];
  const told = ofCase(
    placed.proposed('2026-01-15', { lines: [{ lineId: uuid('line/1'), category: 'housing', shares }] }, { id: 'v' }),
  );

  it('is shown to the principals, and to a payer that a proposal names, of nothing else', () => {
    expect(withheld(told, 'v')['/lines']).toBeUndefined();
    expect(shownTo(told, 'v', 'kommun-2081', ON)).toMatchObject({ value: { lines: [{ shares }] } });
    expect(shownTo(told, 'h', 'kommun-2081', ON)).toEqual({ outcome: 'gone' });
    expect(shownTo(told, 'v', 'kommun-2082', ON)).toEqual({ outcome: 'gone' });
  });

  it('is told apart from what else has no ground', () => {
    const trial = decided({ recipient: party('region-21'), covers: { classes: ['case'] } });
    const shown: Shown = {
      ...messageShown(factOf(trial, 'h')),
      value: { on: ON, amountOre: 100 },
      fields: [
        { pointer: '/on', disclosure: 'case' },
        { pointer: '/amountOre', disclosure: 'cost' },
      ],
    };
    expect(withheldFrom(disclose(shown, machine('region-21'), groundsOn(trial, ON)))).toEqual({ '/amountOre': 'cost' });
  });
});

describe('an explanation (B12)', () => {
  it('tells of each field by which ground it is shown, with its section, or why it is not', () => {
    const told = decided({ covers: { classes: ['sensitive'] } });
    const seen = explain(messageShown(factOf(told, 'r')), machine(REGION), groundsOn(told, ON));
    const words = inWords(seen);
    expect(words).toMatchObject({
      '/mode': 'principalRole',
      '/goals': 'duty',
      '/registeredKommun': 'noGround',
      '/person/personId': 'noGround',
    });
    expect(seen.find(({ pointer }) => pointer === '/goals')?.ground?.statute?.section).toBe('10:28');
  });

  it('names a trial of harm before a rule that breaks the secrecy (D-025)', () => {
    const trial = { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['h'] } } as const;
    const story = placed
      .said('placement.disclosureDecided', groundOf('2026-01-20', { covers: { messages: ['h'] } }))
      .said('placement.disclosureDecided', groundOf('2026-01-20', { ...trial, groundId: uuid('ground/G2') }));
    const seen = explain(messageShown(factOf(ofCase(story), 'h')), machine(REGION), groundsOn(ofCase(story), ON));
    expect(inWords(seen)).toEqual({ '/on': 'principalRole', '/how': 'harmTest' });
  });

  it('is told to the recipient in the terms of what it is shown: what is withheld whole by one pointer', () => {
    const told = decided({ covers: { classes: ['sensitive'] } });
    const to = (asker: string) => explainTo(messageShown(factOf(told, 'r')), machine(asker), groundsOn(told, ON));
    expect(inWords(to(REGION))).toMatchObject({ '/mode': 'principalRole', '/goals': 'duty', '/person': 'noGround' });
    expect(to(REGION).find(({ pointer }) => pointer === '/person')).toEqual({
      ...{ pointer: '/person', class: 'identity', by: KOMMUN, ground: null, withheld: 'noGround' },
    });
    expect(to(REGION).filter(({ pointer }) => pointer.startsWith('/person/'))).toEqual([]);
    expect(inWords(to(KOMMUN))).toMatchObject({ '/person/personId': 'ownWord', '/person/birthDate': 'ownWord' });
    expect(to('region-21')).toEqual([]);
  });

  it('calls each ground by its name in both languages', () => {
    expect(groundInWords('principalRole')).toEqual({
      sv: 'Huvudmans eller betalares roll',
      en: 'Role as principal or payer',
    });
    expect(groundInWords('harmTest')).toEqual({ sv: 'Menprövning', en: 'Trial of harm' });
  });

  it('of the past is by the grounds of the day that is asked on (B20)', () => {
    const told = decided({ to: day('2026-01-25'), covers: { classes: ['sensitive'] } });
    expect(withheld(told, 'h', '2026-01-25')).toEqual({});
    expect(withheld(told, 'h', '2026-01-26')).toEqual({ '/how': 'expired' });
  });
});
