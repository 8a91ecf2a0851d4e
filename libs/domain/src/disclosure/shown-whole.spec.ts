import { shownWhole, showTo, type Asker, type FieldClass, type Ground, type Grounds, type Shown } from '#domain';
import { machine, person } from '../../../../test/support/disclosed.js';

const NAMND = 'kommun-2080.socialnamnden';
const REGION = 'region-20';
const SUBJECT = { kind: 'placement', id: '00000000-0000-4000-8000-000000000001' } as Shown['subject'];

const ground = (over: Partial<Omit<Ground, 'opens'>> & { readonly opens?: Partial<Ground['opens']> } = {}): Ground =>
  ({
    ...{ ground: 'principalRole', groundId: null, recipient: REGION, discloser: null, from: null, to: null },
    ...{ status: 'inForce', strength: 'may', why: { rule: 'A-018', causedBy: [] } },
    ...over,
    opens: { classes: ['case', 'place', 'sensitive'], named: [], ...over.opens },
  }) as unknown as Ground;

const groundsOf = (all: readonly Ground[], over: Partial<Grounds> = {}): Grounds => ({
  ...{ all, parties: [{ recipient: REGION as Ground['recipient'] }], excluded: [], handledBy: [], isProtected: false },
  ...over,
});

const FIELDS: readonly FieldClass[] = [
  { pointer: '/id', disclosure: 'routing' },
  { pointer: '/home', disclosure: 'place' },
  { pointer: '/parts', disclosure: 'case' },
  { pointer: '/parts/*/what', disclosure: 'case' },
  { pointer: '/why', disclosure: 'sensitive', isWhole: true },
];
const shown = (value: object, over: Partial<Shown> = {}): Shown => ({
  ...{ subject: SUBJECT, by: NAMND as Shown['by'], value, fields: FIELDS },
  ...over,
});
const WHOLE = shown({
  id: 'x',
  parts: [{ what: 'a' }, { what: 'b' }],
  home: 'h',
  why: { any: ['thing'] },
  gone: undefined,
});

/** By class, in order, the ground that it is told by; null where it is asked field by field. */
const toldOf = (part: Shown, grounds: Grounds, asker: Asker = machine(REGION)) =>
  shownWhole(part, asker, grounds)?.map(({ class: of, by, ground: opens, withheld }) => [
    ...[of, by, opens?.ground ?? null, withheld],
  ]) ?? null;

