import { readFileSync } from 'node:fs';
import { CHILDREN_REGISTER, INDIVIDUAL_FOLLOW_UP } from '#domain';
import { wovenRegisters } from './register-table.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const fields = [...CHILDREN_REGISTER.fields, ...INDIVIDUAL_FOLLOW_UP.fields];

describe('what is reported and followed up (A-122, A-123)', () => {
  it('stands in the guide as its entries have it', () => {
    const guide = read('docs/guides/statistics.md');
    expect(wovenRegisters(guide)).toBe(guide);
    expect(wovenRegisters(guide.replace('kön (sex)', 'gender'))).toBe(guide);
    expect(() => wovenRegisters('')).toThrow('no place for register');
  });

  const page = read('docs/dataskydd.md');
  const heldBy = fields.flatMap((field) => field.heldBy);
  it.each(heldBy.map(({ type, field }) => [type, field]))('is held by a field that there is: %s %s', (type, field) => {
    const [, section = ''] = page.split(`\n### ${type}\n`);
    expect(section.split('\n### ')[0]).toContain(`| \`${field}\` |`);
  });

  it('is said to lack something where no fact holds it', () => {
    const bare = fields.filter((field) => field.heldBy.length === 0);
    expect(bare.length).toBeGreaterThan(0);
    expect(bare.filter(({ lacks }) => lacks === undefined)).toEqual([]);
  });
});
