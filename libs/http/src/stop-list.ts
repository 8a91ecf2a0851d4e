/** What is to be ended when the process stops, in an order that loses nothing. */
import { type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { type Logger } from 'pino';
import { heardByMany } from '#event-log';

/** First whoever appends by himself, then whoever follows, then what is stored apart, then the log, and the keys last. */
export const STOP_STAGES = ['clocks', 'followers', 'stores', 'log', 'keys'] as const;
export type StopStage = (typeof STOP_STAGES)[number];

/** A step that has not ended by then is left behind, and said so in the log. */
const STEP_MS_MAX = 10_000;

interface Step {
  readonly stage: StopStage;
  readonly name: string;
  readonly end: () => Promise<void> | void;
}

/**
 * Stopping goes: nothing new is taken (503), what is under way is answered, the server closes, and then the stages, one
 * after the other. Nest calls the two hooks before and after it closes the server.
 */
export class StopList implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly steps: Step[] = [];
  private readonly controller = heardByMany();

  constructor(private readonly logger: Logger) {}

  /** Aborts when the process begins to stop: whoever waits for something ends the wait. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get stopping(): boolean {
    return this.controller.signal.aborted;
  }

  /** Registers a step. Within a stage the last registered ends first. */
  at(stage: StopStage, name: string, end: () => Promise<void> | void): void {
    this.steps.unshift({ stage, name, end });
  }

  beforeApplicationShutdown(): void {
    this.controller.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    this.controller.abort();
    for (const stage of STOP_STAGES) {
      for (const step of this.steps.filter((one) => one.stage === stage)) await this.run(step);
    }
    this.steps.length = 0;
    this.logger.info('stopped');
    await this.written();
  }

  /** The process may be killed by the signal that stopped it, with no further turn: what is logged is written first. */
  private written(): Promise<void> {
    return new Promise((resolve) => {
      this.logger.flush(() => {
        resolve();
      });
    });
  }

  private async run(step: Step): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        resolve('late');
      }, STEP_MS_MAX);
    });
    try {
      const ended = await Promise.race([Promise.resolve(step.end()), late]);
      if (ended === 'late') this.logger.error({ step: step.name }, 'a step of stopping did not end in time');
    } catch (error) {
      this.logger.error({ step: step.name, err: error }, 'a step of stopping failed');
    } finally {
      clearTimeout(timer);
    }
  }
}
