import { MEDIA_TYPES } from '#contracts';
import { startApp, type AppProcess } from '../support/app-process.js';
import { aCase, PLACING_PARTY } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { filesIn } from '../support/found-in-plain.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf } from '../support/wire-events.js';
import { readFileSync } from 'node:fs';

/** Nothing listens there. */
const NOWHERE = '127.0.0.1:1';

describe('a hub that is started while its brokers are away', () => {
  let hub: AppProcess;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = temporaryFolder();
    const env = { HVB_DATA_DIR: dataDir, HVB_KAFKA_BROKERS: NOWHERE };
    hub = await startApp({ main: 'dist/apps/standalone/src/main.js', env });
  });
  afterAll(() => hub.end('SIGTERM'));

  it('starts, is not ready and says by which code, and takes what comes by HTTP meanwhile', async () => {
    await eventually(async () => {
      const ready = await fetch(`${hub.url}/health/ready`);
      expect(ready.status).toBe(503);
      expect(hub.output()).toContain('"code":"BrokerAway"');
    });
    const [registered] = eventsOf(aCase('no broker').registered());
    const token = filesIn(dataDir).find((path) => path.endsWith(`${PLACING_PARTY}.token`));
    const answer = await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${readFileSync(token!, 'utf8').trim()}`,
        'content-type': MEDIA_TYPES.structured,
      },
      body: JSON.stringify(registered),
    });
    expect(answer.status).toBe(202);
  });

  it('ends at once and in order when it is told to', async () => {
    expect(await hub.end('SIGTERM')).toBe(0);
  });
});
