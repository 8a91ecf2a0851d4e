import { progress, progressLine } from './progress.js';

describe('how far something has come', () => {
  it('is told in shares and in the time that the rest will take at that pace', () => {
    expect(progressLine('Läser', { done: 250, total: 1_000, ms: 1_000 })).toBe(
      'Läser: 250 av (of) 1000, 25 %, 3 s kvar (left)',
    );
    expect(progressLine('Läser', { done: 999, total: 1_000, ms: 999 })).toBe(
      'Läser: 999 av (of) 1000, 99 %, 1 s kvar (left)',
    );
  });

  it('promises no time before anything is done, and is done where there is nothing to do', () => {
    expect(progressLine('Läser', { done: 0, total: 10, ms: 5_000 })).toBe('Läser: 0 av (of) 10, 0 %');
    expect(progressLine('Läser', { done: 0, total: 0, ms: 0 })).toBe('Läser: 0 av (of) 0, 100 %');
  });

  const terminal = (isTTY: boolean) => {
    const written: string[] = [];
    return {
      written,
      out: { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream,
    };
  };

  it('is written on a terminal five times a second at most, its end always', () => {
    const { written, out } = terminal(true);
    const time = { ms: 0 };
    const line = progress('Läser', out, () => time.ms);
    for (const ms of [0, 199, 200, 399]) {
      time.ms = ms;
      line.at(1, 2);
    }
    line.at(2, 2);
    line.end();
    expect(written.map((text) => text.replace('\r\u001b[K', ''))).toEqual([
      'Läser: 1 av (of) 2, 50 %, 0 s kvar (left)',
      'Läser: 1 av (of) 2, 50 %, 1 s kvar (left)',
      'Läser: 2 av (of) 2, 100 %, 0 s kvar (left)',
      '',
    ]);
  });

  it('is not written where a program reads', () => {
    const { written, out } = terminal(false);
    const line = progress('Läser', out, () => 0);
    line.at(1, 2);
    line.end();
    expect(written).toEqual([]);
  });
});
