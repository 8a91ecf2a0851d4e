/** How a process ends that cannot go on by itself and may after a new start. */
import { type Logger } from 'pino';

/** As `hvb-hub` documents it: something that the process needs is not there. */
const EXIT_UNAVAILABLE = 3;
/** What is under way has so long to end. */
const STOP_MS_MAX = 20_000;

/** The app, once there is one to stop. */
export interface Running {
  app?: { close(): Promise<void> };
}

/** Stops the app in order, and the process with a failure, so that whoever watches it starts it again. */
export function giveUpOn(running: Running, logger: Logger): (error: Error) => void {
  return (error) => {
    logger.fatal({ err: error }, 'gives up');
    const exit = (): never => process.exit(EXIT_UNAVAILABLE);
    setTimeout(exit, STOP_MS_MAX).unref();
    void (running.app?.close() ?? Promise.resolve()).then(exit, exit);
  };
}
