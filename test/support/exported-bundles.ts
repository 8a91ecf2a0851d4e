/** Evidence bundles of all that a hub has, as its auditor takes them out. */
import { readTar } from '#bundle';
import { eventually } from './eventually.js';
import { type SpecHub } from './open-hub.js';
import { openSpecRows } from './open-rows.js';
import { openViewsDoor } from './open-views-door.js';
import { type Made } from './tampering.js';

interface Job {
  readonly jobId: string;
  readonly state: string;
}

/** Bundles of one hub, with and without all leaves; the key by which its checkpoints are signed. */
export async function bundlesOf(hub: SpecHub) {
  const door = await openViewsDoor(hub, await openSpecRows(hub), ['auditor']);
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${door.url}/v1/audit/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${door.tokens.get('auditor')!}`, 'content-type': 'application/json' },
    });
  const bundle = async (question: object): Promise<Made> => {
    const begun = (await (await ask('export', { method: 'POST', body: JSON.stringify(question) })).json()) as Job;
    await eventually(async () => {
      expect(((await (await ask(`jobs/${begun.jobId}`)).json()) as Job).state).toBe('done');
    });
    return new Map(readTar(new Uint8Array(await (await ask(`jobs/${begun.jobId}/result`)).arrayBuffer())));
  };
  const period = { from: '2025-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z' };
  const [partial, whole] = [await bundle(period), await bundle({ ...period, complete: true })];
  await door.app.close();
  return { partial, whole };
}
