import { CHAPTERS, READINGS, READING_CHAPTERS, RULES, type RuleId, SOURCES } from './index.js';
import { isRuleId, ruleOf, statuteResolves } from './index.js';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'S', 'G', 'H'];

/** Whether the types refuse a text where a rule's id is asked for. */
type Refuses<Text extends string> = Text extends Parameters<typeof ruleOf>[0] ? false : true;

const all = [...RULES, ...READINGS];

describe('the rule catalogue', () => {
  it('has 222 rules of the documents, 20 of statute, and 33 readings', () => {
    const ofLetter = (letter: string) => all.filter(({ id }) => id.startsWith(letter)).length;
    expect(RULES).toHaveLength(242);
    expect(READINGS).toHaveLength(33);
    expect(LETTERS.map(ofLetter)).toEqual([133, 22, 9, 43, 15, 20, 20, 13]);
  });

  it('numbers the rules of each letter from 1 without a gap, each id once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(275);
    for (const letter of LETTERS) {
      const numbers = all.filter(({ id }) => id.startsWith(letter)).map(({ id }) => Number(id.slice(2)));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('has the days on which its documents were in force, the agreement of Dalarna through 2033-06-30 (A-126)', () => {
    expect(SOURCES['dalarna-hvb-2025']).toMatchObject({ validFrom: '2025-07-01', validTo: '2033-06-30' });
    expect(SOURCES['vetlanda-2023']).toMatchObject({ validFrom: '2023-01-01' });
    expect(SOURCES['vetlanda-2015']).toMatchObject({ validFrom: '2015-03-26' });
  });

  it('writes ids with three digits, of the documents’ defects with two', () => {
    for (const { id } of RULES) expect(id).toMatch(/^[A-ES]-\d{3}$/);
    for (const { id } of READINGS) expect(id).toMatch(/^(G-\d\d|H-\d{3})$/);
  });

  it('has each rule under one heading, in the order of the ids, a heading no two alike in one source', () => {
    const chapters = [...CHAPTERS, ...READING_CHAPTERS];
    expect(chapters.flatMap(({ rules }) => rules)).toEqual(all);
    expect(new Set(chapters.map(({ source, title_sv }) => `${source} ${title_sv}`)).size).toBe(chapters.length);
    for (const { title_sv, rules } of chapters) {
      expect(title_sv).toMatch(/^[A-ZÅÄÖ].{5,}[^.]$/);
      expect(rules.length).toBeGreaterThan(0);
    }
  });

  it('quotes the source of all but eighteen of the rules that have one, and of no reading', () => {
    const unquoted = RULES.filter(({ phrase }) => phrase === undefined).map(({ id }) => id);
    expect(unquoted).toEqual([
      ...['A-022', 'A-026', 'A-027', 'A-063', 'A-064', 'A-083', 'B-001'],
      ...['C-001', 'C-006', 'C-007', 'C-008', 'C-009', 'D-007', 'D-041', 'E-001', 'E-007', 'S-016', 'S-017'],
    ]);
    expect(READINGS.filter(({ phrase }) => phrase !== undefined)).toEqual([]);
    for (const { id, phrase = '"words"' } of RULES)
      expect([id, phrase]).toEqual([id, expect.stringMatching(/".{2,}"/)]);
    expect(ruleOf('A-067').phrase).toBe('"parternas ansvar skall vara klarlagt innan placering"');
  });

  it('says each rule in a whole Swedish sentence and a whole English one, with no mark-up', () => {
    for (const { id, sv, en } of all) {
      expect([id, sv]).toEqual([id, expect.stringMatching(/^[A-ZÅÄÖ].{10,}\.$/)]);
      expect([id, en]).toEqual([id, expect.stringMatching(/^["A-ZÖ].{10,}\.$/)]);
      expect(`${sv}${en}`).not.toMatch(/[*`|_]|\s\s/);
    }
  });

  it('says no two rules in the same words', () => {
    expect(new Set(all.map(({ sv }) => sv)).size).toBe(275);
    expect(new Set(all.map(({ en }) => en)).size).toBe(275);
  });

  it('knows the document of each, and an act for each statute it rests on', () => {
    for (const { id, source, statutes } of all) {
      expect(SOURCES).toHaveProperty([source]);
      expect([id, statutes.filter((ref) => !statuteResolves(ref))]).toEqual([id, []]);
    }
  });

  it('leaves the open question of the emergency allocation open (A-101)', () => {
    expect(RULES.filter(({ strength }) => strength === 'H').map(({ id }) => id)).toEqual(['A-101']);
    expect(READINGS.every(({ strength }) => strength === 'H')).toBe(true);
  });

  it('tells by which readings of defects in the sources a rule says what it says, each a reading of some (G-01–G-20)', () => {
    const read = RULES.flatMap(({ id, readBy }) => readBy.map((reading) => [reading, id] as const));
    const defects = READINGS.map(({ id }) => id).filter((id) => id.startsWith('G'));
    // G-01 is read by the sections that moved.
    expect([...new Set(read.map(([reading]) => reading))].sort()).toEqual(defects.filter((id) => id !== 'G-01'));
    expect(READINGS.flatMap(({ readBy }) => readBy)).toEqual([]);
    expect(read.filter(([reading]) => reading === 'G-11').map(([, id]) => id)).toEqual(['A-067', 'A-097', 'A-099']);
  });

  it('says twelve years where a footnote mark stands beside it, and fifteen where no need is assessed (G-05, G-17)', () => {
    const { sv, readBy } = ruleOf('A-046');
    expect([sv.includes('fyllt 12 år'), sv.includes('1224')]).toEqual([true, false]);
    expect(readBy).toEqual(['G-05', 'G-17']);
    expect(ruleOf('G-17').sv).toContain('fyllt 15 år');
  });

  it('leaves out of the deviations what belongs to another agreement, and of the agreement when it was first written (G-09, G-14)', () => {
    expect(ruleOf('A-106').sv).not.toContain('våld');
    expect(ruleOf('A-126').sv).not.toMatch(/2012|2013/);
  });

  it('quotes a damaged text as it stands, and says the rule whole (G-15)', () => {
    expect(ruleOf('D-011').phrase).toContain('[samtyck]e');
    expect(ruleOf('D-011').sv).toContain('samtycke');
  });

  it('has the age of children and young of each agreement, and adults from 21 where one leaves that open (G-08, G-13)', () => {
    expect(ruleOf('A-003').sv).toContain('fyllt 21 år är vuxen');
    expect(ruleOf('B-018').sv).toContain('upp till 18 år');
    expect(ruleOf('D-004').sv).not.toContain('över 21');
  });

  it('has three grounds where a source reads as one, and binds what is planned where an emergency should (G-11, G-18)', () => {
    expect(ruleOf('D-024').sv).toContain('under 18 år, har ett fortgående missbruk, vårdas enligt LPT eller LRV');
    expect(['A-067', 'A-097', 'A-099'].map((id) => ruleOf(id as RuleId).strength)).toEqual(['M', 'M', 'S']);
  });

  it('reads an act and a section from the text of each (S-005, S-008)', () => {
    expect(ruleOf('S-005').statutes).toContainEqual({ act: 'LVM 1988:870', section: '18 a' });
    expect(ruleOf('S-008').statutes).toEqual(['12', '20', '21'].map((section) => ({ act: 'LVM 1988:870', section })));
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
