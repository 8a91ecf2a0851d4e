import { isRuleId, OUTSIDE_A_HUB, RULES } from '#domain';
import { carriersUnder } from './carriers.js';

const outside = Object.entries(OUTSIDE_A_HUB);

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

  it('waits for no part that is to come: who may be told what is no rule outside (A-017, D-022–D-027, E-006–E-010)', () => {
    const waiting = [
      'A-017',
      'D-022',
      'D-023',
      'D-024',
      'D-025',
      'D-026',
      'D-027',
      'D-030',
      'E-006',
      'E-007',
      'E-008',
      'E-010',
    ];
    expect(waiting.filter((id) => id in OUTSIDE_A_HUB)).toEqual([]);
  });

  it('is listed in the order of the catalogue', () => {
    const ids = RULES.map(({ id }) => id as string);
    const places = outside.map(([id]) => ids.indexOf(id));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });
});