describe('what is shown whole', () => {
  it('is told by class, in the order in which they are met, each by the first ground in force that opens it', () => {
    const grounds = groundsOf([
      ground({ ground: 'duty', status: 'expired' }),
      ground({ ground: 'duty', opens: { classes: ['sensitive'] } }),
      ground(),
    ]);
    expect(toldOf(WHOLE, grounds)).toEqual([
      ['routing', NAMND, null, null],
      ['case', NAMND, 'principalRole', null],
      ['place', NAMND, 'principalRole', null],
      ['sensitive', NAMND, 'duty', null],
    ]);
    expect(showTo(WHOLE, machine(REGION), grounds).shown.outcome).toBe('full');
  });

  it('is of one who has a part in it where it is ids alone, and asked anew of one who has none', () => {
    const ids = shown({ id: 'x' });
    expect(toldOf(ids, groundsOf([]))).toEqual([['routing', NAMND, null, null]]);
    expect(toldOf(ids, groundsOf([], { parties: [] }))).toBeNull();
    const ofCosts = [{ recipient: REGION as Ground['recipient'], kinds: ['costAllocation'] as const }];
    expect(toldOf(ids, groundsOf([], { parties: ofCosts }))).toBeNull();
    const costs = { ...ids, subject: { ...SUBJECT, kind: 'costAllocation' } as const };
    expect(toldOf(costs, groundsOf([], { parties: ofCosts }))).toEqual([['routing', NAMND, null, null]]);
    expect(toldOf(ids, groundsOf([], { parties: [] }), machine(NAMND))).toEqual([['routing', NAMND, null, null]]);
    expect(toldOf(shown({ home: 'h' }), groundsOf([ground()], { parties: [] }))).toEqual([
      ['place', NAMND, 'principalRole', null],
    ]);
  });

  const ASKED_BY_FIELD: readonly (readonly [what: string, part: Shown, grounds: Grounds, asker?: Asker])[] = [
    ['no ground opens a class of it', WHOLE, groundsOf([ground({ opens: { classes: ['case', 'place'] } })])],
    ['the ground is not in force', WHOLE, groundsOf([ground({ status: 'withdrawn' })])],
    ['the ground is to another', WHOLE, groundsOf([ground({ recipient: 'region-01' as Ground['recipient'] })])],
    ['the ground is of other words', WHOLE, groundsOf([ground({ discloser: 'region-01' as Ground['discloser'] })])],
    ['it asks for a measure', WHOLE, groundsOf([ground({ opens: { measureIds: [] } })])],
    ['a consent sets what', WHOLE, groundsOf([ground({ opens: { consent: {} as never } })])],
    ['where a protected person is has no ground that names it', WHOLE, groundsOf([ground()], { isProtected: true })],
    [
      'something in it has no class',
      shown({ id: 'x', other: 1 }),
      groundsOf([ground({ opens: { classes: ['case'] } })]),
    ],
    [
      'what it stands in is not open',
      shown({ parts: [{ id: 1 }] }),
      groundsOf([ground({ opens: { classes: ['place'] } })]),
    ],
    ['it is erased', { ...WHOLE, isErased: true }, groundsOf([ground()])],
    ['the individual has left out whom asks', WHOLE, groundsOf([ground()], { excluded: [REGION as never] })],
    ['a class is for a named user', WHOLE, groundsOf([ground()]), { ...machine(REGION), unattended: ['sensitive'] }],
    [
      'another unit has the case',
      WHOLE,
      groundsOf([ground()], { handledBy: [{ party: REGION as never, units: ['bup'] }] }),
      person(REGION, 'barn'),
    ],
    [
      'something is open to a person for some minutes',
      WHOLE,
      groundsOf([ground(), ground({ toPerson: { person: 'p', from: 'a', until: 'b' } as never })]),
    ],
    [
      'each element is the word of a party',
      shown(
        { words: [{ party: REGION }] },
        {
          fields: [
            { pointer: '/words', disclosure: 'case', wordOf: 'party' },
            { pointer: '/words/*/party', disclosure: 'case' },
          ],
        },
      ),
      groundsOf([ground()]),
    ],
  ];
  for (const [what, part, grounds, asker = machine(REGION)] of ASKED_BY_FIELD)
    it(`is asked field by field where ${what}`, () => {
      expect(shownWhole(part, asker, grounds)).toBeNull();
    });

  it('is open to the unit that has the case, by a ground that names where a protected person is, and of an own word though left out', () => {
    const handled = groundsOf([ground()], { handledBy: [{ party: REGION as never, units: ['bup'] }] });
    expect(toldOf(WHOLE, handled, person(REGION, 'bup'))).toHaveLength(4);
    // What was told of the one unit is not told of the other, whatever its name.
    expect(toldOf(WHOLE, handled, person(REGION, 'barn'))).toBeNull();
    expect(toldOf(WHOLE, groundsOf([ground({ opens: { named: ['place'] } })], { isProtected: true }))).toHaveLength(4);
    const own = groundsOf([ground({ recipient: NAMND as never })], { excluded: [NAMND as never] });
    expect(toldOf(WHOLE, own, machine(NAMND))).toHaveLength(4);
  });

  it('is asked field by field by who names nobody, also after one has been named', () => {
    const grounds = groundsOf([ground()]);
    expect(toldOf(WHOLE, grounds)).toHaveLength(4);
    expect(toldOf(WHOLE, grounds, { ...machine(REGION), unattended: ['sensitive'] })).toBeNull();
    expect(toldOf(WHOLE, grounds, { ...machine(REGION), unattended: ['cost'] })).toHaveLength(4);
  });

  it('is remembered of so many askers, words and subjects, and told the same when it is begun anew', () => {
    const grounds = groundsOf([ground()]);
    for (let at = 0; at < 501; at += 1)
      expect(toldOf({ ...WHOLE, messageId: `m-${at}` }, grounds)).toEqual(toldOf(WHOLE, groundsOf([ground()])));
  });
});
