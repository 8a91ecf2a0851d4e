/** That nothing can be had of one whose keys are destroyed, from the embedded default: one process over a folder. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_TYPES } from '#contracts';
import { filesUnder, startStandalone } from '#standalone';
import { filesAtRest } from '../support/deployments.js';
import { openedAtRest } from '../support/opened-at-rest.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { asOf, toldOverHttp } from './who-asks.contract.js';
import { erasureContract, type ErasingWorld } from './erasure.contract.js';

/** `erasuresFile`: else the folder's own. */
function worldOver(dataDir: string, erasuresFile?: string): ErasingWorld {
  return {
    start: async (simulationFrom) => {
      const erasures = erasuresFile === undefined ? {} : { erasuresFile };
      const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom, ...erasures });
      const { url, tokenOf } = hub;
      return {
        ...{ urls: [url], tokenOf },
        tell: (event) => toldOverHttp({ url, as: asOf(tokenOf) }, event),
        tellRaw: async (party, body) => {
          const headers = { authorization: `Bearer ${await tokenOf(party)}`, 'content-type': MEDIA_TYPES.structured };
          await (await fetch(`${url}/v1/events`, { method: 'POST', headers, body })).text();
        },
        stop: () => hub.stop(),
      };
    },
    lying: () => Promise.resolve(filesAtRest(dataDir)),
    opened: () => Promise.resolve(openedAtRest(dataDir)),
    backup: () => {
      const copy = join(temporaryFolder(), 'data');
      cpSync(dataDir, copy, { recursive: true });
      return Promise.resolve({
        restored: () => {
          rmSync(filesUnder(copy).seen, { force: true });
          return Promise.resolve(worldOver(copy, filesUnder(dataDir).erasures));
        },
      });
    },
  };
}

describe('a file that is weeded', () => {
  erasureContract(() => Promise.resolve(worldOver(join(temporaryFolder(), 'data'))), {
    ...{ log: 'log.db event', waiting: 'hub.db waiting', quarantine: 'hub.db quarantine' },
  });
});
