/** What may be said of a deviation: reported by a principal, handled by those whom it concerns, each for itself. */
import { decidesOnDisclosure, endsDisclosure, type DisclosingSoFar } from '../saying/disclosing.js';
import { type SignatureIn } from '../fact/entry.js';
import { type PartyId, type Said } from '../kernel/index.js';
import { answerOf } from '../saying/answers.js';
import { hasHappened, judgedBy } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { dependentsAmong, refusedAsNoAnswer, refusedAsSaid, refusedAsUnknown } from '../saying/names.js';
import { signaturesUnder } from '../saying/fact-entries.js';
import { isWordOf, sidesConcerned } from './concerned.js';
import {
  isDoneByItsResponsible,
  isDoneOnce,
  isLaidOnOneConcerned,
  isNotAfterTheClosure,
  isNotAnnulled,
  isReported,
  isReportedOnce,
  isSaidByOneConcerned,
  lastsADay,
  laysAreasOnThoseConcerned,
} from './concerned.checks.js';
import {
  confirmsAnothersClosure,
  confirmsAnothersSplit,
  confirmsSplitOnce,
  hasAClosureToConfirm,
  hasNotSpoken,
} from './confirmation.checks.js';
import { type DeviationFactOf } from './deviation-story.js';
import { type DEVIATION_FACTS } from './facts/deviation.facts.js';
import { type DeviationFact } from './facts/deviation.js';
import { type DeviationCheck, type DeviationSoFar } from './deviation-so-far.js';

type Checks = { readonly [T in DeviationFact['type']]: readonly DeviationCheck<T>[] };

/** An id names one thing in a deviation. */
const isSaidOnce: DeviationCheck = (fact, { story }) => refusedAsSaid<DeviationFact>(fact, story.facts);

/** What it names has been said of the same deviation, or is another's to say and waited for. */
const knowsWhatItNames: DeviationCheck = (fact, { story, takenBack }) =>
  refusedAsUnknown<DeviationFact>(fact, { facts: story.facts, takenBack });

const answersWhatItNames: DeviationCheck = (fact, { story }) => refusedAsNoAnswer<DeviationFact>(fact, story.chains);

/** What holds of all that is said of one after its report. */
const byOneConcerned = [isNotAnnulled, isReported, isSaidByOneConcerned];

const onHasCome = hasHappened<{
  readonly data: { readonly on: DeviationFactOf<'deviation.actionDone'>['data']['on'] };
}>(({ on }) => ({ '/data/on': on }));

const whatIsSaid = ({ story, takenBack, today }: DeviationSoFar): DisclosingSoFar => ({ ...story, takenBack, today });

const DEVIATION_CHECKS: Checks = {
  'deviation.reported': [
    isNotAnnulled,
    isReportedOnce,
    hasHappened(({ occurredOn }) => ({ '/data/occurredOn': occurredOn })),
  ],
  'deviation.temporaryResponsibilityProposed': [
    ...byOneConcerned,
    isSaidOnce,
    laysAreasOnThoseConcerned,
    lastsADay,
    isNotAfterTheClosure,
  ],
  'deviation.temporaryResponsibilityConfirmed': [
    ...byOneConcerned,
    knowsWhatItNames,
    answersWhatItNames,
    confirmsAnothersSplit,
    confirmsSplitOnce,
    isNotAfterTheClosure,
  ],
  'deviation.investigationStarted': [...byOneConcerned, onHasCome, isNotAfterTheClosure],
  'deviation.actionDecided': [...byOneConcerned, isSaidOnce, isLaidOnOneConcerned, isNotAfterTheClosure],
  // What was decided is done after the closure too.
  'deviation.actionDone': [...byOneConcerned, knowsWhatItNames, isDoneByItsResponsible, isDoneOnce, onHasCome],
  'deviation.closureProposed': [...byOneConcerned, hasNotSpoken, onHasCome],
  'deviation.closureConfirmed': [
    ...byOneConcerned,
    hasAClosureToConfirm,
    answersWhatItNames,
    confirmsAnothersClosure,
    hasNotSpoken,
    onHasCome,
  ],
  'deviation.disclosureDecided': [isNotAnnulled, isReported, decidesOnDisclosure(whatIsSaid)],
  'deviation.disclosureEnded': [isNotAnnulled, isReported, endsDisclosure(whatIsSaid)],
  // Annulments are judged by what they take back, as those of every kind.
  'deviation.annulled': [],
};

