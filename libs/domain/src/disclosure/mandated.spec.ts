import { groundsUnder, showTo, type Asker, type DisclosureClass, type MandateOver, type Shown } from '#domain';
import { day, uuid } from '../../../../test/support/case-builder.js';

const IVO: Asker = { party: 'auditor-ivo' as never, unit: null };
const CLASSES: readonly DisclosureClass[] = ['routing', 'case', 'place', 'identity', 'sensitive', 'cost'];
const mandate = (classes: readonly DisclosureClass[], label = 'mandate/M1', section = '28:1'): MandateOver => ({
  ...{ mandateId: uuid(label), classes, statute: { act: 'SoL 2025:400', section } },
  ...{ from: day('2026-01-01'), to: day('2026-06-30') },
});

/** A field of each class, and a name of an HVB that stands in where somebody is. */
const SHOWN: Shown = {
  subject: { kind: 'placement', id: uuid('placement/P1') },
  by: 'kommun-2080.socialnamnden' as never,
  value: { ...Object.fromEntries(CLASSES.map((one) => [one, one])), hvb: { name: 'Solbacken' } },
  fields: [
    ...CLASSES.map((one) => ({ pointer: `/${one}`, disclosure: one })),
    { pointer: '/hvb', disclosure: 'place' },
    { pointer: '/hvb/name', disclosure: 'case' },
  ],
};
const seen = (...mandates: readonly MandateOver[]) => showTo(SHOWN, IVO, groundsUnder(mandates, IVO.party));
const shownOf = (...mandates: readonly MandateOver[]): readonly string[] => {
  const { shown } = seen(...mandates);
  return 'value' in shown ? Object.keys(shown.value) : [];
};

describe('a mandate of an auditor (A16)', () => {
  it('opens the fields of each class that it names, and the rest is withheld with its class', () => {
    for (const of of ['case', 'identity', 'sensitive', 'cost'] as const)
      expect([of, shownOf(mandate([of]))]).toEqual([of, ['routing', of]]);
    const { shown } = seen(mandate(['case']));
    expect(shown).toMatchObject({
      outcome: 'reduced',
      withheld: [
        { pointer: '/place', reason: 'noGround', class: 'place' },
        { pointer: '/identity', reason: 'noGround', class: 'identity' },
        { pointer: '/sensitive', reason: 'noGround', class: 'sensitive' },
        { pointer: '/cost', reason: 'cost', class: 'cost' },
        { pointer: '/hvb', reason: 'noGround', class: 'place' },
      ],
    });
  });

  it('of places does not open what stands in a place and is of another class', () => {
    expect(shownOf(mandate(['place']))).toEqual(['routing', 'place']);
    expect(shownOf(mandate(['case', 'place']))).toEqual(['routing', 'case', 'place', 'hvb']);
  });

  it('of all classes opens everything, and of ids alone nothing but them', () => {
    expect(seen(mandate(CLASSES)).shown).toEqual({ outcome: 'full', value: SHOWN.value });
    expect(seen(mandate(['routing'])).shown.outcome).toBe('thin');
    expect(seen().shown.outcome).toBe('thin');
  });

  it('is the ground of what it opens, by its own section and id; of several each of its classes', () => {
    const { told } = seen(mandate(['case']), mandate(['cost', 'case'], 'mandate/M2', '12:1'));
    const by = told.flatMap(({ pointer, ground }) =>
      ground ? [[pointer, ground.ground, ground.groundId, ground.statute?.section]] : [],
    );
    expect(by).toEqual([
      ['/case', 'mandate', uuid('mandate/M1'), '28:1'],
      ['/cost', 'mandate', uuid('mandate/M2'), '12:1'],
    ]);
  });

  it('holds for its days, of everybody’s words, by D-022', () => {
    const { all, ...about } = groundsUnder([mandate(['case', 'routing'])], IVO.party);
    expect(about).toEqual({ parties: [{ recipient: IVO.party }], excluded: [], handledBy: [], isProtected: false });
    const statute = { act: 'SoL 2025:400', section: '28:1' };
    expect(all).toEqual([
      {
        ...{ ground: 'mandate', groundId: uuid('mandate/M1'), recipient: IVO.party, discloser: null },
        ...{ opens: { classes: ['case'], named: ['case'] }, from: '2026-01-01', to: '2026-06-30' },
        ...{ status: 'inForce', strength: 'may', statute },
        why: { rule: 'D-022', agreement: null, rulePackVersion: null, causedBy: [], statute },
      },
    ]);
  });
});
