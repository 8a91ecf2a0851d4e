/** Makes a Nest application on Fastify with everything that the edge of both apps needs. */
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type DynamicModule, type NestApplicationOptions, type Type } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { type Logger } from 'pino';
import { type TokenVerifier } from '#access';
import { describeApi } from './api-description.js';
import { refuseOtherMethods } from './allowed-methods.js';
import { authenticate } from './authentication.js';
import { FASTIFY_OPTIONS, guardTheDoor, logRequests, refuseCompressed, takeRawBodies } from './edge.js';
import { boundAnswers, boundBodies, noticeTheSmall, type BoundMet } from './bound-bodies.js';
import { SLICES } from './door.tokens.js';
import { continueWhenWanted } from './expect-continue.js';
import { hearOut } from './hear-out.js';
import { ANSWERS_UNDER_WAY, BODIES_UNDER_WAY, CONNECTIONS_MAX } from './limits.js';
import { Integrity } from './integrity.js';
import { nestLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { endSlowReaders } from './slow-readers.js';
import { underWay } from './under-way.js';
import { type Slices } from './slices.js';
import { StopList } from './stop-list.js';

export interface AppOptions {
  /** The root module; it imports `DoorFrameModule.with(…)`. */
  readonly module: Type | DynamicModule;
  readonly verifier: TokenVerifier;
  /** Addresses of proxies whose word on client certificates is taken; none where left out. */
  readonly proxies?: readonly string[];
  readonly logger: Logger;
  /** Connections held open at once; more are closed as they come. */
  readonly connectionsMax?: number | undefined;
  /** Title of the API description. */
  readonly title: string;
}

/** The application, not yet listening. `app.close()`, SIGTERM and SIGINT stop it as `StopList` says. */
export async function makeApp(options: AppOptions): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    options.module as Type,
    new FastifyAdapter(FASTIFY_OPTIONS),
    // Nest declares its options as a class but takes, and documents, a plain object.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    { bodyParser: false, logger: nestLogger(options.logger), abortOnError: false } as NestApplicationOptions,
  );
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const stopList = app.get(StopList);
  const metrics = app.get(Metrics);
  const slices = app.get<Slices>(SLICES);
  const onMet = (bound: BoundMet): void => {
    metrics.tooMuch(bound);
  };
  fastify.server.maxConnections = options.connectionsMax ?? CONNECTIONS_MAX;
  takeRawBodies(fastify);
  guardTheDoor(fastify, stopList);
  authenticate(fastify, options.verifier, options.proxies);
  refuseOtherMethods(fastify);
  refuseCompressed(fastify);
  boundBodies(fastify, { bodies: metrics.bounded('bodies', underWay(BODIES_UNDER_WAY)), slices, onMet });
  noticeTheSmall(fastify, slices);
  continueWhenWanted(fastify);
  hearOut(fastify, slices);
  metrics.observe(fastify);
  endSlowReaders(fastify, metrics);
  boundAnswers(fastify, metrics.bounded('answers', underWay(ANSWERS_UNDER_WAY)), onMet);
  logRequests(fastify, options.logger);
  app.useGlobalFilters(new ProblemFilter(options.logger, app.get(Integrity)));
  describeApi(app, options.title);
  // A stop in good order is no death by signal: whoever watches the process sees exit code 0, or 1 where a step threw.
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
