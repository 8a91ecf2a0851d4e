/** The write side as a Nest module: its doors, its command and queries, and what it tells of its health. */
import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Clock } from '#contracts';
import { type FollowedRegister } from '#follow';
import {
  CLOCK,
  Integrity,
  LOGGER,
  Metrics,
  Readiness,
  SIMULATION_CLOCK,
  SLICES,
  StopList,
  type Logger,
  type SimulationClock,
  type Slices,
} from '#http';
import { EmergencyAccessController } from './emergency/emergency-access.controller.js';
import { HubMetrics } from './health/hub.metrics.js';
import { openHub, type Hub, type HubPorts } from './hub.js';
import { HUB, REGISTER, SUBMISSIONS } from './hub.tokens.js';
import { AcknowledgementsController } from './opened/acknowledgements.controller.js';
import { PartiesController } from './register/parties.controller.js';
import { type RegisterDeps } from './register/say-of-party.js';
import { startSubmissions, type Submissions, type SubmissionsOptions } from './kafka/submissions.js';
import { WeedingController } from './weeding/weeding.controller.js';
import { EventsController } from './receive/events.controller.js';
import { OwnEntriesController } from './receive/own-entries.controller.js';
import { ReceiptsAfterHandler, RefusedAfterHandler, RefusedMessageHandler } from './receive/own-entries.handlers.js';
import { ReceiveEventsHandler } from './receive/receive-events.handler.js';

/** What the composition root hands in; time, log lines, health and stopping come from the door frame. */
export interface HubModuleOptions extends Pick<
  HubPorts,
  'log' | 'keys' | 'state' | 'due' | 'bearing' | 'lease' | 'erasures' | 'ledger' | 'backupDays'
> {
  /** The register of parties of the process; without it the operator's doors are not there. */
  readonly register?: FollowedRegister;
  /** Where parties may speak over Kafka, too. The broker is closed by who opened it. */
  readonly kafka?: Pick<SubmissionsOptions, 'broker' | 'group' | 'giveUp'> | undefined;
}

/** Imports beside `DoorFrameModule.with(…)`, which is global. */
@Module({})
export class HubModule {
  static with(options: HubModuleOptions): DynamicModule {
    return {
      module: HubModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        EventsController,
        AcknowledgementsController,
        ...(options.register ? [PartiesController] : []),
        ...(options.erasures ? [WeedingController] : []),
        ...(options.ledger ? [EmergencyAccessController, OwnEntriesController] : []),
      ],
      providers: [
        {
          provide: HUB,
          inject: [CLOCK, SIMULATION_CLOCK, LOGGER, SLICES, Integrity, StopList, Readiness],
          useFactory: async (
            clock: Clock,
            simulation: SimulationClock | undefined,
            logger: Logger,
            ...[slices, integrity, ...frame]: [Slices, Integrity, StopList, Readiness]
          ): Promise<Hub> =>
            withFrame(await openHub({ ...options, clock, simulation, logger, slices, integrity }), ...frame),
        },
        {
          provide: SUBMISSIONS,
          inject: [HUB, CLOCK, LOGGER, Metrics, StopList, Readiness],
          useFactory: (
            hub: Hub,
            clock: Clock,
            logger: Logger,
            ...[metrics, ...frame]: [Metrics, StopList, Readiness]
          ): Submissions | undefined =>
            options.kafka &&
            submissionsWithFrame(startSubmissions({ hub, clock, logger, metrics, ...options.kafka }), ...frame),
        },
        {
          provide: REGISTER,
          inject: [CLOCK],
          useFactory: (clock: Clock): RegisterDeps | undefined =>
            options.register && { log: options.log, register: options.register, clock },
        },
        HubMetrics,
        ReceiveEventsHandler,
        ReceiptsAfterHandler,
        RefusedAfterHandler,
        RefusedMessageHandler,
      ],
      exports: [HUB],
    };
  }
}

function withFrame(hub: Hub, stopList: StopList, readiness: Readiness): Hub {
  for (const [name, check] of Object.entries(hub.checks)) readiness.watch(name, check);
  stopList.at('clocks', 'hub clock', () => hub.stop.clocks());
  stopList.at('followers', 'due index', () => hub.stop.followers());
  stopList.at('stores', 'hub state', () => hub.stop.stores());
  return hub;
}

/** Registered after the hub, and so ended before it. */
function submissionsWithFrame(submissions: Submissions, stopList: StopList, readiness: Readiness): Submissions {
  readiness.watch('submissions', () => {
    const code = submissions.missing();
    if (!submissions.ready()) throw new Error(`submissions are not read from Kafka${code ? `: ${code}` : ''}`);
  });
  stopList.at('clocks', 'submissions', () => submissions.stop());
  return submissions;
}
