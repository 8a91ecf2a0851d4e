/** The read side: views and lists over a log that something else writes. */
import { Inject, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Integrity, LOGGER, Metrics, Readiness, StopList, systemClock, type Logger } from '#http';
import { AlertsController } from './alerts/alerts.controller.js';
import { keepAlerts, type Alerts } from './alerts/keep-alerts.js';
import { type ManageAlertsDeps } from './alerts/manage-alerts.js';
import { AccessLogController } from './audit/access-log.controller.js';
import { AuditJobs } from './audit-jobs/audit-jobs.js';
import { AuditJobsController } from './audit-jobs/audit-jobs.controller.js';
import { AuditEventsController } from './audit/events.controller.js';
import { ReviewsController } from './audit/reviews.controller.js';
import { WhatIfController } from './audit/what-if.controller.js';
import { keepDenialsTold } from './denials/keep-denials-told.js';
import { type DenialTeller } from './denials/tell-denials.js';
import { ExportController } from './export/export.controller.js';
import { ExplainController } from './explain/explain.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { LiveController } from './feed/live.controller.js';
import { liveStreams } from './feed/live-streams.js';
import { type LiveDoor } from './feed/tell-live.js';
import { keepFeedIndex, type FeedKeeper } from './feed/keep-feed-index.js';
import { keepFeeds, type Feeds } from './feed/keep-feeds.js';
import { ProjectorMetrics } from './health/projector.metrics.js';
import {
  ALERT_DEPS,
  ALERTS,
  AUDIT_JOBS,
  DENIAL_TELLER,
  FEED_KEEPER,
  FEEDS,
  LIVE_DOOR,
  PROJECTOR_PARTS,
  projectorParts,
  WEBHOOK_DEPS,
  WEBHOOKS,
  type ProjectorParts,
  type ProjectorPorts,
} from './projector.options.js';
import { PastListController } from './past-lists/past-list.controller.js';
import { ProofController } from './proof/proof.controller.js';
import { TileController } from './proof/tile.controller.js';
import { ReplayController } from './replay/replay.controller.js';
import { SearchController } from './search/search.controller.js';
import { CASE_VIEW_CONTROLLERS } from './views/case-view.controller.js';
import { LIST_CONTROLLERS } from './views/list.controller.js';
import { QUERY_HANDLERS } from './views/queries.js';
import { StatisticsController } from './views/statistics.controller.js';
import { THING_VIEW_CONTROLLERS } from './views/thing-view.controller.js';
import { ViewsController } from './views/views.controller.js';
import { WorklistController } from './views/worklist.controller.js';
import { WORKLIST_HANDLERS } from './views/worklist.handlers.js';
import { keepWebhooks, type Webhooks } from './webhooks/keep-webhooks.js';
import { type ManageDeps } from './webhooks/manage-subscriptions.js';
import { SubscriptionsController } from './webhooks/subscriptions.controller.js';

const CONTROLLERS = [
  ...LIST_CONTROLLERS,
  ...CASE_VIEW_CONTROLLERS,
  ...THING_VIEW_CONTROLLERS,
  ViewsController,
  WorklistController,
  WhatIfController,
  ExportController,
  PastListController,
  AuditJobsController,
  AccessLogController,
  ReviewsController,
  ExplainController,
  ReplayController,
  AuditEventsController,
  ProofController,
  TileController,
  FeedController,
  LiveController,
  SubscriptionsController,
  AlertsController,
  SearchController,
  StatisticsController,
];

@Module({})
export class ProjectorModule {
  constructor(
    readiness: Readiness,
    stopList: StopList,
    @Inject(PROJECTOR_PARTS) { rows, bearing, proofs }: ProjectorParts,
  ) {
    readiness.watch('rows', () => {
      if (!rows.ready()) throw new Error('the rows do not follow the log');
    });
    stopList.at('followers', 'rows', () => rows.stop());
    stopList.at('followers', 'proofs', () => proofs.follower.stop());
    stopList.at('stores', 'bearing', () => bearing.close());
    stopList.at('stores', 'proofs', () => proofs.close());
  }

  static with({ feed, denials, webhooks, alerts, ...ports }: ProjectorPorts): DynamicModule {
    const parts = projectorParts(ports);
    return {
      module: ProjectorModule,
      imports: [CqrsModule.forRoot()],
      controllers: CONTROLLERS,
      providers: [
        { provide: PROJECTOR_PARTS, useValue: parts },
        {
          provide: DENIAL_TELLER,
          inject: [LOGGER, StopList, Readiness],
          useFactory: (logger: Logger, ...frame: [StopList, Readiness]): DenialTeller =>
            tellerWithFrame(keepDenialsTold({ ...parts, ...denials, logger }), ...frame),
        },
        {
          provide: FEED_KEEPER,
          inject: [LOGGER, Metrics, StopList, Readiness],
          useFactory: (logger: Logger, metrics: Metrics, ...frame: [StopList, Readiness]): FeedKeeper =>
            keeperWithFrame(keepFeedIndex({ ...parts, ...feed, logger, metrics }), ...frame),
        },
        {
          provide: FEEDS,
          inject: [FEED_KEEPER, LOGGER, Metrics, StopList, Readiness],
          useFactory: (
            keeper: FeedKeeper,
            logger: Logger,
            metrics: Metrics,
            ...frame: [StopList, Readiness]
          ): Feeds | undefined =>
            parts.kafka &&
            feedsWithFrame(keepFeeds({ ...parts, ...parts.kafka, feed: keeper, logger, metrics }), ...frame),
        },
        {
          provide: LIVE_DOOR,
          inject: [StopList, Metrics, LOGGER, Integrity],
          useFactory: ({ signal }: StopList, metrics: Metrics, logger: Logger, integrity: Integrity): LiveDoor => ({
            streams: liveStreams(signal, metrics),
            logger,
            integrity,
          }),
        },
        {
          provide: AUDIT_JOBS,
          inject: [LOGGER, StopList],
          useFactory: auditJobs,
        },
        ...webhookProviders(parts, webhooks),
        ...alertProviders(parts, webhooks, alerts),
        ProjectorMetrics,
        ...QUERY_HANDLERS,
        ...WORKLIST_HANDLERS,
      ],
    };
  }
}

