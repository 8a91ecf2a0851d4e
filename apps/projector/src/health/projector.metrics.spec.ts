import { Metrics } from '#http';
import { type ProjectorParts } from '../projector.options.js';
import { ProjectorMetrics } from './projector.metrics.js';

describe('the numbers of the read side', () => {
  const metrics = new Metrics();
  let behindMs = 0;
  let ready = true;
  const rows = { lag: () => Promise.resolve({ behindMs }), ready: () => ready } as unknown as ProjectorParts['rows'];
  new ProjectorMetrics(metrics, { rows });
  const valueOf = async (name: string) => {
    const found = await metrics.registry.getSingleMetric(name)?.get();
    return found?.values[0]?.value;
  };

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
});
