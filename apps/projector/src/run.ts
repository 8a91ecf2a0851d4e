/** The projector of an installation over the engines: follows the log, keeps the list rows, and answers. */
import 'reflect-metadata';
import { brokerSettings, given } from '#engines';
import { processSettings, startOrExplain } from '#http';
import { checkpointEveryMs, witnessesIn } from '#proof';
import { startProjector } from './process.js';
import { alertSettings } from './alerts/mail-settings.js';
import { webhookSettings } from './webhooks/webhook-settings.js';

const PORT_DEFAULT = '3001';

const { url } = await startOrExplain(() =>
  startProjector(
    processSettings(process.env, PORT_DEFAULT),
    brokerSettings(process.env),
    {
      witnesses: witnessesIn(given(process.env, 'HVB_WITNESSES')),
      checkpointEveryMs: checkpointEveryMs(process.env),
    },
    { webhooks: webhookSettings(process.env), alerts: alertSettings(process.env) },
  ),
);
process.stdout.write(`HVB Hub, visar (answers): ${url}\n`);