function auditJobs(logger: Logger, stopList: StopList): AuditJobs {
  const jobs = new AuditJobs({
    now: Date.now,
    onDefect: (error) => {
      logger.error({ err: error }, "an auditor's job failed");
    },
  });
  stopList.at('followers', 'audit jobs', () => {
    jobs.stop();
    return Promise.resolve();
  });
  return jobs;
}

function feedsWithFrame(feeds: Feeds, stopList: StopList, readiness: Readiness): Feeds {
  readiness.watch('feeds', () => {
    if (!feeds.ready()) throw new Error('the feeds on Kafka do not follow the log');
  });
  stopList.at('followers', 'feeds', () => feeds.stop());
  return feeds;
}

function tellerWithFrame(teller: DenialTeller, stopList: StopList, readiness: Readiness): DenialTeller {
  readiness.watch('denials', () => {
    if (!teller.ready()) throw new Error('denials are not told to the other authority');
  });
  stopList.at('followers', 'denials', () => teller.stop());
  return teller;
}

function keeperWithFrame(keeper: FeedKeeper, stopList: StopList, readiness: Readiness): FeedKeeper {
  readiness.watch('feed index', () => {
    if (!keeper.ready()) throw new Error('the index of the feeds does not follow the log');
  });
  stopList.at('followers', 'feed index', () => keeper.stop());
  return keeper;
}

/** Who pushes, and what the doors to subscriptions stand on. */
const webhookProviders = (parts: ProjectorParts, webhooks: ProjectorPorts['webhooks']): readonly Provider[] => [
  {
    provide: WEBHOOK_DEPS,
    inject: [FEED_KEEPER],
    useFactory: ({ index }: FeedKeeper): ManageDeps => ({
      ...{ ...parts, ...webhooks, index },
      nowMs: () => Date.parse(systemClock.now()),
    }),
  },
  {
    provide: WEBHOOKS,
    inject: [FEED_KEEPER, LOGGER, Metrics, StopList, Readiness],
    useFactory: ({ index }: FeedKeeper, logger: Logger, metrics: Metrics, ...frame: [StopList, Readiness]): Webhooks =>
      webhooksWithFrame(keepWebhooks({ ...parts, ...webhooks, index, logger, metrics }), ...frame),
  },
];

function webhooksWithFrame(webhooks: Webhooks, stopList: StopList, readiness: Readiness): Webhooks {
  readiness.watch('webhooks', () => {
    if (!webhooks.ready()) throw new Error('the webhooks are not pushed');
  });
  // Before the index that they look into is closed: of one stage the last registered ends first.
  stopList.at('followers', 'webhooks', () => webhooks.stop());
  return webhooks;
}

const NO_ALERTS: NonNullable<ProjectorPorts['alerts']> = { registered: () => new Map() };

/** Who alerts people, and what the doors to where they are alerted stand on. */
const alertProviders = (
  parts: ProjectorParts,
  { store, post, isClosed }: ProjectorPorts['webhooks'],
  alerts: ProjectorPorts['alerts'] = NO_ALERTS,
): readonly Provider[] => [
  {
    provide: ALERT_DEPS,
    useValue: {
      ...{ store, registered: alerts.registered, isMailSent: alerts.mailer !== undefined },
    } satisfies ManageAlertsDeps,
  },
  {
    provide: ALERTS,
    inject: [FEED_KEEPER, WEBHOOKS, LOGGER, Metrics, StopList, Readiness],
    useFactory: (
      { index }: FeedKeeper,
      _closesTheStore: Webhooks,
      logger: Logger,
      ...[metrics, ...frame]: [Metrics, StopList, Readiness]
    ): Alerts =>
      alertsWithFrame(keepAlerts({ ...parts, ...alerts, store, post, isClosed, index, logger, metrics }), ...frame),
  },
];

function alertsWithFrame(alerts: Alerts, stopList: StopList, readiness: Readiness): Alerts {
  readiness.watch('alerts', () => {
    if (!alerts.ready()) throw new Error('nobody is alerted');
  });
  // Before the webhooks, which close the store: of one stage the last registered ends first.
  stopList.at('followers', 'alerts', () => alerts.stop());
  return alerts;
}
