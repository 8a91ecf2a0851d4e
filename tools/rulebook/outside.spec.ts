import { isRuleId, OUTSIDE_A_HUB, RULES, type RuleId } from '#domain';
import { carriersUnder } from './carriers.js';

const outside = Object.entries(OUTSIDE_A_HUB);

/** Rules that wait for their own part of the program: the agreement itself. */
const WAITING = [[110, 132]] as const;

describe('a rule outside a hub', () => {
  it.each(outside)(
    '%s is a rule of the sources, with a whole sentence in each language that says why',
    (id, { sv, en }) => {
      expect(isRuleId(id)).toBe(true);
      expect(RULES.map((rule) => rule.id)).toContain(id);
      expect(sv).toMatch(/^[A-ZÅÄÖ][^.]{30,}\.$/);
      expect(en).toMatch(/^[A-Z][^.]{30,}\.$/);
    },
  );

  it('is carried by nothing in the program: what is applied or represented is not outside', () => {
    const carried = new Set(carriersUnder(process.cwd()).map(({ rule }) => rule));
    expect(outside.map(([id]) => id).filter((id) => carried.has(id))).toEqual([]);
  });

  it('would be found where something carried it', () => {
    expect(carriersUnder(process.cwd()).map(({ rule }) => rule)).toContain('A-084');
  });

  it('waits for no part that is to come', () => {
    const numbers = outside.filter(([id]) => id.startsWith('A-')).map(([id]) => Number(id.slice(2)));
    expect(numbers.filter((n) => WAITING.some(([from, to]) => from <= n && n <= to))).toEqual([]);
    const others = outside.map(([id]) => id as RuleId).filter((id) => !id.startsWith('A-'));
    expect(others).toEqual(['E-004']);
  });

  it('is listed in the order of the catalogue', () => {
    const ids = RULES.map(({ id }) => id as string);
    const places = outside.map(([id]) => ids.indexOf(id));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });
});
