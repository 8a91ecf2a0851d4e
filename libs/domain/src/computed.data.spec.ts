import { COMPUTED } from './computed.data.js';
import { DEADLINE_LAW } from './making/deadline-law.data.js';
import { FINDING_RULES } from './streams-by-law.js';
import { isStricter, type Disclosed } from './kernel/index.js';

const COMPUTED_MEMBERS: readonly (readonly [string, Disclosed])[] = Object.entries(COMPUTED).flatMap(
  ([part, { members }]) => Object.entries(members).map(([name, entry]) => [`${part}.${name}`, entry] as const),
);
const ALL: readonly (readonly [string, Disclosed])[] = [
  ...COMPUTED_MEMBERS,
  ...Object.entries<Disclosed>(DEADLINE_LAW),
  ...FINDING_RULES.map((entry) => [entry.rule, entry] as const),
];

describe('what is computed', () => {
  it('says of every input of a stricter class why what it tells is not of it', () => {
    const stricter = ALL.flatMap(([name, { discloses, readsStricter }]) =>
      (readsStricter?.classes ?? []).map((read) => ({ name, read, discloses, because: readsStricter?.because ?? '' })),
    );
    expect(stricter.length).toBeGreaterThan(15);
    for (const { name, read, discloses, because } of stricter) {
      expect({ name, read, isStricter: isStricter(read, discloses) }).toEqual({ name, read, isStricter: true });
      expect(because).toMatch(/\w+ \w+ \w+ \w+/);
    }
  });

  it('reads what is stricter than it tells in these places of the views, and no other', () => {
    const listed = COMPUTED_MEMBERS.flatMap(([name, { readsStricter }]) =>
      (readsStricter?.classes ?? []).map((read) => `${name} reads ${read}`),
    );
    expect(listed).toEqual([
      'placement.region reads place',
      'responsibility.responsible reads place',
      'responsibility.acting reads place',
      'legalBasis.holds reads identity',
      'contract.referralNotPossibleReasonGiven reads sensitive',
      'handovers.fromRegion reads place',
      'handovers.toRegion reads place',
      'handovers.reason reads sensitive',
      'handovers.legalResponsible reads place',
      'handovers.acting reads place',
      'consent.status reads identity',
      'discharge.homeRegion reads place',
      'discharge.registeredKommun reads place',
      'dischargePayment.kommun reads place',
      'retention.class reads identity',
      'retention.then reads identity',
      'retention.dueOn reads identity',
      'retention.doneBy reads identity',
      'retention.statute reads identity',
      'retention.fromBirthDate reads identity',
    ]);
  });

  it('tells money and shares as cost, where somebody is as place, and who somebody is as identity', () => {
    const { placement, costLine, costs, contract } = COMPUTED;
    expect(costLine.members['shares']?.discloses).toBe('cost');
    expect(costs.members['byParty']?.discloses).toBe('cost');
    for (const name of ['registeredKommun', 'hvbId', 'hvbKommun'])
      expect([name, placement.members[name]?.discloses]).toEqual([name, 'place']);
    expect(contract.members['hvbId']?.discloses).toBe('place');
    expect(placement.members['personId']?.discloses).toBe('identity');
  });
});

describe('a disclosure class', () => {
  it('is stricter in the order routing, case, place and cost side by side, identity, sensitive', () => {
    for (const [one, other] of [
      ['case', 'routing'],
      ['place', 'case'],
      ['cost', 'case'],
      ['identity', 'place'],
      ['identity', 'cost'],
      ['sensitive', 'identity'],
    ] as const) {
      expect([one, other, isStricter(one, other), isStricter(other, one)]).toEqual([one, other, true, false]);
      expect(isStricter(one, one)).toBe(false);
    }
    expect(isStricter('cost', 'place')).toBe(true);
    expect(isStricter('place', 'cost')).toBe(true);
  });
});
