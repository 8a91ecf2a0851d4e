/** What the protocol server answers as the published one does, asked past the client's own commands. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { BACKWARDS, END, EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { type ServiceError } from '@grpc/grpc-js';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { eventStoreClient } from '../../libs/event-log/src/client-eventstore.esdb.js';
import { type ProtocolServer, type ProtocolServerOptions, startProtocolServer } from './protocol-server.js';

type Message = InstanceType<typeof streamsPb.ReadResp>;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Started {
  readonly server: ProtocolServer;
  readonly client: EventStoreDBClient;
}

async function start(options: ProtocolServerOptions = {}): Promise<Started> {
  const server = await startProtocolServer(options);
  closing.push(() => server.stop());
  const client = EventStoreDBClient.connectionString(server.connectionString);
  closing.push(() => client.dispose());
  return { server, client };
}

const json = (n: number, id: string = randomUUID()) => jsonEvent({ id, type: 'happened', data: { n } });
/** Sent over `Append`: the client's own way without credentials is another. */
const SINGLY = { credentials: { username: 'any', password: 'one' } };

interface Asked {
  readonly stream?: string;
  readonly at?: number;
  readonly prefix?: string;
  readonly compatibility?: number;
}

/** All that a forward read is answered. Rejects as gRPC does. */
async function answersTo({ connectionString }: ProtocolServer, asked: Asked): Promise<Message[]> {
  const options = new streamsPb.ReadReq.Options();
  const uuids = new streamsPb.ReadReq.Options.UUIDOption();
  uuids.setString(new sharedPb.Empty());
  options.setUuidOption(uuids);
  options.setCount('100');
  ask(options, asked);
  const request = new streamsPb.ReadReq();
  request.setOptions(options);
  const client = eventStoreClient.open(connectionString);
  closing.push(() => client.dispose());
  const [metadata, deadline] = client.callArguments(new Date(Date.now() + 5_000));
  const messages: Message[] = [];
  await client.execute('read', async (calls) => {
    for await (const message of calls.read(request, metadata, deadline)) messages.push(message as Message);
  });
  return messages;
}

function ask(options: InstanceType<typeof streamsPb.ReadReq.Options>, asked: Asked): void {
  const { stream, at = 0, prefix, compatibility } = asked;
  if (stream === undefined) {
    const position = new streamsPb.ReadReq.Options.Position();
    position.setCommitPosition(String(at));
    position.setPreparePosition(String(at));
    options.setAll(new streamsPb.ReadReq.Options.AllOptions().setPosition(position));
  } else {
    const identifier = new sharedPb.StreamIdentifier();
    identifier.setStreamName(Buffer.from(stream));
    const streamOptions = new streamsPb.ReadReq.Options.StreamOptions();
    streamOptions.setStreamIdentifier(identifier);
    streamOptions.setRevision(String(at));
    options.setStream(streamOptions);
  }
  if (prefix === undefined) {
    options.setNoFilter(new sharedPb.Empty());
  } else {
    const expression = new streamsPb.ReadReq.Options.FilterOptions.Expression();
    expression.setPrefixList([prefix]);
    const filter = new streamsPb.ReadReq.Options.FilterOptions();
    filter.setStreamIdentifier(expression);
    filter.setMax(32);
    filter.setCheckpointintervalmultiplier(1);
    options.setFilter(filter);
  }
  if (compatibility !== undefined)
    options.setControlOption(new streamsPb.ReadReq.Options.ControlOption().setCompatibility(compatibility));
}

const streamsIn = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) => {
    const name = message.getEvent()?.getEvent()?.getStreamIdentifier()?.getStreamName_asU8();
    return name ? [Buffer.from(name).toString()] : [];
  });

describe('a position that is none', () => {
  it('is named by an unfiltered read, and by a filtered one told as unknown', async () => {
    const { server, client } = await start();
    const { position } = await client.appendToStream('s-1', [json(1), json(2)]);
    const between = Number(position!.commit) - 1;
    await expect(answersTo(server, { at: between })).rejects.toMatchObject({ code: 3 });
    await expect(answersTo(server, { at: between, prefix: 's-' })).rejects.toMatchObject({
      code: 2,
      details: 'Unexpected FilteredReadAllResult: InvalidPosition',
    });
  });

  it.each([{}, { prefix: 's-' }])('is an empty success past the end (%j)', async (filtered) => {
    const { server, client } = await start();
    const { position } = await client.appendToStream('s-1', json(1));
    expect(await answersTo(server, { at: Number(position!.commit) + 10_000, ...filtered })).toEqual([]);
    expect(streamsIn(await answersTo(server, { at: Number(position!.commit), ...filtered }))).toEqual(['s-1']);
  });
});

