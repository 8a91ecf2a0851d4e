/** Reading an EventStoreDB log from a server that lags behind what was read before: it must not be believed. */
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type StreamName } from '#contracts';
import { event } from '../../../test/contract/event-log.samples.js';
import { eventMessage } from '../../../test/eventstore-protocol/read-messages.js';
import { type Connection } from './connection.esdb.js';
import { type Position } from './event-log.port.js';
import { comparePlaces, type Place } from './position.esdb.js';
import { readsOver, type Reads } from './reads.esdb.js';
import { CONTENT_TYPE, proposalOf } from './stored-event.esdb.js';

/** A node's log: one event of a case at each place, and of an agreement at those divisible by ten. */
function messageAt(place: number): ReadResp {
  const stream = `${place % 10 === 0 ? 'agreement' : 'case'}-${place}` as StreamName;
  const { wireId, ...rest } = proposalOf(event(String(place)), { stream, revision: 0 });
  const record = { ...rest, id: wireId, place, stream, revision: 0n, contentType: CONTENT_TYPE, created: 0n };
  return eventMessage(record, false);
}

/** The places that a request asks for of a node's log. */
function placesAsked(request: ReadReq, places: readonly number[]): readonly number[] {
  const options = request.getOptions()!;
  if (options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS) return places.slice(-1);
  const from = Number(options.getAll()?.getPosition()?.getCommitPosition() ?? 0);
  const ofCases = options.getFilter()!.getStreamIdentifier()!.getPrefixList().includes('case-');
  return places.filter((place) => place >= from && !(ofCases && place % 10 === 0));
}

/** Answers each call from the next of the nodes' logs, given by their places. */
function readsFrom(...nodes: readonly (readonly number[])[]): Reads {
  let calls = 0;
  const next = (): readonly number[] => nodes[Math.min(calls, nodes.length - 1)]!;
  const connection: Pick<Connection, 'read' | 'node'> = {
    node: () => Promise.resolve(next()),
    read: (request, take) => {
      const places = placesAsked(request, next());
      calls += 1;
      for (const place of places) if (take(messageAt(place)) === 'enough') break;
      return Promise.resolve();
    },
  };
  let seen: Place = { commit: 0, prepare: 0 };
  const saw = (place: Place): void => {
    if (comparePlaces(place, seen) > 0) seen = place;
  };
  const patience = { giveUpAfterMs: 50, closing: new AbortController().signal };
  return readsOver({ connection: connection as Connection, patience, seen: { place: () => seen, saw } });
}

const at = (place: number): Position => String(place) as Position;

describe('a server that lags behind what was read', () => {
  it('is not believed about the head', async () => {
    const reads = readsFrom([1, 2, 3], [1, 2]);
    expect(await reads.head()).toBe('3');
    await expect(reads.head()).rejects.toMatchObject({ name: 'LogUnavailable' });
  });

  it('is asked again: it may catch up', async () => {
    const reads = readsFrom([1, 2, 3], [1, 2], [1, 2, 3, 4]);
    expect([await reads.head(), await reads.head()]).toEqual(['3', '4']);
  });

  it('does not end a page early', async () => {
    const reads = readsFrom([1, 2, 3], [1, 2], [1, 2, 3, 4]);
    await reads.head();
    const page = await reads.page(at(1), { limit: 10 });
    expect([page.events.length, page.next, page.atEnd]).toEqual([3, '4', true]);
  });

  it('does not make a page of a prefix pass what it lacks', async () => {
    // The head was read from a node that had all, the page from one that lacked the last two.
    const reads = readsFrom([1, 2, 10, 11, 12], [1, 2, 10], [1, 2, 10, 11, 12]);
    const page = await reads.page(at(0), { limit: 10, prefix: 'case-' });
    expect(page.events.map(({ position }) => position)).toEqual(['1', '2', '11', '12']);
    expect([page.next, page.atEnd]).toEqual(['12', true]);
  });
});

describe('a page of a prefix', () => {
  it('goes to the head where it holds all there is', async () => {
    const page = await readsFrom([1, 2, 10, 20]).page(at(0), { limit: 3, prefix: 'case-' });
    expect([page.events.length, page.next, page.atEnd]).toEqual([2, '20', true]);
  });

  it('goes to its last event where it is full', async () => {
    const page = await readsFrom([1, 2, 10, 20]).page(at(0), { limit: 1, prefix: 'case-' });
    expect([page.events.length, page.next, page.atEnd]).toEqual([1, '1', false]);
  });
});
