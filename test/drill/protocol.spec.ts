import { isHeld, protocolOf, STEP_NAMES, type Drilled, type StepDone } from './protocol.js';

const done = (step: StepDone['step'], holds = true): StepDone => ({ step, holds, detail: 'så', seconds: 2 });
const DRILLED: Drilled = {
  ...{ at: '2026-03-02T01:00:00.000Z', program: '0.1.0', logId: 'a', events: 17, secondsToBack: 9 },
  steps: STEP_NAMES.map((name) => done(name)),
};

describe('the protocol of a restore drill', () => {
  it('says when, of which log, how many events and how long it took, and each step with its figure', () => {
    const lines = protocolOf(DRILLED).split('\n');
    expect(lines.slice(0, 7)).toEqual([
      ...[
        'PROTOKOLL: ÅTERSTÄLLNINGSÖVNING',
        '',
        'Utförd: 2026-03-02T01:00:00.000Z',
        'Program: hvb-hub 0.1.0',
        'Logg: a',
      ],
      ...['Händelser i kopian: 17', 'Tid från förlorad mapp till svarande nav: 9 s'],
    ]);
    const steps = lines.filter((line) => line.includes('godkänt'));
    expect(steps).toHaveLength(10);
    expect(steps[4]).toMatch(/^ 5\. Kopian prövas och läggs tillbaka i en tom mapp +godkänt {2}2 s {2}så$/);
    expect(isHeld(DRILLED)).toBe(true);
    expect(lines.join()).toContain('Övningen är godkänd');
    expect(lines.join()).toContain('Bevittnad av');
  });

  it('is no approval where a step does not hold, or was not done', () => {
    const failed: Drilled = { ...DRILLED, secondsToBack: null, steps: [done('load'), done('kept', false)] };
    expect(isHeld(failed)).toBe(false);
    expect(isHeld({ steps: DRILLED.steps.slice(1) })).toBe(false);
    expect(isHeld({ steps: DRILLED.steps.map((step) => ({ ...step, holds: step.step !== 'known' })) })).toBe(false);
    const text = protocolOf(failed);
    expect(text).toContain('Tid från förlorad mapp till svarande nav: –');
    expect(text.match(/inte utfört/g)).toHaveLength(8);
    expect(text.match(/ UNDERKÄNT /g)).toHaveLength(1);
    expect(text).toContain('Övningen är UNDERKÄND');
    expect(text).not.toContain('Övningen är godkänd');
  });
});
