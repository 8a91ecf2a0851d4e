/** Reading in an emergency, beyond one's grounds: judged and recorded as any fact is, and in the ledger before it is answered. */
import { randomUUID } from 'node:crypto';
import {
  askerOf,
  staffIdOf,
  type AccessEntry,
  type AccessItem,
  type EntryGround,
  type Ledger,
  type OfParty,
  type Outcome,
  stamped,
  type Stamps,
} from '#access';
import { isPublisherId, problem, readMessage, type Clock, type Problem, type StreamName } from '#contracts';
import {
  accessesIn,
  controllerOf,
  statuteOfGround,
  streamNamed,
  subjectText,
  type EmergencyAccess,
  type Instant,
  type PlacementData,
  type Subject,
  type Uuid,
} from '#domain';
import { type EventLog, type Position } from '#event-log';
import { type About, type Judge, type Judged } from '../judge/judge.js';
import { type StreamQueues } from '../judge/stream-queues.js';

export interface EmergencyDeps {
  readonly judge: Pick<Judge, 'message' | 'about'>;
  readonly queues: StreamQueues;
  readonly log: Pick<EventLog, 'head'>;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly stamps: Stamps;
}

/** A person who asks: a party's, by an id of its party's. */
export type PersonAsking = OfParty & { readonly person: string };

/** What is asked for: as the body has it, in no form yet. */
export interface AccessAsked {
  readonly reason?: unknown;
  readonly minutes?: unknown;
  /** The asker's own id of it, so that it can be asked for again; else the hub makes one. */
  readonly accessId?: Uuid | undefined;
}

/** What has been opened. */
export interface AccessGiven {
  readonly accessId: Uuid;
  readonly outcome: 'accepted' | 'duplicate';
  readonly from: Instant;
  /** The first instant at which it holds no longer. */
  readonly until: Instant;
  /** A view that has come there knows of it. */
  readonly position: Position;
}

export type AccessAnswer = { readonly given: AccessGiven } | { readonly refused: Problem };

export interface EmergencyAccesses {
  /** Opens a case to a person. Faults: those of log, keys and ledger; of a fault of the ledger alone it has been opened, and can be asked for again. */
  open(asker: PersonAsking, placementId: Uuid, asked: AccessAsked): Promise<AccessAnswer>;
  /** A second person agrees to one that holds. Same faults. */
  approve(asker: PersonAsking, placementId: Uuid, accessId: Uuid): Promise<AccessAnswer>;
}

export function emergencyAccesses(deps: EmergencyDeps): EmergencyAccesses {
  return {
    open: (asker, placementId, { accessId = randomUUID() as string as Uuid, ...asked }) =>
      told(deps, asker, placementId, {
        name: 'emergencyAccess',
        accessId,
        data: (by) => ({ accessId, by, ...asked }),
        time: (standing) => standing?.said.meta.time,
      }),
    approve: (asker, placementId, accessId) =>
      told(deps, asker, placementId, {
        name: 'emergencyAccessApproved',
        accessId,
        data: (by) => ({ accessId, by }),
        time: (standing) => standing?.approval?.meta.time,
      }),
  };
}

interface Telling {
  readonly name: 'emergencyAccess' | 'emergencyAccessApproved';
  readonly accessId: Uuid;
  readonly data: (by: PlacementData['emergencyAccess']['by']) => object;
  /** When the same was told before: asked for again, it is the same message. */
  readonly time: (standing: EmergencyAccess | undefined) => Instant | undefined;
}

type Standing = About;

const accessOf = ({ facts }: Standing, accessId: Uuid): EmergencyAccess | undefined =>
  accessesIn(facts).find(({ said }) => said.data.accessId === accessId);

async function told(
  deps: EmergencyDeps,
  asker: PersonAsking,
  placementId: Uuid,
  telling: Telling,
): Promise<AccessAnswer> {
  const stream = streamNamed('case', placementId);
  const asked = await deps.queues.run(stream, () => judgedNow(deps, asker, placementId, telling), asker.party);
  if ('refused' in asked) {
    if (asked.refused.code === 'NotFound') await enter(deps, asker, placementId, { outcome: 'denied' });
    return asked;
  }
  const { judged, access, standing } = asked;
  await enter(deps, asker, placementId, { outcome: 'emergency', access, standing, position: judged.position });
  const { from, until, said } = access;
  return {
    given: { accessId: said.data.accessId, outcome: judged.outcome, from, until, position: judged.position },
  };
}

