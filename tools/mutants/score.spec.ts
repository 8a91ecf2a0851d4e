import { toldByTheCompiler } from './compiler.js';
import { type Mutant } from './mutant.js';
import { byFolder, inWords, percent, scoreOf } from './score.js';

const mutant: Mutant = {
  ...{ file: 'libs/domain/src/costs/lines.ts', start: 0, end: 1, by: '', line: 7, kind: 'boundary' },
  ...{ was: 'a < b', is: 'a <= b', within: null },
};
const killed = { mutant, verdict: { killed: true, by: 'a spec' } } as const;
const lives = {
  mutant: { ...mutant, file: 'libs/domain/src/case/say.ts' },
  verdict: { killed: false, tests: 3 },
} as const;

describe('the score', () => {
  it('is what was killed of all but the accepted', () => {
    const score = { mutants: 6, killed: 3, byCompiler: 0, accepted: 2, score: 0.75 };
    expect(scoreOf([killed, killed, killed, lives], 2)).toEqual(score);
    expect(percent(0.8537)).toBe('85.4 %');
  });

  it('counts as killed what the compiler refuses, and says how many those are; what a spec told of, it is not asked', () => {
    const refusing = (text: string | null) => toldByTheCompiler([killed, lives], () => text);
    expect(scoreOf(refusing('possibly null'), 0)).toMatchObject({ killed: 2, byCompiler: 1, score: 1 });
    expect(scoreOf(refusing(null), 0)).toMatchObject({ killed: 1, byCompiler: 0, score: 0.5 });
    expect(refusing('possibly null')[0]).toBe(killed);
  });

  it('is told by folder of the law, and each that lives in words', () => {
    expect(byFolder([killed, lives])).toEqual({ case: { killed: 0, of: 1 }, costs: { killed: 1, of: 1 } });
    expect(inWords(lives)).toBe('libs/domain/src/case/say.ts:7 boundary\n  was: a < b\n  is:  a <= b');
  });
});
