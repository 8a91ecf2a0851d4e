/** Makes an app of its modules and lets it listen; what it is made of is closed when it stops, or when it does not start. */
import { Module, type DynamicModule } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp, type AppOptions } from './app.js';
import { TooFewDescriptors, tooFewDescriptors } from './descriptors.js';
import { DoorFrameModule, type DoorFrameOptions } from './door-frame.module.js';
import { CONNECTIONS_MAX } from './limits.js';
import { StopList } from './stop-list.js';

interface Closeable {
  close(): Promise<void>;
}

export interface StartOptions extends Omit<AppOptions, 'module'>, Pick<DoorFrameOptions, 'time'> {
  /** What the process is made of, beside the door frame. */
  readonly modules: readonly DynamicModule[];
  /** 0 for any free port. */
  readonly port: number;
  readonly host?: string | undefined;
  /** Closed when nobody uses them any more, by name: a database, a broker. */
  readonly beside?: Readonly<Record<string, Closeable | undefined>>;
  /** Closed last, in this order. */
  readonly log: Closeable;
  readonly keys: Closeable;
}

export interface StartedApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
}

const HOST_DEFAULT = '127.0.0.1';

/** `localhost` would be two servers, of which one knows no bound on its connections. */
const addressOf = (host = HOST_DEFAULT): string => (host === 'localhost' ? HOST_DEFAULT : host);

@Module({})
class ProcessModule {
  static of(imports: DynamicModule[]): DynamicModule {
    return { module: ProcessModule, imports };
  }
}

export async function startApp(options: StartOptions): Promise<StartedApp> {
  const { logger, time, modules, log, keys, beside = {}, port } = options;
  const others = Object.entries(beside).filter((one): one is [string, Closeable] => one[1] !== undefined);
  let app: NestFastifyApplication;
  try {
    const tooFew = tooFewDescriptors(options.connectionsMax ?? CONNECTIONS_MAX);
    if (tooFew !== undefined) throw new TooFewDescriptors(tooFew);
    app = await makeApp({ ...options, module: ProcessModule.of([DoorFrameModule.with({ logger, time }), ...modules]) });
  } catch (error) {
    for (const [, one] of others) await one.close();
    await log.close();
    await keys.close();
    throw error;
  }
  const stopList = app.get(StopList);
  stopList.at('log', 'event log', () => log.close());
  stopList.at('keys', 'key store', () => keys.close());
  // Within a stage the last registered ends first: these before the log.
  for (const [name, one] of others) stopList.at('log', name, () => one.close());
  try {
    await app.listen(port, addressOf(options.host));
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, url: (await app.getUrl()).replace('[::1]', 'localhost') };
}
