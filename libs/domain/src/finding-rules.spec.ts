import { FINDING_RULES } from './streams-by-law.js';
import { severityOf } from './making/finding.js';
import { isStricter } from './kernel/index.js';
import { ruleOf } from './rules/index.js';

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
    expect(exceptions).toHaveLength(81);
  });

  it.each(exceptions)('weighs otherwise by $rule: $is, because $because', ({ rule, is, because }) => {
    expect(is).not.toBe(severityOf(ruleOf(rule).strength));
    expect(because).toMatch(REASON);
  });

  it('is told by the disclosure class of what it says, though it may read what is stricter: all that does is below', () => {
    expect(stricter).toHaveLength(54);
  });

  it.each(stricter)('says $discloses by $rule and reads $read: $because', ({ discloses, read, because }) => {
    expect(isStricter(read, discloses)).toBe(true);
    expect(because).toMatch(REASON);
  });
});
