/** What becomes of each event that a party hands in: judged, kept waiting, or refused and put aside; and what waited is judged again. */
import { randomUUID } from 'node:crypto';
import {
  KeysUnavailable,
  parseJson,
  problem,
  readMessage,
  type Clock,
  type Message,
  type Problem,
  type ProblemCode,
  type StreamName,
} from '#contracts';
import {
  addDays,
  agreementInForce,
  bearsOnOthers,
  legalPerson,
  settingsUnder,
  type Day,
  type Fact,
  type PartyId,
  type Uuid,
} from '#domain';
import { type Bearing } from '#cases';
import { DatabaseUnavailable } from '#engines';
import { LogUnavailable, OfAnotherLog } from '#event-log';
import { integrityCodeOf, type Integrity, type Logger, type Slices } from '#http';
import { type Judge, type Judged } from '../judge/judge.js';
import { TooManyUnderWay, type StreamQueues } from '../judge/stream-queues.js';
import { StateUnavailable } from '../state/hub-state.port.js';
import { type Quarantine } from '../state/quarantine.port.js';
import { type Waiting, type WaitingRoom } from '../state/waiting-room.port.js';
import { type Arrival } from './read-arrivals.js';
import { type Receipt } from '../receipt/receipt.js';

export interface ReceiveDeps {
  readonly judge: Judge;
  readonly queues: StreamQueues;
  readonly room: WaitingRoom;
  readonly quarantine: Quarantine;
  readonly bearing: Pick<Bearing, 'of'>;
  readonly clock: Clock;
  readonly slices: Pick<Slices, 'rest'>;
  readonly logger: Pick<Logger, 'warn'>;
  /** What this process has met of damage; told of each defect, and asked before anything is taken. */
  readonly integrity?: HubIntegrity | undefined;
}

export type HubIntegrity = Pick<Integrity, 'met' | 'isOfAnotherLog'>;

export interface Receive {
  /** The receipts of a party's events, in their order. What could not be done now is refused with a 503 of its own. */
  events(party: PartyId, arrivals: readonly Arrival[]): Promise<readonly Receipt[]>;
  /** The receipt of one event in its turn. Throws the faults that `isReceiveFault` knows; the event may be handed in again. */
  one(party: PartyId, arrival: Arrival): Promise<Receipt>;
  /** Puts an event aside without judging it, and gives its receipt. Fault: `StateUnavailable`. */
  refuse(party: PartyId, arrival: Arrival, refused: Problem): Promise<Receipt>;
  /** Puts aside a request that could not be read as events. Fault: `StateUnavailable`. */
  unreadable(party: PartyId, refused: Problem, content: Uint8Array): Promise<void>;
  /** Judges anew what waits on a stream; gives back what has waited too long. */
  waiting(stream: StreamName): Promise<void>;
}

export function receive(deps: ReceiveDeps): Receive {
  return {
    events: (party, arrivals) => receiveAll(deps, party, arrivals),
    one: (party, arrival) => receiveOne(deps, party, arrival),
    refuse: (party, arrival, refused) => refuse(deps, party, { arrival, refused }),
    unreadable: async (party, refused, content) => {
      await deps.quarantine.keep({ party, keptAt: deps.clock.now(), problem: refused, content });
    },
    waiting: (stream) => deps.queues.run(stream, () => judgeWaiting(deps, stream)),
  };
}

/** Streams are independent of each other and go side by side; an agreement bears on whatever follows it. */
async function receiveAll(
  deps: ReceiveDeps,
  party: PartyId,
  arrivals: readonly Arrival[],
): Promise<readonly Receipt[]> {
  const [only] = arrivals;
  if (only && arrivals.length === 1) return [await receiveOrSay(deps, party, only)];
  const receipts: Promise<Receipt>[] = [];
  for (const arrival of arrivals) {
    await deps.slices.rest();
    const isReadForOthers = arrival.read.ok && bearsOnOthers(arrival.read.message.stream);
    if (isReadForOthers) await Promise.all(receipts);
    const receipt = receiveOrSay(deps, party, arrival, 'ofMany');
    // A defect is thrown on below, when all have been begun: until then it is nobody's who does not ask for it.
    receipt.catch(() => undefined);
    receipts.push(receipt);
    if (isReadForOthers) await receipt;
  }
  return Promise.all(receipts);
}

