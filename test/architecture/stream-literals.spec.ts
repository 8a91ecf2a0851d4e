import { sourceFiles } from './source-files.js';
import { asksByName, STREAM_TABLE } from './stream-literals.js';

const sources = sourceFiles(['apps', 'libs'], ['.ts']).filter(
  ({ path }) => !path.endsWith('.spec.ts') && !/^libs\/[^/]+\/test\//.test(path),
);
const asked = (text: string): readonly string[] => asksByName({ path: 'x.ts', name: 'x.ts', folder: '', text });

describe('which kind of stream or subject it is', () => {
  it('is asked of the table of streams, and nowhere by name', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter(({ path }) => !STREAM_TABLE.has(path)).flatMap(asksByName)).toEqual([]);
  });

  it('is told by the table, whose files are there', () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect([...STREAM_TABLE].filter((path) => !paths.has(path))).toEqual([]);
  });

  it.each([
    "if (kind === 'agreement') go();",
    "if ('case' !== categoryOf(stream)) go();",
    "switch (kind) { case 'costAllocation': go(); }",
    "stream.startsWith('case-');",
    "KINDS.has('placement');",
    'const stream = `case-${id}`;',
    'const subject = `placement/${id}`;',
    'const type = `agreement.${name}`;',
    "const PREFIX = 'agreement-';",
    "const stream = 'case-' + id;",
    'const SUBJECT = /^(placement|agreement)\\/(.+)$/;',
    "const SUBJECT = new RegExp('^placement/');",
  ])('is seen to be asked by name: %s', (text) => {
    expect(asked(text)).not.toEqual([]);
  });

  it.each([
    "const subject = { kind: 'placement', id };",
    "streamNamed('case', id);",
    'const law = { case: caseLaw, agreement: agreementLaw };',
    "if (fact.type === 'placement.started') go();",
    'const stream = `${category}-${id}`;',
    "import { x } from './placement/placement.js';",
    'const place = /replacement/;',
  ])('is not taken for asked: %s', (text) => {
    expect(asked(text)).toEqual([]);
  });
});
