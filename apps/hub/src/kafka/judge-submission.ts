/** The receipt of one submission, whatever it is; or that it cannot be had now. */
import { LRUCache } from 'lru-cache';
import { problem, type Problem } from '#contracts';
import { type Uuid } from '#domain';
import { isFault } from '#follow';
import { integrityCodeOf, type Logger } from '#http';
import { isReceiveFault, type Receive } from '../receive/receive.js';
import { type Receipt } from '../receipt/receipt.js';
import { type Submission } from './read-submission.js';

/** Messages remembered that met a defect: as many as may be under way. */
const DEFECTS_KEPT_MAX = 10_000;

export interface SubmissionJudgeDeps {
  readonly receive: Pick<Receive, 'one' | 'refuse'>;
  readonly logger: Logger;
  readonly onJudged: (receipt: Receipt) => void;
}

export type SubmissionJudge = (submission: Submission) => Promise<Receipt | 'fault'>;

/**
 * What can never succeed is put aside, so that nothing blocks a partition. That goes for a defect, too, once another
 * message has been accepted after it: then it is that message. Where none is, the hub itself is broken, and would put
 * aside all that parties say: it is kept on the topic and tried again.
 */
export function submissionJudge({ receive, logger, onJudged }: SubmissionJudgeDeps): SubmissionJudge {
  let accepted = 0;
  const metAfter = new LRUCache<Uuid, number>({ max: DEFECTS_KEPT_MAX });

  const afterDefect = async ({ party, arrival, recordId, topic }: Submission, error: unknown) => {
    const before = metAfter.get(recordId);
    if (before === undefined) {
      logger.error({ err: error, topic }, 'a message met a defect of the hub');
      metAfter.set(recordId, accepted);
      return 'fault' as const;
    }
    if (accepted === before) return 'fault' as const;
    logger.error({ err: error, topic }, 'a message that met a defect of the hub was put aside');
    return receive.refuse(party, arrival, problem('InternalError'));
  };

  const judged = async (submission: Submission): Promise<Receipt | 'fault'> => {
    const { party, arrival, defect } = submission;
    if (defect !== undefined) return afterDefect(submission, defect);
    try {
      const receipt = await receive.one(party, arrival);
      return isGivenBack(receipt) ? await receive.refuse(party, arrival, receipt.problem) : receipt;
    } catch (error) {
      if (isPassing(error)) throw error;
      return afterDefect(submission, error);
    }
  };

  return async (submission) => {
    try {
      const receipt = await judged(submission);
      if (receipt === 'fault') return receipt;
      if (receipt.outcome === 'accepted') accepted += 1;
      onJudged(receipt);
      return receipt;
    } catch (error) {
      if (!isPassing(error)) throw error;
      logger.debug({ err: error, topic: submission.topic }, 'a message cannot be judged now');
      return 'fault';
    }
  };
}

/** A disk that fails, and a log that is another's, are no message's fault: everything stays on the topics. */
const isOfTheHost = (error: unknown): boolean =>
  ['DiskFailed', 'LogTaken', 'OfAnotherLog'].includes(integrityCodeOf(error) ?? '');

const isPassing = (error: unknown): boolean => isReceiveFault(error) || isFault(error) || isOfTheHost(error);

/** Refused without being put aside, as where too many wait: over HTTP the sender has it still, here only the topic has. */
function isGivenBack(receipt: Receipt): receipt is Receipt & { readonly problem: Problem } {
  return receipt.problem !== undefined && receipt.quarantineId === undefined;
}
