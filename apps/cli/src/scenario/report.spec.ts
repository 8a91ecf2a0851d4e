import { reportOf } from './report.js';

const step = { step: 1, what: 'auditor views costs of placement/P1' };

describe('the report of a scenario', () => {
  it('has a line a step', () => {
    expect(reportOf({ name: 'I tid', ok: true, steps: [{ ...step, ok: true, mismatches: [] }] })).toBe(
      'OK  I tid\n  ✓ 1. auditor views costs of placement/P1',
    );
  });

  it('says where an answer is another than expected, also where there is none', () => {
    const mismatches = [
      { pointer: '/status', expected: 'fixed', actual: 'provisional' },
      { pointer: '/lines', expected: [], actual: undefined },
    ];
    const lines = reportOf({ name: 'För sent', ok: false, steps: [{ ...step, ok: false, mismatches }] }).split('\n');
    expect(lines[0]).toBe('FEL För sent');
    expect(lines.slice(2).map((line) => line.trim())).toEqual([
      '/status',
      'väntat (expected): "fixed"',
      'blev (actual):     "provisional"',
      '/lines',
      'väntat (expected): []',
      'blev (actual):     (saknas, missing)',
    ]);
  });
});
