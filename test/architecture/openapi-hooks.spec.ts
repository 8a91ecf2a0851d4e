/** What asks the hub thousands of questions by its description knows every form that is the hub's own. */
import { readFileSync } from 'node:fs';
import { sourceFiles } from './source-files.js';

const NAMED = /format: '(hvb-[a-z-]+)'/g;
const KNOWN = /openapi\.format\("(hvb-[a-z-]+)"/g;
/** Their patterns say all of them. */
const BY_PATTERN = ['hvb-instant', 'hvb-subject'];

const namesIn = (text: string, form: RegExp): readonly string[] =>
  [...text.matchAll(form)].map(([, name = '']) => name);

describe('the forms of the description', () => {
  it('can each be told by the tool that asks at every door', () => {
    const ours = sourceFiles(['apps', 'libs'], ['.ts'])
      .filter(({ path }) => !path.endsWith('.spec.ts'))
      .flatMap(({ text }) => namesIn(text, NAMED));
    const known = namesIn(readFileSync('.ci/openapi/hooks.py', 'utf8'), KNOWN);
    expect([...new Set(ours)].sort()).toEqual([...known, ...BY_PATTERN].sort());
  });
});
