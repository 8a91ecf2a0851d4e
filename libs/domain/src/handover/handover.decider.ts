/** What may be said of handovers: each fact with the conditions it is held to, in the order they are tried. */
import { DECIDES_ON_DISCLOSURE, ENDS_DISCLOSURE } from '../story/disclosing.checks.js';
import { hasHappened } from '../saying/check.js';
import { isSaidOnce } from '../story/names.checks.js';
import { type CaseCheck } from '../story/so-far.js';
import { type Day } from '../kernel/index.js';
import { type HandoverFact } from './facts/handover.js';
import {
  answersWhatStartedIt,
  awaitsNoAnswer,
  completesWhatItAccepted,
  handsOverWhatItHas,
  isBetweenTwoRegions,
  isNamedAnew,
  isNotAccepted,
  isOfAKnownHandover,
  isOfAPlacement,
  isSaidByTheReceiver,
  isSaidByTheSender,
  isStartedByOneOfTheTwo,
  takesBackItsOwn,
} from './handover.checks.js';

const onHasCome = hasHappened<{ readonly data: { readonly on: Day } }>(({ on }) => ({ '/data/on': on }));

const ANSWERED = [
  isOfAPlacement,
  isOfAKnownHandover,
  isSaidByTheReceiver,
  answersWhatStartedIt,
  isNotAccepted,
  onHasCome,
] as const;

/** A-075 "inget avbrott i vårdkedjan"; A-076 "tar den nya regionen över vårdansvaret". */
export const HANDOVER_CHECKS: { readonly [T in HandoverFact['type']]: readonly CaseCheck<T>[] } = {
  'handover.initiated': [
    isOfAPlacement,
    isBetweenTwoRegions,
    isStartedByOneOfTheTwo,
    isSaidOnce,
    isNamedAnew,
    awaitsNoAnswer,
    handsOverWhatItHas,
  ],
  'handover.materialSent': [isOfAPlacement, isOfAKnownHandover, isSaidByTheSender, onHasCome],
  'handover.accepted': ANSWERED,
  'handover.rejected': ANSWERED,
  'handover.completed': [isOfAPlacement, isOfAKnownHandover, isSaidByTheReceiver, completesWhatItAccepted, onHasCome],
  'handover.withdrawn': [isOfAPlacement, isOfAKnownHandover, takesBackItsOwn, onHasCome],
  'handover.disclosureDecided': DECIDES_ON_DISCLOSURE,
  'handover.disclosureEnded': ENDS_DISCLOSURE,
  'handover.annulled': [],
};
