import { getEventListeners, once } from 'node:events';
import { hear, stretchOf } from './hear.js';

const FOR_EVER_MS = 2_000_000;

describe('who listens to a signal that lives longer', () => {
  it('is called once when it aborts, at once where it has, and never after it has left', () => {
    const longer = new AbortController();
    const called: string[] = [];
    const hearAs = (who: string): (() => void) => hear(longer.signal, () => void called.push(who));
    hearAs('who stays');
    hearAs('who leaves')();
    expect(called).toEqual([]);
    longer.abort();
    expect(called).toEqual(['who stays']);
    hearAs('who comes late')();
    expect(called).toEqual(['who stays', 'who comes late']);
    expect(getEventListeners(longer.signal, 'abort')).toEqual([]);
  });
});

describe('a stretch of time', () => {
  it('aborts when the time is up, as AbortSignal.timeout does', async () => {
    const { signal, isTimeUp, end } = stretchOf(1);
    expect([signal.aborted, isTimeUp()]).toEqual([false, false]);
    await once(signal, 'abort');
    const known = AbortSignal.timeout(1);
    await once(known, 'abort');
    expect([isTimeUp(), String(signal.reason)]).toEqual([true, String(known.reason)]);
    end();
  });

  it.each([
    ['with the longer signal', false],
    ['at once where that has aborted', true],
  ])('aborts %s, and its time is not up', (_when, isBefore) => {
    const longer = new AbortController();
    if (isBefore) longer.abort();
    const { signal, isTimeUp, end } = stretchOf(FOR_EVER_MS, longer.signal);
    expect(signal.aborted).toBe(isBefore);
    longer.abort();
    expect([signal.aborted, isTimeUp()]).toEqual([true, false]);
    end();
  });

  it('leaves nothing with the longer signal when it has ended, which ends nothing then', () => {
    const longer = new AbortController();
    const { signal, end } = stretchOf(FOR_EVER_MS, longer.signal);
    expect(getEventListeners(longer.signal, 'abort')).toHaveLength(1);
    end();
    expect(getEventListeners(longer.signal, 'abort')).toEqual([]);
    longer.abort();
    expect(signal.aborted).toBe(false);
  });
});