/**
 * A fault is said of the event that met it; others of the batch may have been taken, so that damage is said of it too
 * where it is one of many. A defect is thrown on, and the damage that one event alone has met.
 */
async function receiveOrSay(deps: ReceiveDeps, party: PartyId, arrival: Arrival, one?: 'ofMany'): Promise<Receipt> {
  try {
    return await receiveOne(deps, party, arrival);
  } catch (error) {
    const code = faultCodeOf(error) ?? (one && integrityCodeOf(error));
    if (code === undefined) throw error;
    if (!isReceiveFault(error)) deps.logger.warn({ err: error }, 'a fault was met');
    return { ...headOf(arrival), outcome: 'rejected', findings: [], problem: problem(code) };
  }
}

async function receiveOne(deps: ReceiveDeps, party: PartyId, arrival: Arrival): Promise<Receipt> {
  if (deps.integrity?.isOfAnotherLog === true)
    throw new OfAnotherLog('what is kept beside the log', 'nothing is taken');
  try {
    return await receiveInTurn(deps, party, arrival);
  } catch (error) {
    deps.integrity?.met(error);
    throw error;
  }
}

async function receiveInTurn(deps: ReceiveDeps, party: PartyId, arrival: Arrival): Promise<Receipt> {
  const { read } = arrival;
  if (!read.ok) return refuse(deps, party, { arrival, refused: read.problem });
  const { message } = read;
  if (isToldAtItsDoor(message.fact)) return refuse(deps, party, { arrival, refused: problem('ToldAtItsDoor') });
  if (message.envelope.party !== party) return refuse(deps, party, { arrival, refused: wrongSource(party) });
  return deps.queues.run(message.stream, () => settle(deps, message, arrival), party);
}

/** Who reads in an emergency, and who agrees to it, is a person: the hub tells it of whom the token names. */
const isToldAtItsDoor = ({ type }: Fact): boolean => type in TOLD_AT_ITS_DOOR;
const TOLD_AT_ITS_DOOR: Readonly<Partial<Record<Fact['type'], true>>> = {
  'placement.emergencyAccess': true,
  'placement.emergencyAccessApproved': true,
};

async function settle(deps: ReceiveDeps, message: Message, arrival: Arrival): Promise<Receipt> {
  const judged = await deps.judge.message(message);
  switch (judged.outcome) {
    case 'accepted':
      await afterAccepted(deps, message);
      return { ...headOf(arrival), ...judged };
    case 'duplicate':
      return { ...headOf(arrival), ...judged };
    case 'rejected':
      return refuse(deps, message.envelope.party, { arrival, refused: judged.problem });
    case 'waiting':
      return keepWaiting(deps, message, { arrival, judged });
  }
}

/** What waits for it is judged before the answer; where that cannot be now, by the follower of what is due, after it. */
async function afterAccepted(deps: ReceiveDeps, { envelope, stream }: Message): Promise<void> {
  try {
    if (!(await deps.room.isWaitedOn(stream))) return;
    await deps.room.replaced(envelope.party, envelope);
    await judgeWaiting(deps, stream);
  } catch (error) {
    // What is accepted stands in the log: no fault and no damage that is met after makes it anything else.
    if (deps.integrity?.met(error) === undefined && !isReceiveFault(error)) throw error;
  }
}

interface Refusal {
  readonly arrival: Arrival;
  readonly refused: Problem;
}

async function refuse(
  { quarantine, clock }: ReceiveDeps,
  party: PartyId,
  { arrival, refused }: Refusal,
): Promise<Receipt> {
  const { refusedAs, bytes } = arrival;
  const id = refusedAs === undefined ? {} : { id: refusedAs };
  const quarantineId = await quarantine.keep({ ...id, party, keptAt: clock.now(), problem: refused, content: bytes() });
  return { ...headOf(arrival), outcome: 'rejected', findings: [], problem: refused, quarantineId };
}

