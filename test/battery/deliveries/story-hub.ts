/** The hub in one process with a story's clock, which `npm start` has not: it begins at `HVB_STORY_FROM`. */
import 'reflect-metadata';
import { type Instant } from '#domain';
import { optionsFrom, startStandalone } from '#standalone';

const hub = await startStandalone({
  ...optionsFrom(process.env),
  simulationFrom: (process.env['HVB_STORY_FROM'] ?? '') as Instant,
});
process.stdout.write(`HVB Hub: ${hub.url}\n`);
process.once('SIGTERM', () => {
  void hub.stop();
});
