/** The projector of an installation over the engines: follows the log, keeps the list rows, and answers. */
import 'reflect-metadata';
import { brokerSettings } from '#engines';
import { processSettings, startOrExplain } from '#http';
import { startProjector } from './process.js';

const PORT_DEFAULT = '3001';

const { url } = await startOrExplain(() =>
  startProjector(processSettings(process.env, PORT_DEFAULT), brokerSettings(process.env)),
);
process.stdout.write(`HVB Hub, visar (answers): ${url}\n`);
