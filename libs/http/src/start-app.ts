/** Makes an app of its parts and lets it listen; what it is made of is closed when it stops, or when it does not start. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp, type AppOptions } from './app.js';
import { StopList } from './stop-list.js';

interface Closeable {
  close(): Promise<void>;
}

export interface StartOptions extends AppOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly host?: string | undefined;
  /** Closed last, in this order. */
  readonly log: Closeable;
  readonly keys: Closeable;
}

export interface StartedApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
}

const HOST_DEFAULT = '127.0.0.1';

export async function startApp(options: StartOptions): Promise<StartedApp> {
  const { log, keys, port, host = HOST_DEFAULT } = options;
  let app: NestFastifyApplication;
  try {
    app = await makeApp(options);
  } catch (error) {
    await log.close();
    await keys.close();
    throw error;
  }
  app.get(StopList).at('log', 'event log', () => log.close());
  app.get(StopList).at('keys', 'key store', () => keys.close());
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, url: (await app.getUrl()).replace('[::1]', 'localhost') };
}
