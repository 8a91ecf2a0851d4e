/** That a notice has been opened, told from the feed that it was read in: judged and recorded as the fact that it is (decision B5). */
import { createHash } from 'node:crypto';
import { problem, readMessage, type Clock, type Problem } from '#contracts';
import { type PartyId, type SubjectKind, type Uuid } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { type Judge, type Judged } from '../judge/judge.js';
import { type StreamQueues } from '../judge/stream-queues.js';

/** Whose notices have legal effect when they are opened, and of which kind the fact is: a handover's is a placement's (ADR 59). */
export const OPENED_OF = {
  handover: 'placement',
  sip: 'sip',
  concern: 'concern',
  discharge: 'discharge',
} as const satisfies Partial<Record<SubjectKind, SubjectKind>>;
export type OpenedKind = keyof typeof OPENED_OF;

export interface NoticeOpened {
  readonly kind: OpenedKind;
  readonly id: Uuid;
  readonly eventId: unknown;
  /** As the body has it, in no form yet: `unit` and `on`. */
  readonly opened: object;
}

export interface OpenedTold {
  readonly outcome: 'accepted' | 'duplicate';
  /** A view that has come there knows of it. */
  readonly position: Position;
}

export type OpenedAnswer = { readonly told: OpenedTold } | { readonly refused: Problem };

export interface OpenNoticeDeps {
  readonly judge: Pick<Judge, 'message'>;
  readonly queues: StreamQueues;
  readonly log: Pick<EventLog, 'head'>;
  readonly clock: Clock;
}

/**
 * Records that a unit of the party has opened it: `<kind>.opened`, as the party's own message. The same told again is a duplicate.
 * Refuses alike, with `NotFound`, what is not there, what was sent to somebody else, and what is no notice. Faults: those of log and keys.
 */
export async function openNotice(deps: OpenNoticeDeps, party: PartyId, opened: NoticeOpened): Promise<OpenedAnswer> {
  const { judge, queues, log, clock } = deps;
  const read = readMessage(messageOf(party, opened, clock));
  if (!read.ok) return { refused: ofTheBody(read.problem) };
  const { message } = read;
  const judged = await queues.run(message.stream, () => judge.message(message), party);
  if (isToldAgain(judged)) return { told: { outcome: 'duplicate', position: await log.head() } };
  if (judged.outcome === 'rejected') return { refused: ofTheLaw(judged.problem) };
  // It waits for what nobody has told yet: nothing that could have been opened.
  if (judged.outcome === 'waiting') return { refused: NOT_FOUND };
  return { told: { outcome: judged.outcome, position: judged.position } };
}

/** Of one id is the same notice, unit and day: what may differ is when it was told. */
const isToldAgain = (judged: Judged): boolean =>
  judged.outcome === 'rejected' && judged.problem.code === 'DuplicateIdDifferentContent';

function messageOf(party: PartyId, { kind, id, eventId, opened }: NoticeOpened, clock: Clock): object {
  const data: Readonly<Record<string, unknown>> = { ...opened, eventId };
  return {
    specversion: '1.0',
    id: `opened-${namedBy([eventId, data['unit'], data['on']])}`,
    source: `/party/${party}/feed`,
    type: `se.hvbhub.${OPENED_OF[kind]}.opened.v1`,
    subject: `${OPENED_OF[kind]}/${id}`,
    time: clock.now(),
    data,
  };
}

const ID_CHARS = 40;

/** The same of the same, whatever the order it was told in; of letters alone, so that it is no number of anybody's. */
const namedBy = (what: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(what))
    .digest('hex')
    .slice(0, ID_CHARS)
    .replace(/[0-9]/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

const NOT_FOUND = problem('NotFound');

/** There is none, it is taken back, or it is not this party's to open: which of these is not told (A7). */
const NOT_THERE: ReadonlySet<Problem['code']> = new Set([
  'UnknownReference',
  'SubjectAnnulled',
  'NotYourFactToState',
] satisfies Problem['code'][]);

const ofTheLaw = (refused: Problem): Problem => (NOT_THERE.has(refused.code) ? NOT_FOUND : ofTheBody(refused));

/** A pointer is into the body that was sent, not into the message that is made of it. */
function ofTheBody({ pointer, ...refused }: Problem): Problem {
  if (pointer === '/data/eventId') return { ...refused, pointer: '/eventId' };
  const [, within] = /^\/data(\/.+)$/.exec(pointer ?? '') ?? [];
  return within === undefined ? refused : { ...refused, pointer: `/opened${within}` };
}