type Taken = Extract<Judged, { readonly outcome: 'accepted' | 'duplicate' }>;
type JudgedAccess =
  | { readonly refused: Problem }
  | { readonly judged: Taken; readonly access: EmergencyAccess; readonly standing: Standing };

async function judgedNow(
  { judge, clock }: EmergencyDeps,
  asker: PersonAsking,
  placementId: Uuid,
  telling: Telling,
): Promise<JudgedAccess> {
  const stream: StreamName<'case'> = streamNamed('case', placementId);
  const before = accessOf(await judge.about(stream), telling.accessId);
  const read = readMessage(eventOf(asker, placementId, telling, telling.time(before) ?? clock.now()));
  if (!read.ok) return { refused: ofTheBody(read.problem) };
  const judged = await judge.message(read.message);
  if (judged.outcome === 'rejected')
    return { refused: THERE_IS_NONE[telling.name].has(judged.problem.code) ? NOT_FOUND : ofTheBody(judged.problem) };
  const standing = await judge.about(stream);
  const access = accessOf(standing, telling.accessId);
  if (judged.outcome === 'waiting' || !access) throw new Error('an emergency access waits for nothing');
  return { judged, access, standing };
}

const placementNamed = (id: Uuid): Subject => ({ kind: 'placement', id });

/** The message that the hub makes of what is asked, as the party's own. */
function eventOf(asker: PersonAsking, placementId: Uuid, { name, accessId, data }: Telling, time: Instant): object {
  const { party, unit, person } = asker;
  // Another name than a word is one person's perhaps: the ledger has it, sealed.
  const ofUnit = unit !== undefined && isPublisherId(unit) ? { unit } : {};
  return {
    specversion: '1.0',
    id: `${name}-${accessId}`,
    source: `/party/${party}/emergency`,
    type: `se.hvbhub.placement.${name}.v1`,
    subject: subjectText(placementNamed(placementId)),
    time,
    data: data({ party, ...ofUnit, person: staffIdOf(party, person) as string as Uuid }),
  };
}

const NOT_FOUND = problem('NotFound');

/** Of one that never was, and of one that is taken back or erased; of an access another authority's is neither. */
const THERE_IS_NONE: Readonly<Record<Telling['name'], ReadonlySet<Problem['code']>>> = {
  emergencyAccess: new Set(['UnknownReference', 'SubjectAnnulled']),
  emergencyAccessApproved: new Set(['UnknownReference', 'SubjectAnnulled', 'NotYourFactToState']),
};

/** A pointer is into the body that was sent, not into the message that is made of it. */
function ofTheBody({ pointer, ...refused }: Problem): Problem {
  const [, within] = /^\/data(\/(?:accessId|reason|minutes))$/.exec(pointer ?? '') ?? [];
  return within === undefined ? refused : { ...refused, pointer: within };
}

interface Entering {
  readonly outcome: Extract<Outcome, 'emergency' | 'denied'>;
  readonly access?: EmergencyAccess;
  readonly standing?: Standing;
  readonly position?: Position;
}

/** Under whose case it is, and of what is not there under the asker's own authority (decision A7). */
async function enter(deps: EmergencyDeps, asker: PersonAsking, placementId: Uuid, entering: Entering): Promise<void> {
  const { outcome, access, standing, position = await deps.log.head() } = entering;
  const own = controllerOf(asker.party);
  const controller = standing?.keeper ?? own;
  const entry: AccessEntry = {
    ...{ is: 'access', request: randomUUID() as string as Uuid, ...stamped(deps.stamps) },
    ...{ controller, outcome, position, who: askerOf(asker), door: 'emergencyAccess' },
    ...(own === controller ? {} : { receiver: own }),
    purpose: asker.purpose ?? 'caseHandling',
    items: [itemOf(placementId, standing?.person ?? null, groundOf(access, deps.clock))],
  };
  await deps.ledger.write([entry]);
}

const itemOf = (id: Uuid, person: Uuid | null, ground: EntryGround | null): AccessItem => ({
  subject: placementNamed(id),
  ...{ person, ground, classes: [], withheld: 0, extractTo: 'guardian' },
});

function groundOf(access: EmergencyAccess | undefined, clock: Clock): EntryGround | null {
  if (!access) return null;
  const { said } = access;
  const statute = statuteOfGround('emergency', said.meta.party, clock.today());
  return statute ? { kind: 'emergency', statute, groundId: said.data.accessId } : null;
}
