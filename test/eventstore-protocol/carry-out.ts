/** Carrying out an append as its fate has it. */
import { type Write, type WriteOutcome } from './commit-check.js';
import { rpcErrors, type RpcError } from './rpc-errors.js';
import { type Serving } from './serving.js';

export interface Answer {
  readonly outcome: (outcome: WriteOutcome) => void;
  readonly failed: (error: RpcError) => void;
}

const SAID = {
  timeout: () => rpcErrors.timeout('Commit phase timeout.'),
  notReady: rpcErrors.notReady,
  busy: rpcErrors.busy,
  cancelled: rpcErrors.cancelled,
  unforeseen: rpcErrors.unforeseen,
} as const;

export function carryOut(serving: Serving, write: Write, answer: Answer): void {
  const { writer, fate } = serving;
  const { first, write: when, lateMs, answer: how } = fate.ofAppend();
  first?.();
  const outcome = when === 'now' ? writer.write(write) : undefined;
  if (how === 'dropped') fate.dropConnections();
  else if (how === 'usual') answerWith(serving, outcome, answer);
  else if (how !== 'none') answer.failed(SAID[how]());
  if (when === 'late') setTimeout(() => writer.write(write), lateMs);
}

/** What is written is acknowledged when it is shown; a repetition of what is not shown yet is not, until the server's time is over. */
function answerWith({ storage, timeoutMs }: Serving, outcome: WriteOutcome | undefined, answer: Answer): void {
  if (!outcome) throw new Error('an append that is not written cannot be answered as usual');
  const last = outcome.result === 'success' ? outcome.last : undefined;
  if (!last || storage.shown.has(last)) {
    answer.outcome(outcome);
    return;
  }
  const over = (): void => {
    clearTimeout(timer);
    stopHearing();
  };
  const timer = setTimeout(() => {
    over();
    answer.failed(rpcErrors.timeout('Commit phase timeout.'));
  }, timeoutMs).unref();
  const stopHearing = storage.onShown(() => {
    if (outcome.result !== 'success' || outcome.again || !storage.shown.has(last)) return;
    over();
    answer.outcome(outcome);
  });
}
