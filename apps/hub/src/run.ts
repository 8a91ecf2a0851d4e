/** The hub of an installation over the engines: takes what parties say, judges it, and keeps time. */
import 'reflect-metadata';
import { brokerSettings } from '#engines';
import { processSettings, startOrExplain } from '#http';
import { startHub } from './process.js';

const PORT_DEFAULT = '3000';

const { url } = await startOrExplain(() =>
  startHub(processSettings(process.env, PORT_DEFAULT), brokerSettings(process.env)),
);
process.stdout.write(`HVB Hub, tar emot (takes events): ${url}\n`);
