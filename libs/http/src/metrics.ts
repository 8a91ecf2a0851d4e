/** Numbers for operations, in Prometheus' form. Labels are route templates and codes, never ids. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Server } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { type BoundMet } from './bound-bodies.js';
import { type UnderWay } from './under-way.js';

const HTTP_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * `brokenOff`: by the client. `malformed`: no HTTP. `late`: not whole in time. `headersTooLarge`. `tooMany`: more than are
 * held open. `notRead`: the answer was not taken in time.
 */
const CUTS = ['brokenOff', 'malformed', 'late', 'headersTooLarge', 'tooMany', 'notRead'] as const;
export type Cut = (typeof CUTS)[number];

/** By the code that Node ends a connection with. */
const CUT_BY_CODE: ReadonlyMap<string, Cut> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 'late'],
  ['HPE_HEADER_OVERFLOW', 'headersTooLarge'],
  ['ECONNRESET', 'brokenOff'],
  ['EPIPE', 'brokenOff'],
]);

/** One registry for the process. Parts of the hub register their own metrics in `registry`, named `hvb_<what>_<unit>`. */
export class Metrics {
  readonly registry = new Registry();
  private readonly httpSeconds = new Histogram({
    name: 'hvb_http_request_seconds',
    help: 'Time from request to answer, by method, route template and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: HTTP_SECONDS,
    registers: [this.registry],
  });

  private readonly cuts = new Counter({
    name: 'hvb_http_cut_connections_total',
    help: 'Connections that ended before a whole request was answered on them, by why',
    labelNames: ['why'] as const,
    registers: [this.registry],
  });

  private readonly tooMuchs = new Counter({
    name: 'hvb_http_too_much_total',
    help: 'Requests answered by 429 because too many bytes were under way, by the bound that they met',
    labelNames: ['bound'] as const,
    registers: [this.registry],
  });

  private readonly unreads = new Counter({
    name: 'hvb_metrics_unread_total',
    help: 'Numbers left out of a scrape because they could not be read in time, by name',
    labelNames: ['metric'] as const,
    registers: [this.registry],
  });
  private readonly underWay = new Map<string, UnderWay>();

  /** Servers whose open connections are told. */
  private readonly servers = new Set<Server>();

  constructor() {
    const { servers, underWay } = this;
    new Gauge({
      name: 'hvb_http_under_way_bytes',
      help: 'Bytes of bodies and of large answers that are held',
      labelNames: ['of'] as const,
      registers: [this.registry],
      collect() {
        for (const [of, { bytes }] of underWay) this.set({ of }, bytes());
      },
    });
    new Gauge({
      name: 'hvb_http_connections',
      help: 'Connections held open',
      registers: [this.registry],
      async collect() {
        const open = await Promise.all([...servers].map(connectionsOf));
        this.set(open.reduce((sum, count) => sum + count, 0));
      },
    });
    collectOfProcess(this.registry);
  }

  /** Times every request from here on, and counts the connections that come to none. */
  observe(fastify: FastifyInstance): void {
    this.servers.add(fastify.server);
    for (const why of CUTS) this.cuts.inc({ why }, 0);
    fastify.addHook('onRequestAbort', (_request, done) => {
      this.cut('brokenOff');
      done();
    });
    fastify.server.on('clientError', ({ code }: NodeJS.ErrnoException) => {
      this.cut(CUT_BY_CODE.get(code ?? '') ?? 'malformed');
    });
    fastify.server.on('drop', () => {
      this.cut('tooMany');
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.httpSeconds.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000);
      done();
    });
  }

  /** Tells how much is under way from here on. */
  bounded(of: string, counted: UnderWay): UnderWay {
    this.underWay.set(of, counted);
    return counted;
  }

  /** Counts what was refused for being too much at once. */
  tooMuch(bound: BoundMet): void {
    this.tooMuchs.inc({ bound });
  }

  /** Counts a number that was left out of a scrape. */
  unread(metric: string): void {
    this.unreads.inc({ metric });
  }

  /** Counts a connection that was ended. */
  cut(why: Cut): void {
    this.cuts.inc({ why });
  }
}

/** Gauges whose name would say that they are counters; the same is told by kind under the name without the ending. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

function collectOfProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((_error, count) => {
      resolve(count);
    });
  });
}
