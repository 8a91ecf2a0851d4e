/** `npm start`. */
import 'reflect-metadata';
import { startFromEnvironment } from './start.js';

await startFromEnvironment();
