/** Clients that read at once of a running hub, each answer under an id of its own, and keep those that came whole. */
import { randomUUID } from 'node:crypto';
import { type PartyId, type Uuid } from '#domain';
import { seeded } from '../bench/seeded.js';
import { type HubProcess } from '../support/hub-process.js';

export const READERS = 16;

/** An answer that came whole: it showed something, or said that nothing is there. */
export interface Answered {
  /** Under which it was asked (`HVB-User`): the ledger has it of whoever asked. */
  readonly shownTo: string;
  readonly by: PartyId;
  readonly path: string;
  readonly status: number;
}

export interface Reading {
  readonly answered: readonly Answered[];
  /** Answers that are neither given, denied nor refused for now: none is expected. */
  readonly unexpected: readonly string[];
  /** All readers have stopped: the hub is gone. */
  readonly ended: Promise<unknown>;
}

/** Who reads, and of what. */
export interface Readable {
  readonly readers: readonly PartyId[];
  readonly paths: readonly string[];
}

/** An id that never was is denied, which is entered as well. */
const NEVER_IN = 0.2;

const isOfNothing = (body: unknown): boolean => Array.isArray(body) && body.length === 0;

/** Starts all readers; each goes on until the hub is gone. */
export function startReading(hub: HubProcess, { readers, paths }: Readable, seed: number): Reading {
  const answered: Answered[] = [];
  const unexpected: string[] = [];

  /** False where the reader should stop. */
  const read = async (by: PartyId, path: string): Promise<boolean> => {
    const shownTo = randomUUID();
    try {
      const headers = { ...(await hub.as(by)), 'hvb-user': shownTo };
      const response = await fetch(`${hub.url}${path}`, { headers });
      const body: unknown = await response.json();
      const { status } = response;
      if (status === 404 || (status === 200 && !isOfNothing(body))) answered.push({ shownTo, by, path, status });
      else if (status !== 200 && status !== 503) unexpected.push(`${status} ${path}: ${JSON.stringify(body)}`);
      return true;
    } catch {
      return false;
    }
  };

  const reader = async (number: number): Promise<void> => {
    const random = seeded(seed * READERS + number);
    const by = readers[number % readers.length] as PartyId;
    const never = (): string => `/v1/placements/${random.uuid() satisfies Uuid}/timeline`;
    while (await read(by, random.next() < NEVER_IN ? never() : random.pick(paths)));
  };
  return { answered, unexpected, ended: Promise.all(Array.from({ length: READERS }, (_, n) => reader(n))) };
}
