import { failedIn, withFailures } from './failures.js';

const report = {
  testResults: [
    {
      assertionResults: [
        { fullName: 'money sums', status: 'passed', failureMessages: [] },
        {
          fullName: "a judge's word holds",
          status: 'failed',
          failureMessages: ['Error: Property failed after 3 tests\nCounterexample: [{"":0}]\nShrunk 2 time(s)'],
        },
      ],
    },
  ],
};

describe('a property that fails from a fresh seed', () => {
  it('is told by its name, the seed and what was found', () => {
    expect(failedIn(report, 7)).toEqual({
      tried: 2,
      failed: [{ property: "a judge's word holds", seed: 7, found: '[{"":0}]' }],
    });
  });

  it('is added to the committed ones, once', () => {
    const { failed } = failedIn(report, 7);
    const file = 'export const COUNTEREXAMPLES = [\n];\n';
    const written = withFailures(file, failed, []);
    expect(written).toBe(
      `export const COUNTEREXAMPLES = [\n  {\n    property: 'a judge\\'s word holds',\n    seed: 7,\n    found: '[{"":0}]',\n  },\n];\n`,
    );
    expect(withFailures(written, failed, failed)).toBe(written);
  });
});
