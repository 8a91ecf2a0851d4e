/** What both apps have at the edge, mounted once in a process: health, metrics, schemas, and in simulation mode the clock. */
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { type Logger } from 'pino';
import { type Clock } from '#contracts';
import { DocsController } from './docs.controller.js';
import { CLOCK, LOGGER, SIMULATION_CLOCK, SLICES } from './door.tokens.js';
import { HealthController } from './health.controller.js';
import { Integrity } from './integrity.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { Readiness } from './readiness.js';
import { AsyncApiController, SchemasController } from './schemas.controller.js';
import { type SimulationClock } from './simulation-clock.js';
import { SimulationClockController } from './simulation-clock.controller.js';
import { slices } from './slices.js';
import { StopList } from './stop-list.js';

export interface DoorFrameOptions {
  readonly logger: Logger;
  /** The process's time; a `simulation` is its own clock. */
  readonly time: { readonly clock: Clock } | { readonly simulation: SimulationClock };
}

/** The time of a process, whichever it is. */
export function clockOf(time: DoorFrameOptions['time']): Clock {
  return 'clock' in time ? time.clock : time.simulation;
}

/** Global: any module may inject `CLOCK`, `LOGGER`, `SLICES`, `Readiness`, `StopList`, `Metrics`, and `SIMULATION_CLOCK` if there is one. */
@Module({})
export class DoorFrameModule {
  static with({ logger, time }: DoorFrameOptions): DynamicModule {
    const simulation = 'simulation' in time ? time.simulation : undefined;
    const providers: Provider[] = [
      { provide: LOGGER, useValue: logger },
      { provide: CLOCK, useValue: clockOf(time) },
      { provide: SIMULATION_CLOCK, useValue: simulation },
      { provide: StopList, useFactory: () => new StopList(logger) },
      { provide: Readiness, useFactory: (stopList: StopList) => new Readiness(stopList), inject: [StopList] },
      { provide: SLICES, useFactory: () => slices() },
      { provide: Metrics, useFactory: () => new Metrics() },
      {
        provide: Integrity,
        useFactory: ({ registry }: Metrics, readiness: Readiness) => watched(new Integrity(registry), readiness),
        inject: [Metrics, Readiness],
      },
    ];
    return {
      module: DoorFrameModule,
      global: true,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [
        DocsController,
        HealthController,
        MetricsController,
        SchemasController,
        AsyncApiController,
        ...(simulation === undefined ? [] : [SimulationClockController]),
      ],
      providers,
      exports: [Integrity, LOGGER, CLOCK, SIMULATION_CLOCK, SLICES, Readiness, StopList, Metrics],
    };
  }
}

function watched(integrity: Integrity, readiness: Readiness): Integrity {
  readiness.watch('integrity', () => {
    integrity.check();
  });
  return integrity;
}
