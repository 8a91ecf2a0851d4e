/** Gauges whose numbers are read from elsewhere when they are scraped. */
import { Gauge } from 'prom-client';
import { type Metrics } from './metrics.js';

/** Milliseconds that a scrape waits for one number. */
const READ_MS_MAX = 2_000;

/** A number; none where there is nothing to tell; or one by each word of the gauge's label. */
export type Reading = number | null | Iterable<readonly [word: string, value: number]>;

export interface ReadGauge {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  readonly read: () => Reading | Promise<Reading>;
}

/** Adds the gauge. Where it cannot be read in time it is left out of the scrape, which counts that and tells all others. */
export function readGauge(metrics: Metrics, { name, help, label, read }: ReadGauge): void {
  new Gauge({
    ...{ name, help, registers: [metrics.registry] },
    labelNames: label === undefined ? [] : [label],
    async collect() {
      const reading = await inTime(read).catch(() => {
        metrics.unread(name);
        return null;
      });
      if (label === undefined) this.remove();
      else this.reset();
      if (reading === null) return;
      if (typeof reading === 'number') this.set(reading);
      else for (const [word, value] of reading) this.set({ [label ?? '']: word }, value);
    },
  });
}

/** What `read` gives, asked anew after so many milliseconds at the earliest, however many ask; what failed is not kept. */
export function readSeldom<T>(everyMs: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly reading: Promise<T> } | null = null;
  return () => {
    if (kept && performance.now() - kept.at < everyMs) return kept.reading;
    const reading = read();
    kept = { at: performance.now(), reading };
    reading.catch(() => {
      if (kept?.reading === reading) kept = null;
    });
    return reading;
  };
}

async function inTime(read: ReadGauge['read']): Promise<Reading> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('not read in time'));
    }, READ_MS_MAX);
  });
  try {
    return await Promise.race([read(), late]);
  } finally {
    clearTimeout(timer);
  }
}
