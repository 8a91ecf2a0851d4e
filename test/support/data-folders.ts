/** Data folders as hubs have left them: of one installation now, and as it was before; and of another. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_TYPES } from '#contracts';
import { aCase, REGION } from './case-builder.js';
import { temporaryFolder } from './temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from './wire-events.js';

/** A hub over a folder, however it was started. */
export interface FolderHub {
  readonly url: string;
  readonly as: (who: string) => Promise<{ readonly authorization: string }>;
}

export interface EndingHub extends FolderHub {
  readonly endCleanly: () => Promise<void>;
}

export type StartOver = (dataDir: string) => Promise<EndingHub>;

export interface Folders {
  /** After a clean end. */
  readonly now: string;
  /** From an earlier end of the same hub. */
  readonly before: string;
  /** Of another installation. */
  readonly other: string;
}

/** A story with a child of its own. */
export const storyOf = (label: string): readonly WireEvent[] =>
  eventsOf(aCase(label).emergency({}, { at: '2025-08-01' }).started('2025-08-02').proposed('2025-08-05'));

/** What a region says of a case that it has not been told of, and that waits. */
export const early = (label: string): WireEvent => ({ ...storyOf(label)[2], source: `/party/${REGION}` }) as WireEvent;
/** Refused, and put aside. */
const spoilt = (label: string): object => ({ ...storyOf(label)[1], data: { startedOn: '2026-02-30' } });

/** What had been told by the earlier end, and what has been told since. */
export const OLD: readonly WireEvent[] = [...storyOf('gammal'), early('väntar')];
export const NEWER: readonly WireEvent[] = [...storyOf('ny'), ...storyOf('väntar').slice(0, 1), early('väntar än')];

/** Sends one event as its party; gives the status and what was answered. */
export async function tell({ url, as }: FolderHub, event: object): Promise<{ status: number; text: string }> {
  const party = (event as WireEvent).source.split('/')[2] ?? '';
  const headers = { ...(await as(party)), 'content-type': MEDIA_TYPES.structured };
  const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
  return { status: answer.status, text: await answer.text() };
}

/** A hub over the folder that was told all of these. */
export async function told(start: StartOver, dataDir: string, events: readonly object[]): Promise<EndingHub> {
  const hub = await start(dataDir);
  for (const event of events) {
    const { status, text } = await tell(hub, event);
    if (status >= 500) throw new Error(`told in vain: ${status} ${text}`);
  }
  return hub;
}

/** A copy of a folder, in a place of its own. */
export function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), 'data');
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** Plays them: two starts of one hub, and one of another. */
export async function makeFolders(start: StartOver): Promise<Folders> {
  const play = async (dataDir: string, events: readonly object[]): Promise<string> => {
    await (await told(start, dataDir, events)).endCleanly();
    return copyOf(dataDir);
  };
  const dataDir = join(temporaryFolder(), 'data');
  const before = await play(dataDir, [...dalarnaEvents(), ...OLD, spoilt('gammal')]);
  const now = await play(dataDir, [...NEWER, spoilt('ny')]);
  const other = await play(join(temporaryFolder(), 'data'), [...dalarnaEvents(), ...storyOf('annan'), early('någon')]);
  return { now, before, other };
}
