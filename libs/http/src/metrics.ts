/** Numbers for operations, in Prometheus' form. Labels are route templates and codes, never ids. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type FastifyInstance } from 'fastify';

const HTTP_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Times every request from here on. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.httpSeconds.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000);
      done();
    });
  }
}
