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

const exceptions = FINDING_RULES.flatMap(({ rule, severity }) => (severity ? [{ rule, ...severity }] : []));
const stricter = FINDING_RULES.flatMap(({ rule, discloses, readsStricter }) =>
  (readsStricter?.classes ?? []).map((read) => ({ rule, discloses, read, because: readsStricter?.because ?? '' })),
);
/** A reason is more than a word. */
const REASON = /\w{2,} \w{2,} \w{2,}/;

describe('what is found', () => {
  it('is found in placements, in their costs and in agreements, by one table of rules', () => {
    expect(new Set(FINDING_RULES.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(34);
  });

  it('weighs as its rule’s strength says, save for the exceptions below', () => {
    expect(exceptions).toHaveLength(20);
  });

  it.each(exceptions)('weighs otherwise by $rule: $is, because $because', ({ rule, is, because }) => {
    expect(is).not.toBe(severityOf(ruleOf(rule).strength));
    expect(because).toMatch(REASON);
  });

  it('is told by the disclosure class of what it says, though it may read what is stricter: all that does is below', () => {
    expect(stricter).toHaveLength(21);
  });

  it.each(stricter)('says $discloses by $rule and reads $read: $because', ({ discloses, read, because }) => {
    expect(isStricter(read, discloses)).toBe(true);
    expect(because).toMatch(REASON);
  });
});
