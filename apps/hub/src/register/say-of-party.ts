/** Says something of a party: judged by the register as it is, and appended where it was read to. */
import { refusalOf, writeRegisterFact, type RegisterFact, type RegisterRefusal } from '#access';
import { type Clock } from '#contracts';
import { AppendConflict, REGISTER_STREAM, type EventLog, type Position } from '#event-log';
import { type FollowedRegister } from '#follow';
import { type Uuid } from '#domain';
import { randomUUID } from 'node:crypto';

/** How often it is judged anew where somebody else has said something of parties meanwhile. */
const TRIES_MAX = 5;

/** What it takes to say something of a party. */
export interface RegisterDeps {
  readonly log: Pick<EventLog, 'append'>;
  readonly register: Pick<FollowedRegister, 'current' | 'lastSaidAt' | 'look'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Where it stands, or why it does not. */
export type SaidOfParty = { readonly position: Position } | { readonly refused: RegisterRefusal };

/**
 * When it resolves, this process lets in by what was said; the others do within the time of `REGISTER_LOOKED_AT_MS`. Faults:
 * `LogUnavailable`, and `AppendConflict` where parties are spoken of by others all the time.
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
  await register.look();
  const [judged, last] = [register.current(), register.lastSaidAt()];
  const refused = refusalOf(judged, fact);
  if (refused) return { refused };
  const now = clock.now();
  // Time does not go back within a stream, though a story's clock may begin before the last one ended.
  const recordedAt = last !== null && last > now ? last : now;
  const event = { eventId: randomUUID() as Uuid, recordedAt, ...writeRegisterFact(fact) };
  // What others say of whatever party after the register was read is met by the append.
  const { position } = await log.append(REGISTER_STREAM, [event], judged.version - 1);
  await register.look();
  return { position };
}
