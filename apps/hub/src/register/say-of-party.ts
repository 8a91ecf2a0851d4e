/** Says something of a party: judged by the register as it is at the log's head, and appended to the party's stream. */
import { partyOfFact, refusalOf, writeRegisterFact, type RegisterFact, type RegisterRefusal } from '#access';
import { uuidOf } from '#cases';
import { type Clock, type StreamName } from '#contracts';
import { AppendConflict, NO_STREAM, registerStream, type EventLog, type Position } from '#event-log';
import { type FollowedRegister } from '#follow';
import { type Uuid } from '#domain';
import { randomUUID } from 'node:crypto';

/** How often it is judged anew where somebody else has said something of the same party meanwhile. */
const TRIES_MAX = 5;

/** What it takes to say something of a party. */
export interface RegisterDeps {
  readonly log: Pick<EventLog, 'append' | 'readStream'>;
  readonly register: Pick<FollowedRegister, 'current' | 'look'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Where it stands, or why it does not. */
export type SaidOfParty = { readonly position: Position } | { readonly refused: RegisterRefusal };

/** `party-<uuidv5(partyId)>` */
export function streamOfParty(partyId: string): StreamName {
  return registerStream(uuidOf(partyId));
}

/**
 * When it resolves, this process lets in by what was said; the others do within the time of `REGISTER_LOOKED_AT_MS`. Faults:
 * `LogUnavailable`, and `AppendConflict` where the party is spoken of by others all the time.
 */
export async function sayOfParty(deps: RegisterDeps, fact: RegisterFact): Promise<SaidOfParty> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sayOnce(deps, fact);
    } catch (error) {
      if (!(error instanceof AppendConflict) || tries >= TRIES_MAX) throw error;
    }
  }
}

async function sayOnce({ log, register, clock }: RegisterDeps, fact: RegisterFact): Promise<SaidOfParty> {
  const stream = streamOfParty(partyOfFact(fact));
  // Its revision first: what is said between the two is met by the append.
  const before = (await log.readStream(stream)).at(-1);
  await register.look();
  const refused = refusalOf(register.current(), fact);
  if (refused) return { refused };
  const now = clock.now();
  // Time does not go back within a stream, though a story's clock may begin before the last one ended.
  const recordedAt = before !== undefined && before.recordedAt > now ? before.recordedAt : now;
  const event = { eventId: randomUUID() as Uuid, recordedAt, ...writeRegisterFact(fact) };
  const { position } = await log.append(stream, [event], before?.revision ?? NO_STREAM);
  await register.look();
  return { position };
}