type Read = (facts: readonly Said<DeviationFact>[]) => DeviationSoFar;

/** The law of one deviation, given how its messages are read, and who may report it where it concerns a placement. */
export function lawOfDeviation(
  read: Read,
  mayReport: readonly DeviationCheck<'deviation.reported'>[] = [],
): StreamLaw<DeviationFact> {
  const checks: Checks = {
    ...DEVIATION_CHECKS,
    'deviation.reported': [...DEVIATION_CHECKS['deviation.reported'], ...mayReport],
  };
  return {
    judge: (fact, others) => judgedBy(checks[fact.type] as readonly DeviationCheck[], fact, read(others)),
    countersignedBy: (fact, all) => countersigners(fact, read(all)),
    dependents: (before, after, others) => [
      ...dependentsAmong(read(others).story.facts, before, after),
      ...leftOutBy(before, after, read(others).story.facts),
    ],
    mustStay: () => null,
  };
}

/** A-107 "gemensamt": whoever has said something of it is not put out of it by a correction of the report. */
function leftOutBy(
  before: Said<DeviationFact>,
  after: Said<DeviationFact> | null,
  facts: readonly Said<DeviationFact>[],
): readonly Said<DeviationFact>[] {
  if (before.type !== 'deviation.reported' || after?.type !== 'deviation.reported') return [];
  const gone = sidesConcerned(before).filter((side) => !sidesConcerned(after).some((one) => isWordOf(side, one)));
  return facts.filter(({ meta }) => gone.some((side) => isWordOf(meta.party, side)));
}

type Signature = SignatureIn<typeof DEVIATION_FACTS>;

/** Who stands beside a confirmation once all have confirmed: then it is no more one side's. */
const BESIDE: {
  readonly [T in Signature]: (
    fact: DeviationFactOf<T>,
    reading: NonNullable<DeviationSoFar['reading']>,
  ) => readonly PartyId[];
} = {
  'deviation.temporaryResponsibilityConfirmed': ({ data }, { splits }) =>
    splits
      .filter(({ proposed, agreedOn }) => agreedOn !== null && proposed.data.splitId === data.splitId)
      .flatMap(({ proposed, confirmedBy }) => [proposed, ...confirmedBy].map(({ meta }) => meta.party)),
  'deviation.closureConfirmed': (_fact, { closure }) =>
    closure.closedOn === null ? [] : closure.words.map(({ said }) => said.meta.party),
};

/** A confirmed split and a confirmed closure are superseded, not taken back by one side; what works nothing binds nobody. */
function countersigners(fact: Said<DeviationFact>, { story, reading }: DeviationSoFar): readonly PartyId[] {
  if (!reading || isVain(fact, reading.story)) return [];
  const signatures = signaturesUnder(fact, story.facts)
    .filter((signature) => !isVain(signature, reading.story))
    .map(({ meta }) => meta.party);
  const beside = (BESIDE as Readonly<Record<string, (typeof BESIDE)[Signature] | undefined>>)[fact.type] as
    ((fact: Said<DeviationFact>, reading: NonNullable<DeviationSoFar['reading']>) => readonly PartyId[]) | undefined;
  const signers = [...signatures, ...(beside?.(fact, reading) ?? [])];
  return [...new Set(signers.filter((party) => party !== fact.meta.party))];
}

const isVain = (answer: Said<DeviationFact>, { chains, facts }: Pick<DeviationSoFar['story'], 'chains' | 'facts'>) =>
  (answerOf<DeviationFact>(answer, chains, facts)?.undone ?? null) !== null;
