import { reportOf } from './report.js';
import { type StepResult } from './run-scenario.js';

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

  const problem = {
    code: 'DateInTheFuture',
    pointer: '/data/startedOn',
    expected: 'dag / day ≤ 2026-01-15',
    detail: '2026-01-16 har inte kommit; i dag är 2026-01-15.',
    detail_en: '2026-01-16 has not come; today is 2026-01-15.',
  };
  const linesOf = (actual: unknown, ok: boolean, mismatches: StepResult['mismatches'] = []): readonly string[] =>
    reportOf({ name: 'I tid', ok, steps: [{ ...step, ok, actual, mismatches }] })
      .split('\n')
      .slice(2)
      .map((line) => line.trim());

  it('says of a rejected step the code, the pointer and what was expected there', () => {
    const outcome = { pointer: '/outcome', expected: 'accepted', actual: 'rejected' };
    expect(linesOf({ outcome: 'rejected', problem }, false, [outcome])).toEqual([
      'avvisat (rejected): DateInTheFuture /data/startedOn',
      'väntat (expected): dag / day ≤ 2026-01-15',
      '2026-01-16 har inte kommit; i dag är 2026-01-15.',
      '2026-01-16 has not come; today is 2026-01-15.',
      '/outcome',
      'väntat (expected): "accepted"',
      'blev (actual):     "rejected"',
    ]);
  });

  it('says so also where nothing was expected, or the refusal itself, and of a view that is not given', () => {
    expect(linesOf({ outcome: 'rejected', problem }, true)[0]).toBe(
      'avvisat (rejected): DateInTheFuture /data/startedOn',
    );
    expect(linesOf({ status: 404, code: 'NotFound', detail: 'Finns inte.' }, true)).toEqual([
      'avvisat (rejected): NotFound',
      'Finns inte.',
    ]);
    expect(linesOf({ outcome: 'rejected', problem: { code: 'MalformedJson', pointer: '' } }, true)).toEqual([
      'avvisat (rejected): MalformedJson /',
    ]);
  });

  it('says nothing of a refusal where there is none', () => {
    for (const actual of [undefined, null, [], 'rejected', { outcome: 'accepted' }, { code: 'x' }]) {
      expect(linesOf(actual, true)).toEqual([]);
    }
  });

  it('says where it cuts a long answer, and how much is left', () => {
    const long = (characters: number) => [{ pointer: '/a', expected: 'b', actual: 'x'.repeat(characters) }];
    const blev = (characters: number) => linesOf(null, false, long(characters)).at(-1) ?? '';
    // Two characters more than the text: its quotation marks.
    expect(blev(1_997)).toMatch(/x"$/);
    expect(blev(1_998)).toMatch(/x"$/);
    expect(blev(1_999)).toMatch(/x … \(1 tecken till: --json visar allt, 1 more characters: --json shows all\)$/);
  });
});
