import { FINDING_RULES } from './finding-rules.js';
import { severityOf } from './findings/finding.js';
import { type DisclosureClass } from './kernel/index.js';
import { ruleOf } from './rules/index.js';

/** How strict a class is; what a place is and who pays are each stricter than the case, and neither than the other. */
const STRICTNESS: Readonly<Record<DisclosureClass, number>> = {
  routing: 0,
  case: 1,
  cost: 2,
  place: 2,
  identity: 3,
  sensitive: 4,
};
const isStricter = (one: DisclosureClass, other: DisclosureClass): boolean =>
  STRICTNESS[one] > STRICTNESS[other] || (STRICTNESS[one] === STRICTNESS[other] && one !== other);

describe('what is found', () => {
  it('is seen by a rule of every subject that has rules', () => {
    const rules = FINDING_RULES.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['A-001', 'A-099', 'A-098', 'A-128', 'B-001']));
    expect(new Set(rules).size).toBe(34);
  });

  it('weighs as its rule’s strength says; an exception is one, and says why', () => {
    const exceptions = FINDING_RULES.flatMap(({ rule, severity }) => (severity ? [{ rule, ...severity }] : []));
    expect(exceptions.map(({ rule, is }) => `${rule} ${is}`).sort()).toEqual([
      'A-010 warning',
      'A-011 warning',
      'A-054 warning',
      'A-055 warning',
      'A-058 breach',
      'A-061 warning',
      'A-076 warning',
      'A-078 warning',
      'A-084 warning',
      'A-090 info',
      'A-090 info',
      'A-091 info',
      'A-091 info',
      'A-098 info',
      'A-098 warning',
      'A-098 warning',
      'A-098 warning',
      'A-102 info',
      'A-128 info',
      'B-001 warning',
    ]);
    for (const { rule, is, because } of exceptions) {
      expect(`${rule} ${is}`).not.toBe(`${rule} ${severityOf(ruleOf(rule).strength)}`);
      expect(because).toMatch(/\w{3,} \w+/);
    }
  });

  it('is told by the disclosure class of what it says; what it reads of a stricter one is listed, with a reason', () => {
    const listed = FINDING_RULES.flatMap(({ rule, discloses, readsStricter }) =>
      (readsStricter?.classes ?? []).map((read) => ({ rule, discloses, read, because: readsStricter?.because ?? '' })),
    );
    for (const { rule, discloses, read, because } of listed) {
      expect({ rule, read, isStricter: isStricter(read, discloses) }).toEqual({ rule, read, isStricter: true });
      expect(because).toMatch(/\w{3,} \w+/);
    }
    expect(listed.map(({ rule, discloses, read }) => `${rule} ${discloses} reads ${read}`).sort()).toEqual([
      'A-002 case reads place',
      'A-007 case reads sensitive',
      'A-009 case reads place',
      'A-010 case reads place',
      'A-010 case reads place',
      'A-011 case reads place',
      'A-014 case reads identity',
      'A-053 case reads identity',
      'A-056 case reads identity',
      'A-058 case reads identity',
      'A-059 case reads identity',
      'A-076 case reads place',
      'A-077 case reads place',
      'A-096 cost reads place',
      'A-103 cost reads sensitive',
    ]);
  });
});
