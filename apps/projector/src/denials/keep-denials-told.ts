/** The teller of denials as a process of the read side has it: over its own log and keys, and told of in its log. */
import { streamCache, type Bearing } from '#cases';
import { type Keys } from '#contracts';
import { type EventLog } from '#event-log';
import { type Logger } from '#http';
import { subjectsAskedAfter } from './named-things.js';
import { tellDenials, type DenialTeller, type TellDenialsOptions } from './tell-denials.js';
import { whoseData } from './whose-data.js';

export interface KeepDenialsToldOptions extends Pick<TellDenialsOptions, 'ledger' | 'lease'> {
  readonly log: EventLog;
  readonly bearing: Pick<Bearing, 'bearersOf'>;
  readonly keys: Pick<Keys, 'of'>;
  readonly logger: Logger;
}

/** Events kept decoded: a denial is mostly of a case by itself. */
const EVENTS_CACHED = 1_000;

/** Tells from now on. Never rejects. */
export function keepDenialsTold({ log, keys, bearing, ledger, lease, logger }: KeepDenialsToldOptions): DenialTeller {
  const cache = streamCache({ log, keys }, EVENTS_CACHED);
  return tellDenials({
    ...{ ledger, log, lease },
    named: (asked, upTo) => subjectsAskedAfter({ log, bearing, cache }, asked, upTo),
    whose: (subject, upTo) => whoseData(cache, subject, upTo),
    onState: (state) => {
      if (state.kind === 'defect') logger.error({ err: state.error }, 'denials are told to nobody any more');
      if (state.kind === 'retrying')
        logger.warn({ err: state.error, attempts: state.attempts }, 'denials wait to be told');
    },
  });
}
