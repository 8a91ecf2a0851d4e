/** The read side in numbers: how far the list rows are behind the log, whether this process keeps them, and what stands in them. */
import { Inject, Injectable } from '@nestjs/common';
import { Metrics, readGauge, readSeldom } from '#http';
import { type ListName } from '../lists/lists.js';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';

const MS_PER_S = 1000;
/** How often the rows are counted, however often it is scraped: what they say changes by days. */
const COUNT_EVERY_MS = 30_000;

const NOT_SEALED = 'but those whose dates are sealed; as GET';

@Injectable()
export class ProjectorMetrics {
  constructor(metrics: Metrics, @Inject(PROJECTOR_PARTS) { rows, clock }: Pick<ProjectorParts, 'rows' | 'clock'>) {
    readGauge(metrics, {
      name: 'hvb_projector_rows_lag_seconds',
      help: 'How long the list rows have been behind the log, as this process sees it',
      read: async () => (await rows.lag()).behindMs / MS_PER_S,
    });
    readGauge(metrics, {
      name: 'hvb_projector_rows_ready',
      help: '1 where the list rows follow the log, here or in the process whose turn it is; 0 where they do not',
      read: () => (rows.ready() ? 1 : 0),
    });
    const counts = readSeldom(COUNT_EVERY_MS, () => rows.count(clock.today()));
    const countOf = (list: ListName) => async () => (await counts())[list] ?? [];
    readGauge(metrics, {
      name: 'hvb_projector_overdue_deadlines',
      help: `Deadlines that are overdue today, by kind, ${NOT_SEALED} /v1/deadlines?status=overdue gives them`,
      ...{ label: 'kind', read: countOf('deadlines') },
    });
    readGauge(metrics, {
      name: 'hvb_projector_open_findings',
      help: `Findings that are open today, by severity, ${NOT_SEALED} /v1/findings?status=open gives them`,
      ...{ label: 'severity', read: countOf('findings') },
    });
  }
}
