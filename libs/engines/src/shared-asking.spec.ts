import { sharedAsking } from './shared-asking.js';

describe('questions that share a round trip', () => {
  it('go together where they are asked in the same turn, and each gets its own answer', async () => {
    const trips: (readonly number[])[] = [];
    const double = sharedAsking<number, number>((numbers) => {
      trips.push(numbers);
      return Promise.resolve(numbers.map((number) => number * 2));
    });
    expect(await Promise.all([double(1), double(2)])).toEqual([2, 4]);
    expect(await double(3)).toBe(6);
    expect(trips).toEqual([[1, 2], [3]]);
  });

  it('take as many trips as there are too many of them', async () => {
    const sizes: number[] = [];
    const same = sharedAsking<number, number>((numbers) => {
      sizes.push(numbers.length);
      return Promise.resolve(numbers);
    });
    const numbers = Array.from({ length: 2_500 }, (_, index) => index);
    expect(await Promise.all(numbers.map(same))).toEqual(numbers);
    expect(sizes).toEqual([1_000, 1_000, 500]);
  });

  it('wait for each other where many trips are under way, and go together then', async () => {
    const trips: number[] = [];
    const arrive: (() => void)[] = [];
    const slow = sharedAsking<number, number>(async (numbers) => {
      trips.push(numbers.length);
      await new Promise<void>((resolve) => arrive.push(resolve));
      return numbers;
    });
    const answers: Promise<number>[] = [];
    for (let number = 0; number < 10; number += 1) {
      answers.push(slow(number));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(trips).toEqual([1, 1, 1, 1]);
    while (arrive.length > 0) {
      arrive.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(trips).toEqual([1, 1, 1, 1, 6]);
  });

  it('all meet the fault, and the next ask anew', async () => {
    let fails = true;
    const asking = sharedAsking<number, number>((numbers) =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve(numbers),
    );
    const met = await Promise.allSettled([asking(1), asking(2)]);
    expect(met.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await asking(3)).toBe(3);
  });
});