async function keepWaiting(
  deps: ReceiveDeps,
  { envelope, stream }: Message,
  { arrival, judged }: { readonly arrival: Arrival; readonly judged: Extract<Judged, { outcome: 'waiting' }> },
): Promise<Receipt> {
  const { party, subject, source, id } = envelope;
  const until = await deps.room.put({
    party,
    stream,
    subject,
    source,
    id,
    event: arrival.bytes(),
    keptAt: deps.clock.now(),
    until: await lastDay(deps, party),
  });
  if (until === 'full') {
    return { ...headOf(arrival), outcome: 'rejected', findings: [], problem: problem('TooManyWaiting') };
  }
  // What it waits for may have come by another hub, which found nobody waiting yet.
  if ((await deps.judge.endOf(stream)) !== judged.revision) await judgeWaiting(deps, stream);
  return { ...headOf(arrival), outcome: 'waiting', waitsFor: judged.waitsFor, until, findings: [] };
}

/** The last day on which a party's fact waits: by its agreement's setting, else by the hub's own. */
async function lastDay({ bearing, clock }: ReceiveDeps, party: PartyId): Promise<Day> {
  const today = clock.today();
  const agreement = agreementInForce((await bearing.of([legalPerson(party)])).surroundings, party, today);
  return addDays(today, settingsUnder(agreement).waitingDays);
}

/** Until nothing more of what waits on the stream can be settled: one that is accepted may be what another waits for. */
async function judgeWaiting(deps: ReceiveDeps, stream: StreamName): Promise<void> {
  for (let settled = true; settled;) {
    settled = false;
    for (const entry of await deps.room.of(stream)) {
      await deps.slices.rest();
      const receipt = await judgeAgain(deps, entry);
      if (!receipt) continue;
      await deps.room.leave(entry, deps.clock.now(), receipt);
      settled ||= receipt.outcome === 'accepted';
    }
  }
}

/** The final receipt of a message that waited; null while it waits on. */
async function judgeAgain(deps: ReceiveDeps, entry: Waiting): Promise<Receipt | null> {
  const head = { id: entry.id, subject: entry.subject };
  const judged = await judgeKept(deps, entry);
  switch (judged.outcome) {
    case 'accepted':
    // It stands in the log: another hub has judged it at this moment, or its party has sent it again.
    case 'duplicate':
      return { ...head, ...judged, outcome: 'accepted' };
    case 'rejected':
      return givenBack(entry, judged.problem);
    case 'waiting':
      return deps.clock.today() > entry.until ? givenBack(entry, problem('WaitedInVain')) : null;
  }
}

/** It goes into quarantine when it leaves the room. */
const givenBack = ({ id, subject }: Waiting, refused: Problem): Receipt => ({
  ...{ id, subject, outcome: 'rejected', findings: [], problem: refused },
  quarantineId: randomUUID() as Uuid,
});

async function judgeKept({ judge }: ReceiveDeps, { event }: Waiting): Promise<Judged> {
  const parsed = parseJson(event);
  const read = parsed.ok ? readMessage(parsed.value) : parsed;
  return read.ok ? judge.message(read.message) : { outcome: 'rejected', problem: read.problem };
}

const headOf = ({ id, subject }: Arrival): Pick<Receipt, 'id' | 'subject'> => ({ id, subject });

const wrongSource = (party: PartyId): Problem =>
  problem('WrongSource', { pointer: '/source', expected: `/party/${party}` });

const isOfTheLog = (error: unknown): boolean => error instanceof LogUnavailable || error instanceof KeysUnavailable;

const isOfTheHub = (error: unknown): boolean =>
  error instanceof StateUnavailable || error instanceof DatabaseUnavailable || error instanceof TooManyUnderWay;

function faultCodeOf(error: unknown): ProblemCode | undefined {
  if (isOfTheLog(error)) return 'LogUnavailable';
  return isOfTheHub(error) ? 'NotReady' : undefined;
}

/** True for what passes by itself: log, keys, the hub's own state or what bears on cases do not answer now, or too much is under way. */
export function isReceiveFault(error: unknown): boolean {
  return faultCodeOf(error) !== undefined;
}
