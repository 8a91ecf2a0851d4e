import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MESSAGE_TYPES } from '#contracts';
import { dataProtection } from './data-protection.js';

describe('the page on data protection', () => {
  const run = (root: string, ...args: string[]) => {
    const lines: string[] = [];
    return { code: dataProtection(args, root, (line) => lines.push(line)), said: lines.join('\n') };
  };

  it('is up to date', () => {
    expect(run(process.cwd(), '--check')).toEqual({ code: 0, said: '' });
  });

  it('is woven of every message type, of what is computed and of what reads stricter, and a change is seen', () => {
    const root = mkdtempSync(join(tmpdir(), 'dataskydd-'));
    const page = join(root, 'docs/dataskydd.md');
    mkdirSync(join(root, 'docs'));
    expect(run(root, '--check').code).toBe(1);
    expect(run(root)).toEqual({ code: 0, said: 'docs/dataskydd.md woven' });
    const text = readFileSync(page, 'utf8');
    for (const { factType } of MESSAGE_TYPES) expect(text).toContain(`\n### ${factType}\n`);
    expect(text).toContain('| `/person/birthDate` | identitet | identity |');
    expect(text).toContain('| `/measures/*/title` | känsligt | sensitive |');
    expect(text).toContain('| rättslig grund: `holds` | case | identity | ');
    expect(text).toContain('| frist `emergencyRegistration` | case | place | ');
    writeFileSync(page, text.replace('| identitet | identity |', '| identitet | case |'));
    expect(run(root, '--check')).toEqual({
      code: 1,
      said: 'docs/dataskydd.md is not up to date: run npm run dataskydd',
    });
    expect(run(root, '--force').code).toBe(2);
    rmSync(root, { recursive: true });
  });
});
