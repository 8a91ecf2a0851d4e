import fc from 'fast-check';
import { v5 } from 'uuid';
import { nameUuid, uuidOf } from '#cases';
import { always } from '../../../test/support/always.js';

describe('a name', () => {
  it('is the same for the same thing, however often it is asked for, and in every process', () => {
    const name = nameUuid(2);
    const first = name('case-1', 'deadline', 'emergencyCostAllocation');
    name('case-2', 'deadline', 'x');
    name('case-3', 'deadline', 'x');
    expect(name('case-1', 'deadline', 'emergencyCostAllocation')).toBe(first);
    expect(nameUuid()('case-1', 'deadline', 'emergencyCostAllocation')).toBe(first);
    // Written down once: a change would give every deadline of every case another id.
    expect(first).toBe('9a23bcab-933b-5b61-8cd6-56a438e6c22d');
  });

  it('is another for another thing, also where the words run into each other', () => {
    const word = fc.stringMatching(/^[a-z0-9|./ -]{0,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 4 });
    always(
      fc.property(words, words, (a, b) => {
        expect(uuidOf(...a) === uuidOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('is a uuid of version 5 as everybody makes them', () => {
    always(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(uuidOf(name)).toBe(v5(name, '8d3b1f52-6c0a-5b7e-9a41-3f0c2d7e5b16'));
      }),
    );
  });
});
