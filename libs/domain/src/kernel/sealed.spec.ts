import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const MAY = [
  'const measure: { title: Sealed; basis?: Sealed } = { title };',
  'const given = (basis?: Sealed): boolean => basis !== undefined;',
  "const sent: AsSent<{ title: Sealed }> = { title: 'Boende' };",
  "const sent: AsSent<{ goals: readonly Sealed[] }> = { goals: ['Boende'] };",
];
const MAY_NOT = [
  'const text: string = title;',
  'const sentence = `”${title}” är lagd på kommunen.`;',
  "const joined = 'Insats: ' + title;",
  "const isBoende = title === 'Boende';",
  'const { length } = title;',
  "const made: Sealed = 'Boende';",
];

/** How many faults the compiler finds in each line that uses a sealed text. */
function faultsIn(lines: readonly string[]): readonly number[] {
  const type = readFileSync(fileURLToPath(new URL('sealed.ts', import.meta.url)), 'utf8');
  const sources = new Map(
    lines.map((line, at) => [`${at}.ts`, `${type} export declare const title: Sealed; export ${line}`]),
  );
  const options = { strict: true, noEmit: true, lib: ['lib.es5.d.ts'], types: [] };
  const host = ts.createCompilerHost(options);
  const onDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version) => {
    const source = sources.get(basename(file));
    return source === undefined ? onDisk(file, version) : ts.createSourceFile(file, source, version);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].map((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).length);
}

const FAULTS = faultsIn([...MAY, ...MAY_NOT]);

describe('a sealed text', () => {
  it.each(MAY.map((line, at) => [line, FAULTS[at]]))(
    'may be passed on, and asked whether it is given: %s',
    (_, faults) => {
      expect(faults).toBe(0);
    },
  );

  it.each(MAY_NOT.map((line, at) => [line, FAULTS[MAY.length + at]]))('is no text: %s', (_, faults) => {
    expect(faults).toBe(1);
  });
});
