/** Which leaf an event is, and which event a leaf: counted from the first event of its tile, so that no index of events is kept. */
import { type EventLog, type Position, type RecordedEvent } from '#event-log';
import { TILE_WIDTH } from './tiles.js';
import { type TreeStore } from './tree-store.port.js';

export type LogRead = Pick<EventLog, 'readAll' | 'eventAt' | 'compare'>;

/** The event that is the leaf at `index`; undefined where the log has none there. */
export async function eventOfLeaf(index: number, log: LogRead, store: TreeStore): Promise<RecordedEvent | undefined> {
  const at = index % TILE_WIDTH;
  for await (const event of ofTile((index - at) / TILE_WIDTH, log, store)) if (event.at === at) return event.event;
  return undefined;
}

/** The index of the event at `position`; undefined where there is none, or the tree of `size` does not hold it yet. */
export async function leafOfEvent(
  position: Position,
  { log, store, size }: { readonly log: LogRead; readonly store: TreeStore; readonly size: number },
): Promise<{ readonly index: number; readonly event: RecordedEvent } | undefined> {
  const tile = await tileOf(position, { log, store, tiles: Math.ceil(size / TILE_WIDTH) });
  if (tile === undefined) return undefined;
  for await (const { event, at } of ofTile(tile, log, store)) {
    const index = tile * TILE_WIDTH + at;
    if (event.position === position) return index < size ? { index, event } : undefined;
  }
  return undefined;
}

/** The last tile of leaves that begins no later than `position`. */
async function tileOf(
  position: Position,
  { log, store, tiles }: { readonly log: LogRead; readonly store: TreeStore; readonly tiles: number },
): Promise<number | undefined> {
  let [none, some] = [-1, tiles];
  while (some - none > 1) {
    const middle = Math.floor((none + some) / 2);
    const start = await store.startOf(middle);
    if (start !== undefined && log.compare(start, position) <= 0) none = middle;
    else some = middle;
  }
  return none < 0 ? undefined : none;
}

/** The events of a tile of leaves, in order. */
async function* ofTile(
  tile: number,
  log: LogRead,
  store: TreeStore,
): AsyncGenerator<{ readonly event: RecordedEvent; readonly at: number }> {
  const start = await store.startOf(tile);
  const first = start === undefined ? undefined : await log.eventAt(start);
  if (start === undefined || first === undefined) return;
  yield { event: first, at: 0 };
  let [at, after, isAtEnd] = [1, start, false];
  while (at < TILE_WIDTH && !isAtEnd) {
    const page = await log.readAll(after, { limit: TILE_WIDTH - at });
    for (const event of page.events) yield { event, at: at++ };
    [after, isAtEnd] = [page.next, page.atEnd];
  }
}
