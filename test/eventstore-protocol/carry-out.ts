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

export function carryOut({ writer, fate }: Serving, write: Write, answer: Answer): void {
  const { first, write: when, lateMs, answer: how } = fate.ofAppend();
  first?.();
  const outcome = when === 'now' ? writer.write(write) : undefined;
  if (how === 'dropped') fate.dropConnections();
  else if (how === 'usual') answerWith(outcome, answer);
  else if (how !== 'none') answer.failed(SAID[how]());
  if (when === 'late') setTimeout(() => writer.write(write), lateMs);
}

function answerWith(outcome: WriteOutcome | undefined, answer: Answer): void {
  if (!outcome) throw new Error('an append that is not written cannot be answered as usual');
  answer.outcome(outcome);
}
