/** The read side in numbers: how far the list rows are behind the log, and whether this process keeps them. */
import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';

const MS_PER_S = 1000;

@Injectable()
export class ProjectorMetrics {
  constructor({ registry }: Metrics, @Inject(PROJECTOR_PARTS) { rows }: Pick<ProjectorParts, 'rows'>) {
    const registers = [registry];
    new Gauge({
      name: 'hvb_projector_rows_lag_seconds',
      help: 'How long the list rows have been behind the log, as this process sees it',
      registers,
      async collect() {
        this.set((await rows.lag()).behindMs / MS_PER_S);
      },
    });
    new Gauge({
      name: 'hvb_projector_rows_ready',
      help: '1 where the list rows follow the log, here or in the process whose turn it is; 0 where they do not',
      registers,
      collect() {
        this.set(rows.ready() ? 1 : 0);
      },
    });
  }
}
