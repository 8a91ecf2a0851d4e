import { type Day } from '#domain';
import { Metrics } from '#http';
import { type ProjectorParts } from '../projector.options.js';
import { ProjectorMetrics } from './projector.metrics.js';

describe('the numbers of the read side', () => {
  const metrics = new Metrics();
  let behindMs = 0;
  let ready = true;
  const asked: string[] = [];
  const rows = {
    lag: () => Promise.resolve({ behindMs }),
    ready: () => ready,
    count: (day: string) => {
      asked.push(day);
      return Promise.resolve({ deadlines: new Map([['reviewSoL', 2]]), findings: new Map([['breach', 1]]) });
    },
  } as unknown as ProjectorParts['rows'];
  const clock = { today: () => '2026-03-01' as Day } as ProjectorParts['clock'];
  new ProjectorMetrics(metrics, { rows, clock });
  const readingsOf = async (name: string) => (await metrics.registry.getSingleMetric(name)?.get())?.values;
  const valueOf = async (name: string) => (await readingsOf(name))?.[0]?.value;

  it('say for how long the rows have been behind the log, in seconds', async () => {
    behindMs = 2500;
    expect(await valueOf('hvb_projector_rows_lag_seconds')).toBe(2.5);
    behindMs = 0;
    expect(await valueOf('hvb_projector_rows_lag_seconds')).toBe(0);
  });

  it('say whether the rows follow', async () => {
    expect(await valueOf('hvb_projector_rows_ready')).toBe(1);
    ready = false;
    expect(await valueOf('hvb_projector_rows_ready')).toBe(0);
  });

  it('say what is overdue today, by kind, and which findings are open, by severity, counted once for many scrapes', async () => {
    expect(await readingsOf('hvb_projector_overdue_deadlines')).toEqual([{ value: 2, labels: { kind: 'reviewSoL' } }]);
    expect(await readingsOf('hvb_projector_open_findings')).toEqual([{ value: 1, labels: { severity: 'breach' } }]);
    await metrics.registry.metrics();
    expect(asked).toEqual(['2026-03-01']);
  });
});
