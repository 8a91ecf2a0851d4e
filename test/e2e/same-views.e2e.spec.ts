import { memoryKeys } from '#access';
import { openSpecHub } from '../support/open-hub.js';
import { openSpecViews } from '../support/open-views.js';
import { NOW, sameViewsContract, type Worlds } from './same-views.contract.js';

const inMemory: Worlds = {
  newKeys: () => Promise.resolve(memoryKeys()),
  open: async (keys) => {
    const hub = await openSpecHub({ keys, startAt: NOW });
    const views = await openSpecViews(hub);
    return {
      ...{ log: hub.log, keys, views },
      post: async (event) => (await hub.post([event]))[0]!,
      close: async () => {
        await views.rows.stop();
        await hub.close();
      },
    };
  },
};

describe('the views of a case', () => {
  sameViewsContract(() => inMemory, 12);
});
