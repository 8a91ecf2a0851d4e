/** What a deviation waits for: that it is investigated, that a split is confirmed, that the others agree to close it. */
import { subjectText, type PartyId, type Said } from '../kernel/index.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { dayOf } from '../saying/fact-entries.js';
import { sideOf } from './concerned.js';
import { type DeviationFact } from './facts/deviation.js';
import { type DeviationReading } from './reading.js';

/** The sides that none of some facts is the word of. */
const silentOf = ({ story: { sides } }: DeviationReading, said: readonly Said<DeviationFact>[]): readonly PartyId[] => {
  const spoken = said.map((fact) => sideOf(fact, sides));
  return sides.filter((side) => !spoken.includes(side));
};

/** All that waits in one that goes on. */
export function waitingInDeviation(reading: DeviationReading): readonly Waiting[] {
  const { story, closure } = reading;
  if (story.isAnnulled || closure.closedOn !== null) return [];
  return [...investigation(reading), ...splits(reading), ...closing(reading)];
}

const subjectOf = ({ story }: DeviationReading): string => subjectText({ kind: 'deviation', id: story.deviationId });

/** A-107 "ska hantering av avvikelsen göras gemensamt": reported, and neither begun nor to be closed. */
function investigation(reading: DeviationReading): readonly Waiting[] {
  const { story, investigations, closure } = reading;
  if (investigations.length > 0 || closure.words.length > 0) return [];
  return waitingOf(story.judging, {
    what: 'deviationInvestigation',
    key: story.deviationId,
    subject: subjectOf(reading),
    waitsFor: story.sides,
    since: dayOf(story.reported),
  });
}

/** A-108 "omgående komma överens om en tillfällig ansvarsfördelning": each that its author has not replaced, of those who have not confirmed it. */
const splits = (reading: DeviationReading): readonly Waiting[] =>
  reading.splits
    .filter(({ agreedOn, replacedOn }) => agreedOn === null && replacedOn === null)
    .flatMap(({ proposed, confirmedBy }) =>
      waitingOf(reading.story.judging, {
        what: 'splitConfirmation',
        key: `${reading.story.deviationId} ${proposed.data.splitId}`,
        subject: subjectOf(reading),
        waitsFor: silentOf(reading, [proposed, ...confirmedBy]),
        since: dayOf(proposed),
      }),
    );

/** A-107 "gemensamt": some have said that it is over, and the others have not. */
function closing(reading: DeviationReading): readonly Waiting[] {
  const { story, closure } = reading;
  const [first] = closure.words.map(({ on }) => on).sort();
  if (first === undefined) return [];
  return waitingOf(story.judging, {
    what: 'closureConfirmation',
    key: story.deviationId,
    subject: subjectOf(reading),
    waitsFor: silentOf(
      reading,
      closure.words.map(({ said }) => said),
    ),
    since: first,
  });
}
