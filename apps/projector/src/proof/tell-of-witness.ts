/** What the one who runs the hub is told of a witness that did not cosign: a fork is for somebody to look into at once. */
import { type Logger } from '#http';
import { type Witness, type WitnessSaid } from '#proof';

type Level = 'warn' | 'error';
const SAYS: Readonly<Record<Exclude<WitnessSaid['kind'], 'cosigned'>, readonly [Level, string]>> = {
  away: ['warn', 'a witness does not answer: the log goes on without its line'],
  hasSeenMore: [
    'error',
    'a witness says that it has seen more of the log than there is: what is lost, or does it lie?',
  ],
  disagrees: ['error', 'a witness says that the log does not go on from what it has seen: two logs, or does it lie?'],
  unbelieved: ['warn', 'a witness answers what cannot be believed: the log goes on without its line'],
};

/** Tells the log of the process. */
export function tellOfWitness(logger: Logger): (witness: Witness, said: WitnessSaid) => void {
  return ({ key, url }, said) => {
    if (said.kind === 'cosigned') return;
    const [level, words] = SAYS[said.kind];
    logger[level]({ witness: key.name, url, ...said }, words);
  };
}
