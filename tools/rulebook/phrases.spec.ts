import { READINGS, RULES, type Rule, isRuleId, ruleOf } from '#domain';
import { domainSources, parsed } from './carriers.js';
import { areWordsOf, commentsOf, quotationsIn, unphrasedIn } from './phrases.js';

const known = (id: string): Rule => {
  if (!isRuleId(id)) throw new RangeError(`${id} is not in the catalogue`);
  return ruleOf(id);
};
const sources = domainSources(process.cwd());

describe('the words of a source, quoted in the domain’s code', () => {
  const quotations = sources.flatMap((source) =>
    commentsOf(source)
      .flatMap(quotationsIn)
      .map((quotation) => ({ file: source.fileName, ...quotation })),
  );

  it('stand so in the catalogue, under a rule whose id stands beside them', () => {
    const astray = quotations.filter((quotation) => !quotation.rules.some((id) => areWordsOf(quotation, known(id))));
    expect(astray).toEqual([]);
    expect(quotations.length).toBeGreaterThanOrEqual(100);
  });
});

describe('what carries a rule in the domain', () => {
  it('stands under words of that rule: over it, over what it stands in, or over the function that its table names', () => {
    const bare = sources.flatMap((source) => unphrasedIn(source, known).map((rule) => `${source.fileName}: ${rule}`));
    expect(bare).toEqual([]);
  });
});

describe('a quotation', () => {
  it.each([
    ['/** A-067 "parternas ansvar": confirmed. */', [{ rules: ['A-067'], words: 'parternas ansvar' }]],
    ['// A-053, A-078 "Beslut om placering", and more.', [{ rules: ['A-053', 'A-078'], words: 'Beslut om placering' }]],
    ['/**\n * A-013 and\n * A-014: ”i ett\n * ärende”.\n */', [{ rules: ['A-013', 'A-014'], words: 'i ett ärende' }]],
    ['/** As "i ett ärende" says (G-03). */', [{ rules: ['G-03'], words: 'i ett ärende' }]],
    ['/** LVU `"2"` (A-054); "in force" is no law. */', [{ rules: ['A-054'], words: 'in force' }]],
    ['/** LVU "2" (A-054). */', []],
    ['/** As "i ett ärende" says. */', []],
  ])('is read of %j', (comment, quotations) => {
    expect(quotationsIn(comment)).toEqual(quotations);
  });

  const rule = { phrase: '"parternas ansvar skall vara klarlagt innan placering"', sv: 'Ansvaret ska vara klarlagt.' };
  it.each([
    ['parternas ansvar skall vara', true],
    ['parternas … klarlagt', true],
    ['Ansvaret ska', true],
    ['klarlagt … parternas', false],
    ['parternas ansvar ska vara', false],
    ['parternas ansvar … klarlagt.', false],
  ])('is in the words of a rule: %s (%s)', (words, isIn) => {
    expect(areWordsOf({ rules: [], words }, rule)).toBe(isIn);
  });

  it('is read of every comment: before a statement, at the end of a line, at the end of a block, in lines that follow', () => {
    const text = '/** a */\nf(); // b\nconst x = {\n  // c\n  // d\n  e: "// no",\n  // f\n};\n// g\n';
    const found = commentsOf(parsed('x.ts', text)).map((comment) => comment.replace(/\s+/g, ' '));
    expect(found).toEqual(['/** a */', '// b', '// c // d', '// f', '// g']);
  });
});

describe('a rule that code carries', () => {
  const bare = (text: string) => unphrasedIn(parsed('libs/domain/src/costs/x.ts', text), known);
  it.each([
    [`/** A-100 "ligger kvar på placerande huvudman". */\nconst f = (s) => whyOf(s, 'A-100');`, []],
    [`const f = (s) => {\n  // A-100 "till dess…": no longer.\n  return whyOf(s, 'A-100');\n};`, []],
    [`const T = {\n  // A-100 "till dess…"\n  cost: { rule: 'A-100' },\n  other: { rule: 'A-100' },\n};`, ['A-100']],
    [`/** A-100: stays. */\nconst f = (s) => whyOf(s, 'A-100');`, ['A-100']],
    [`/** A-100 "något annat som ingen sagt". */\nconst f = (s) => whyOf(s, 'A-100');`, ['A-100']],
    [`/** A-098 "skriftlig kostnadsfördelning". */\nconst f = (s) => whyOf(s, 'A-100');`, ['A-100']],
    [`/** A-100 "till dess…". */\nconst stays = () => null;\nconst T = { 'A-100': { seenBy: stays } };`, []],
    [`/** A-100 "till dess…". */\nconst stays = () => null;\nconst T = { 'A-100': { seenBy: goes } };`, ['A-100']],
  ])('stands under its words, or not: %s', (text, without) => {
    expect(bare(text)).toEqual(without);
  });
});

it('every rule that has words of its source can be quoted by them', () => {
  for (const rule of [...RULES, ...READINGS]) {
    const words = /"([^"]+)"/.exec(rule.phrase ?? '')?.[1] ?? rule.sv;
    expect([rule.id, areWordsOf({ rules: [rule.id], words }, rule)]).toEqual([rule.id, true]);
  }
});