describe('a stream’s end', () => {
  const endIn = (messages: readonly Message[]): (string | undefined)[] =>
    messages.map((message) => (message.hasLastStreamPosition() ? message.getLastStreamPosition() : undefined));

  it('is said after its events to who asks for it, and to nobody else', async () => {
    const { server, client } = await start();
    await client.appendToStream('s-1', [json(1), json(2)]);
    expect(endIn(await answersTo(server, { stream: 's-1', compatibility: 1 }))).toEqual([undefined, undefined, '1']);
    expect(endIn(await answersTo(server, { stream: 's-1' }))).toEqual([undefined, undefined]);
  });

  it('is all that is said of one truncated to nothing; one deleted softly is not found', async () => {
    const { server, client } = await start();
    for (const stream of ['s-1', 's-2']) await client.appendToStream(stream, [json(1), json(2)]);
    await client.setStreamMetadata('s-1', { truncateBefore: 2 });
    await client.deleteStream('s-2');
    expect(endIn(await answersTo(server, { stream: 's-1', compatibility: 1 }))).toEqual(['1']);
    const [missing] = await answersTo(server, { stream: 's-2', compatibility: 1 });
    expect(missing!.hasStreamNotFound()).toBe(true);
    expect(streamsIn(await answersTo(server, { stream: '$$s-2' }))).toEqual(['$$s-2']);
  });
});

describe('what is written and shown late', () => {
  /** Longer than a spec may take: shown when the spec says so. */
  const LONG_MS = 600_000;
  const read = async (client: EventStoreDBClient): Promise<number> => {
    let found = 0;
    for await (const { event } of client.readAll()) if (event?.streamId === 's-1') found += 1;
    return found;
  };

  it('is refused against at once, and acknowledged and read when it is shown', async () => {
    const { server, client } = await start({ timeoutMs: LONG_MS });
    await client.appendToStream('s-1', json(1), { expectedRevision: NO_STREAM });
    server.storage.showAfter(LONG_MS);
    let isAcknowledged = false;
    const written = client.appendToStream('s-1', json(2), { expectedRevision: 0n }).then(() => (isAcknowledged = true));
    while (server.storage.stream('s-1').length < 2) await delay(5);
    const refused = client.appendToStream('s-1', json(3), { expectedRevision: 0n });
    await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n });
    expect([await read(client), isAcknowledged]).toEqual([1, false]);
    server.storage.showWritten();
    await written;
    expect(await read(client)).toBe(2);
    for await (const { event } of client.readStream('s-1', { fromRevision: END, direction: BACKWARDS, maxCount: 1 }))
      expect(event?.revision).toBe(1n);
  });

  it('is not acknowledged to who repeats it, until the server’s time is over', async () => {
    const { server, client } = await start({ timeoutMs: 100 });
    const event = json(1);
    server.storage.showAfter(LONG_MS);
    const first = client.appendToStream('s-1', event, { expectedRevision: NO_STREAM, ...SINGLY });
    const again = client.appendToStream('s-1', event, { expectedRevision: NO_STREAM, ...SINGLY });
    for (const outcome of await Promise.allSettled([first, again])) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 10 } });
    }
    server.storage.showWritten();
    const shown = await client.appendToStream('s-1', event, { expectedRevision: NO_STREAM, ...SINGLY });
    expect(shown).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });

  it('is gone where a leader is elected that did not have it', async () => {
    const { server, client } = await start({ nodes: 2 });
    await client.appendToStream('s-1', json(1), { expectedRevision: NO_STREAM });
    server.storage.showAfter(LONG_MS);
    void client.appendToStream('s-1', json(2), { expectedRevision: 0n }).catch(() => undefined);
    while (server.storage.stream('s-1').length < 2) await delay(5);
    server.electWithoutUnshown(1);
    expect([server.storage.stream('s-1').length, server.storage.lastRevision('s-1')]).toEqual([1, 0n]);
  });
});

describe('the limits of a version', () => {
  it.each([
    ['24.10', 'maximum-append-size-exceeded'],
    ['26.0', 'maximum-append-event-size-exceeded'],
  ] as const)('are those of %s', async (version, exception) => {
    const limit = version === '24.10' ? {} : { maxEventSizeBytes: 1024 * 1024 };
    const { client } = await start({ version, ...limit });
    const large = jsonEvent({ type: 't', data: 'x'.repeat(1024 * 1024) });
    const refused = client.appendToStream('s-1', large, SINGLY);
    const raw = (await refused.catch((error: unknown) => error)) as { readonly _raw: ServiceError };
    expect(raw._raw.metadata.get('exception')).toEqual([exception]);
  });

  it('keep a server from starting whose events may be larger than its appends', async () => {
    await expect(startProtocolServer({ version: '26.0', maxAppendSizeBytes: 8 * 1024 * 1024 })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('a follower', () => {
  it('serves a subscription, though it asks for the leader', async () => {
    const { server, client } = await start({ nodes: 2 });
    const follower = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.ports[1]!}?tls=false`);
    closing.push(() => follower.dispose());
    const subscription = follower.subscribeToAll({ fromPosition: START, requiresLeader: true });
    await client.appendToStream('s-1', json(1));
    for await (const { event } of subscription) if (event?.streamId === 's-1') break;
    await subscription.unsubscribe();
  });
});
