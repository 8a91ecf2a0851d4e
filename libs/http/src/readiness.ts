/** What must hold before requests should be sent here: each part of the hub names its own check. */

import { type StopList } from './stop-list.js';

/** Throws, or rejects, where the part is not ready; its reason stays in the log. */
export type ReadinessCheck = () => Promise<void> | void;

/** The checks behind `/health/ready`. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  constructor(stopList: StopList) {
    this.watch('running', () => {
      if (stopList.stopping) throw new Error('the process is stopping');
    });
  }

  /** Watches a part of the hub, by a name that may be shown to anybody (`eventLog`, `rows`). */
  watch(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  all(): readonly (readonly [string, ReadinessCheck])[] {
    return [...this.checks];
  }
}
