/** A read that goes on: what is there, then what comes, with checkpoints where it is filtered. */
import { randomUUID } from 'node:crypto';
import { caughtUp, checkpoint, confirmation, eventMessage } from './read-messages.js';
import { drained, type ReadCall } from './drained.js';
import { type ReadQuestion } from './read-request.js';
import { rpcErrors } from './rpc-errors.js';
import { type Serving } from './serving.js';
import { type Record } from './storage.js';

interface Subscription {
  readonly serving: Serving;
  readonly call: ReadCall;
  readonly question: ReadQuestion;
  /** Index of the next record to look at. */
  next: number;
  /** Records looked at since the last checkpoint. */
  looked: number;
  live: boolean;
  state: 'open' | 'silent' | 'ended';
}

export function subscribe(serving: Serving, call: ReadCall, question: ReadQuestion): void {
  const { storage, fate } = serving;
  const subscription: Subscription = {
    serving,
    call,
    question,
    next: firstIndex(serving, question),
    looked: 0,
    live: false,
    state: 'open',
  };
  let sending: Promise<void> | undefined;
  const goOn = (): void => {
    sending ??= send(subscription).finally(() => {
      sending = undefined;
      // Written while the last was on its way.
      if (subscription.state === 'open' && subscription.next < storage.shown.count()) goOn();
    });
  };
  const stopTelling = storage.onShown(goOn);
  const stopHearing = fate.onSubscriptionsEnd((how) => {
    subscription.state = how === 'silent' ? 'silent' : 'ended';
    if (how === 'cancelled') call.emit('error', rpcErrors.cancelled());
  });
  const over = (): void => {
    subscription.state = 'ended';
    stopTelling();
    stopHearing();
  };
  for (const event of ['cancelled', 'close', 'error']) call.once(event, over);
  call.write(confirmation(randomUUID()));
  goOn();
}

async function send(subscription: Subscription): Promise<void> {
  const { serving, call } = subscription;
  const { records, shown } = serving.storage;
  while (subscription.state === 'open' && subscription.next < shown.count()) {
    const record = records[subscription.next]!;
    subscription.next += 1;
    if (!sendOne(subscription, record)) await drained(call);
  }
  if (subscription.state !== 'open' || subscription.live) return;
  subscription.live = true;
  const last = records[shown.count() - 1];
  if (subscription.question.filter && last) call.write(checkpoint(last.place));
  call.write(caughtUp());
}

/** False where the client must first take what it has. */
function sendOne(subscription: Subscription, record: Record): boolean {
  const { call, question } = subscription;
  const { stream, filter } = question;
  if (stream !== undefined && record.stream !== stream) return true;
  if (filter) {
    subscription.looked += 1;
    if (subscription.looked >= filter.checkpointEvery) {
      subscription.looked = 0;
      call.write(checkpoint(record.place));
    }
    if (!filter.matches(record)) return true;
  }
  return call.write(eventMessage(record, { ...question, saysPlace: true }));
}

/** A subscription goes on after the place or revision that it names. */
function firstIndex({ storage }: Serving, { stream, from }: ReadQuestion): number {
  if (from === 'start') return 0;
  if (from === 'end') return storage.shown.count();
  if (stream !== undefined) {
    return storage.records.findIndex((record) => record.stream === stream && record.revision > from) >>> 0;
  }
  const at = storage.indexOf(Number(from));
  return storage.records[at]?.place === Number(from) ? at + 1 : at;
}
