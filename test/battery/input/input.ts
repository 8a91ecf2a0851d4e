/** All doors of hostile input, one after the other; and what must be so when they have been tried. */
import { aCase, PLACING_PARTY } from '../../support/case-builder.js';
import { startHubProcess, type HubProcess } from '../../support/hub-process.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { eventsOf } from '../../support/wire-events.js';
import { seeded } from '../../bench/seeded.js';
import { MEDIA_TYPES } from '#contracts';
import { type InputDoor, type Tally } from './door.js';
import { fileDoor } from './file.door.js';
import { ask, httpDoor } from './http.door.js';
import { recordDoor } from './record.door.js';
import { storedDoor } from './stored.door.sqlite.js';
import { tokenDoor } from './token.door.js';

export interface InputOptions {
  readonly seed: number;
  /** Inputs at each door. */
  readonly times: number;
  readonly onDoor?: (tally: Tally) => void;
}

/** Tries every door. What was found wrong stands in the tallies. */
export async function playInput({ seed, times, onDoor }: InputOptions): Promise<readonly Tally[]> {
  const hub = await startHubProcess({ dataDir: temporaryFolder() });
  const doors: readonly InputDoor[] = [httpDoor(hub), tokenDoor(hub), recordDoor, fileDoor, storedDoor];
  const tallies: Tally[] = [];
  try {
    for (const [index, door] of doors.entries()) {
      const tally = await door.play(seeded(seed + index), times);
      const wrong = [...tally.wrong, ...(await wrongOf(hub, `${door.name}-${seed}`))];
      tallies.push({ ...tally, wrong });
      onDoor?.({ ...tally, wrong });
    }
  } finally {
    const code = await hub.end('SIGTERM');
    if (code !== 0)
      tallies.push({ door: 'end', tried: 1, outcomes: new Map(), wrong: [`the process ended with ${String(code)}`] });
  }
  return tallies;
}

/** The process lives, takes and shows a case of someone else's, and has logged no defect. */
async function wrongOf(hub: HubProcess, label: string): Promise<readonly string[]> {
  const [event] = eventsOf(aCase(label).emergency({}, { at: '2025-08-01' }));
  const headers = { ...(await hub.as(PLACING_PARTY)), 'content-type': MEDIA_TYPES.structured };
  try {
    const told = await ask(hub.url, {
      method: 'POST',
      path: '/v1/events',
      headers,
      body: Buffer.from(JSON.stringify(event)),
    });
    const id = event?.subject.split('/')[1] ?? '';
    const shown = await ask(hub.url, { method: 'GET', path: `/v1/placements/${id}`, headers });
    const served = told.status === 202 && shown.status === 200;
    const defects = hub
      .output()
      .split('\n')
      .filter((line) => /"level":"(?:error|fatal)"/.test(line));
    return [
      ...(served ? [] : [`a neighbour is not served: ${told.status} ${told.text} ${shown.status}`]),
      ...defects.map((line) => `logged: ${line}`),
    ];
  } catch (error) {
    return [`the hub does not answer: ${String(error)}`];
  }
}
