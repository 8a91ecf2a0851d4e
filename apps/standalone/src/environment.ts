/** What the environment says of how the hub is to run: each variable read, checked, and given its default. */
import { tokenIn } from '#access';
import { BadSetting, brokerSettings, countIn, given, logLevelIn, portOf, type Environment } from '#engines';
import { entranceSettings } from '#http';
import { alertSettings, webhookSettings, type AlertSettings, type WebhookSettings } from '#projector';
import { checkpointEveryMs, witnessesIn } from '#proof';
import { MAY_BE_LOST, type Lost } from './folder/survey.js';
import { type StandaloneOptions } from './standalone.js';

const PORT_DEFAULT = '3000';

/** Reads `HVB_DATA_DIR`, `HVB_PORT`, `HVB_HOST`, `HVB_CONNECTIONS_MAX`, `HVB_LOG_LEVEL`, `HVB_MASTER_KEY`, `HVB_SECOND_MASTER_KEY`, `HVB_ERASURES_FILE`, `HVB_BACKUP_DAYS`, `HVB_WITNESSES`, `HVB_CHECKPOINT_MINUTES`, `HVB_LOST`, `HVB_WEBHOOK_PORTS`, `HVB_WEBHOOK_ALLOW`, `HVB_SMTP_URL`, `HVB_MAIL_FROM`, `HVB_PUBLIC_URL`, those of a token, of who is let in, and those of the broker. Throws `BadSetting`. */
export function optionsFrom(environment: Environment): StandaloneOptions {
  const said = {
    host: given(environment, 'HVB_HOST'),
    connectionsMax: countIn(environment, 'HVB_CONNECTIONS_MAX'),
    logLevel: logLevelIn(environment),
    masterKey: given(environment, 'HVB_MASTER_KEY'),
    secondMasterKey: given(environment, 'HVB_SECOND_MASTER_KEY'),
    token: tokenIn(environment),
    kafka: brokerSettings(environment),
    erasuresFile: given(environment, 'HVB_ERASURES_FILE'),
    backupDays: countIn(environment, 'HVB_BACKUP_DAYS'),
    witnesses: someOf(witnessesIn(given(environment, 'HVB_WITNESSES'))),
    checkpointEveryMs: checkpointEveryMs(environment),
    lost: lostIn(environment),
    webhooks: webhooksIn(environment),
    alerts: alertsIn(environment),
  };
  return {
    ...entranceSettings(environment),
    dataDir: given(environment, 'HVB_DATA_DIR') ?? 'data',
    port: portOf(given(environment, 'HVB_PORT') ?? PORT_DEFAULT, 'HVB_PORT'),
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said<typeof said>),
  };
}

/** What was said of it; nothing of what was not. */
type Said<All> = { readonly [Name in keyof All]?: NonNullable<All[Name]> };

const someOf = <One>(all: readonly One[]): readonly One[] | undefined => (all.length === 0 ? undefined : all);

/** Undefined where nothing is said of it. */
function webhooksIn(environment: Environment): WebhookSettings | undefined {
  const settings = webhookSettings(environment);
  return settings.ports.length + settings.places.length > 0 ? settings : undefined;
}

/** Undefined where nothing is said of it. */
function alertsIn(environment: Environment): AlertSettings | undefined {
  const settings = alertSettings(environment);
  return settings.publicUrl === undefined ? undefined : settings;
}

function lostIn(environment: Environment): readonly Lost[] | undefined {
  const names = given(environment, 'HVB_LOST')?.split(',');
  return names?.map((name) => {
    const lost = MAY_BE_LOST.find((one) => one === name);
    if (lost === undefined) throw new BadSetting(`HVB_LOST: ${MAY_BE_LOST.join(', ')}`);
    return lost;
  });
}
