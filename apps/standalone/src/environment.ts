/** What the environment says of how the hub is to run: each variable read, checked, and given its default. */
import { brokerSettings, countIn, given, logLevelIn, portOf, type Environment } from '#engines';
import { type StandaloneOptions } from './standalone.js';

const PORT_DEFAULT = '3000';

/** Reads `HVB_DATA_DIR`, `HVB_PORT`, `HVB_HOST`, `HVB_CONNECTIONS_MAX`, `HVB_LOG_LEVEL`, `HVB_MASTER_KEY` and those of the broker. Throws `BadSetting`. */
export function optionsFrom(environment: Environment): StandaloneOptions {
  const host = given(environment, 'HVB_HOST');
  const connectionsMax = countIn(environment, 'HVB_CONNECTIONS_MAX');
  const level = logLevelIn(environment);
  const masterKey = given(environment, 'HVB_MASTER_KEY');
  const kafka = brokerSettings(environment);
  return {
    dataDir: given(environment, 'HVB_DATA_DIR') ?? 'data',
    port: portOf(given(environment, 'HVB_PORT') ?? PORT_DEFAULT, 'HVB_PORT'),
    ...(host === undefined ? {} : { host }),
    ...(connectionsMax === undefined ? {} : { connectionsMax }),
    ...(level === undefined ? {} : { logLevel: level }),
    ...(masterKey === undefined ? {} : { masterKey }),
    ...(kafka === undefined ? {} : { kafka }),
  };
}
