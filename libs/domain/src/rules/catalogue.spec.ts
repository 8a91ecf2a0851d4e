import { READINGS, RULES, type RuleId, SOURCES, isRuleId, ruleOf, statuteResolves } from './index.js';

/** Whether the types refuse a text where a rule's id is asked for. */
type Refuses<Text extends string> = Text extends Parameters<typeof ruleOf>[0] ? false : true;

const all = [...RULES, ...READINGS];

describe('the rule catalogue', () => {
  it('has 222 rules and 20 readings', () => {
    const ofLetter = (letter: string) => all.filter(({ id }) => id.startsWith(letter)).length;
    expect(RULES).toHaveLength(222);
    expect(['A', 'B', 'C', 'D', 'E', 'G'].map(ofLetter)).toEqual([133, 22, 9, 43, 15, 20]);
  });

  it('numbers the rules of each letter from 1 without a gap, each id once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(242);
    for (const letter of ['A', 'B', 'C', 'D', 'E', 'G']) {
      const numbers = all.filter(({ id }) => id.startsWith(letter)).map(({ id }) => Number(id.slice(2)));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('writes ids with three digits, of readings with two', () => {
    for (const { id } of RULES) expect(id).toMatch(/^[A-E]-\d{3}$/);
    for (const { id } of READINGS) expect(id).toMatch(/^G-\d\d$/);
  });

  it('says each rule in a whole Swedish sentence and a whole English one, with no mark-up', () => {
    for (const { id, sv, en } of all) {
      expect([id, sv]).toEqual([id, expect.stringMatching(/^[A-ZÅÄÖ].{10,}\.$/)]);
      expect([id, en]).toEqual([id, expect.stringMatching(/^["A-ZÖ].{10,}\.$/)]);
      expect(`${sv}${en}`).not.toMatch(/[*`|_]|\s\s/);
    }
  });

  it('says no two rules in the same words', () => {
    expect(new Set(all.map(({ sv }) => sv)).size).toBe(242);
    expect(new Set(all.map(({ en }) => en)).size).toBe(242);
  });

  it('knows the document of each, and an act for each statute it rests on', () => {
    for (const { id, source, statutes = [] } of all) {
      expect(SOURCES).toHaveProperty([source]);
      expect([id, statutes.filter((ref) => !statuteResolves(ref))]).toEqual([id, []]);
    }
  });

  it('leaves the open question of the emergency allocation open (A-101)', () => {
    expect(RULES.filter(({ strength }) => strength === 'H').map(({ id }) => id)).toEqual(['A-101']);
    expect(READINGS.every(({ strength }) => strength === 'H')).toBe(true);
  });

  it('finds a rule by its id and throws on an id it lacks', () => {
    expect(ruleOf('A-099')).toMatchObject({ id: 'A-099', strength: 'S', source: 'dalarna-hvb-2025' });
    expect(ruleOf('G-03').statutes).toContainEqual({ act: 'LVU 1990:52', section: '1' });
    const unknown = ['A', '134'].join('-');
    expect(isRuleId('A-133')).toBe(true);
    expect([unknown, 'A-99', 'a-099', '', 'toString'].map(isRuleId)).toEqual([false, false, false, false, false]);
    expect(() => ruleOf(unknown as RuleId)).toThrow(RangeError);
  });

  it('gives its ids as a type, so that an id it lacks does not compile', () => {
    // Each is `true` as a type; were the ids any text, this file would not compile.
    const refused: [Refuses<'A-1OO'>, Refuses<'a-099'>, Refuses<string>] = [true, true, true];
    const taken: [Refuses<'A-099'>, Refuses<'G-03'>] = [false, false];
    expect([...refused, ...taken]).toEqual([true, true, true, false, false]);
  });
});
