import { readFileSync } from 'node:fs';
import { followsByTheGuide } from '../contract/follow-guide.contract.js';
import { PROGRAMS, TYPESCRIPT } from '../support/guide-programs.js';
import { blocksOf } from './documents.js';

followsByTheGuide(TYPESCRIPT);

describe('the guide to a feed', () => {
  it('has the program that pulls as it lies among the examples', () => {
    const [block] = blocksOf(readFileSync('docs/guides/feed.md', 'utf8'), 'ts');
    expect(block).toBe(readFileSync(`${PROGRAMS}/pull.ts`, 'utf8'));
  });
});
