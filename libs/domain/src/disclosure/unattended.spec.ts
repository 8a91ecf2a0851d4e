import { groundsUnder, showTo, type Asker, type Grounds, type Shown } from '#domain';
import { day, uuid } from '../../../../test/support/case-builder.js';

const REGION = 'region-20' as never;
const SHOWN: Shown = {
  subject: { kind: 'placement', id: uuid('placement/P1') },
  by: 'kommun-2080.socialnamnden' as never,
  value: { id: 'x', status: 'started', personId: 'p', person: { name: 'n', mode: 'm' }, goals: ['g'] },
  fields: [
    { pointer: '/id', disclosure: 'routing' },
    { pointer: '/status', disclosure: 'case' },
    { pointer: '/personId', disclosure: 'identity' },
    { pointer: '/person', disclosure: 'identity' },
    { pointer: '/person/name', disclosure: 'sensitive' },
    { pointer: '/person/mode', disclosure: 'case' },
    { pointer: '/goals', disclosure: 'sensitive' },
  ],
};
/** Grounds that open these classes to the region. */
const opening = (...classes: readonly ('case' | 'identity' | 'sensitive')[]): Grounds =>
  groundsUnder(
    [
      {
        ...{ mandateId: uuid('mandate/M1'), classes, statute: { act: 'OSL 2009:400', section: '10:2' } },
        ...{ from: day('2026-01-01'), to: day('2026-12-31') },
      },
    ],
    REGION,
  );
const machine = (...unattended: readonly ('identity' | 'sensitive')[]): Asker => ({
  ...{ party: REGION, unit: null, unattended },
});

describe('a machine that names no user (HSLF-FS 2016:40 4:9)', () => {
  it('is not shown what its party has a user named for, and is told that this is why', () => {
    expect(showTo(SHOWN, machine('identity', 'sensitive'), opening('case', 'identity', 'sensitive')).shown).toEqual({
      outcome: 'reduced',
      value: { id: 'x', status: 'started' },
      withheld: [
        { pointer: '/personId', reason: 'noUser', class: 'identity' },
        { pointer: '/person', reason: 'noUser', class: 'identity' },
        { pointer: '/goals', reason: 'noUser', class: 'sensitive' },
      ],
    });
  });

  it('is shown all of the classes that no user is named for, and all where none are', () => {
    const { shown } = showTo(SHOWN, machine('sensitive'), opening('case', 'identity', 'sensitive'));
    expect(shown).toMatchObject({
      value: { personId: 'p', person: { mode: 'm' } },
      withheld: [{ pointer: '/person/name' }, { pointer: '/goals' }],
    });
    expect(showTo(SHOWN, machine(), opening('case', 'identity', 'sensitive')).shown.outcome).toBe('full');
  });

  it('is told of what no ground opens that there is none: to name a user would not help', () => {
    const { told } = showTo(SHOWN, machine('identity', 'sensitive'), opening('case', 'identity'));
    expect(told.flatMap(({ pointer, withheld }) => (withheld === null ? [] : [[pointer, withheld]]))).toEqual([
      ['/personId', 'noUser'],
      ['/person', 'noUser'],
      ['/goals', 'noGround'],
    ]);
  });
});
