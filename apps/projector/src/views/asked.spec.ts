import { refusedWith } from '../../../../test/support/open-views.js';
import { LIST_NAMES } from '../lists/lists.js';
import { asked, OF_ONE, wordsOf, type Word } from './asked.js';

const refusal = (query: unknown, taken: readonly Word[]) =>
  refusedWith(
    new Promise((resolve) => {
      resolve(asked(query, taken));
    }),
  );

describe('the query of a question', () => {
  it('is taken where every word is one that the view takes', () => {
    expect(asked({ asOf: '2026-01-01', knownAt: '7' }, OF_ONE)).toEqual({ asOf: '2026-01-01', knownAt: '7' });
    expect(asked(undefined, OF_ONE)).toEqual({});
  });

  it('is refused for an unknown word, or one given twice, and says which', async () => {
    expect(await refusal({ colour: 'red' }, OF_ONE)).toEqual({ code: 'BadRequest', pointer: '/colour' });
    expect(await refusal({ asOf: ['2026-01-01', '2026-01-02'] }, OF_ONE)).toEqual({
      code: 'BadRequest',
      pointer: '/asOf',
    });
    expect(await refusal({ 'a/b~c': '1' }, OF_ONE)).toEqual({ code: 'BadRequest', pointer: '/a~1b~0c' });
    expect(await refusal({ ['x'.repeat(1_000)]: '1' }, OF_ONE)).toEqual({
      code: 'BadRequest',
      pointer: `/${'x'.repeat(64)}`,
    });
    expect(await refusal(JSON.parse('{"__proto__": "1"}'), OF_ONE)).toMatchObject({ code: 'BadRequest' });
  });

  it('of a list takes no moment of knowledge: what a list knew earlier its rows cannot tell', async () => {
    for (const list of LIST_NAMES) {
      for (const word of ['knownAt', 'asOfPosition', 'of'])
        expect(await refusal({ [word]: '1' }, wordsOf(list))).toEqual({ code: 'BadRequest', pointer: `/${word}` });
    }
    expect(await refusal({ kind: 'reviewSoL' }, wordsOf('findings'))).toMatchObject({ pointer: '/kind' });
    expect(await refusal({ rule: 'A-099' }, wordsOf('deadlines'))).toMatchObject({ pointer: '/rule' });
  });
});
