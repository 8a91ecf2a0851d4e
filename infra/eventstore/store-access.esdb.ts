/** Access lists in the event store, by its own protocol: what is so already is left alone. */
import { EventStoreDBClient, jsonEvent, type StreamACL } from '@eventstore/db-client';
import { type Acl, type StoreAccess } from './access-file.js';

const SETTINGS = '$settings';
const SETTINGS_TYPE = '$settings';
const DEADLINE_MS = 10_000;

const ROLES = [
  ['$r', 'readRoles'],
  ['$w', 'writeRoles'],
  ['$d', 'deleteRoles'],
  ['$mr', 'metaReadRoles'],
  ['$mw', 'metaWriteRoles'],
] as const;

/** Sets the default access list and those of single streams; gives a line for each, `set …` or `unchanged …`. */
export async function setAccess(connectionString: string, access: StoreAccess): Promise<readonly string[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const lines = [await setDefault(client, access)];
    for (const [stream, acl] of Object.entries(access.streams)) lines.push(await setStream(client, stream, acl));
    return lines;
  } finally {
    await client.dispose();
  }
}

async function setDefault(client: EventStoreDBClient, access: StoreAccess): Promise<string> {
  const wanted = { $userStreamAcl: access.userStreams, $systemStreamAcl: access.systemStreams };
  if (same(await lastOf(client, SETTINGS), wanted)) return 'unchanged default access';
  const event = jsonEvent({ type: SETTINGS_TYPE, data: wanted });
  await client.appendToStream(SETTINGS, event, { deadline: DEADLINE_MS });
  return 'set default access';
}

async function lastOf(client: EventStoreDBClient, stream: string): Promise<unknown> {
  const one = { direction: 'backwards', fromRevision: 'end', maxCount: 1, deadline: DEADLINE_MS } as const;
  let data: unknown;
  try {
    // Read to its end: the client waits for ever for a reading that was broken off.
    for await (const { event } of client.readStream(stream, one)) data = event?.data;
  } catch (error) {
    if ((error as { type?: unknown }).type !== 'stream-not-found') throw error;
  }
  return data;
}

async function setStream(client: EventStoreDBClient, stream: string, acl: Acl): Promise<string> {
  const wanted: StreamACL = Object.fromEntries(
    ROLES.flatMap(([key, name]) => (acl[key] === undefined ? [] : [[name, [...acl[key]]]])),
  );
  const { metadata } = await client.getStreamMetadata(stream, { deadline: DEADLINE_MS });
  const before = metadata?.acl ?? {};
  if (same(listed(before), listed(wanted))) return `unchanged access to ${stream}`;
  await client.setStreamMetadata(stream, { ...metadata, acl: wanted }, { deadline: DEADLINE_MS });
  return `set access to ${stream}`;
}

/** Roles as lists, however they came: the server may give one of them as a text. */
function listed(acl: StreamACL): unknown {
  return Object.fromEntries(ROLES.flatMap(([, name]) => (acl[name] === undefined ? [] : [[name, [acl[name]].flat()]])));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
