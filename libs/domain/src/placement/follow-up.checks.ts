/** Following a child up after care: begun after what it follows, one at a time, closed once (S-013). */
import { rejected } from '../saying/decision.js';
import { followUpsOf } from '../story/follow-up.js';
import { type CaseCheck } from '../story/so-far.js';
import { last } from '../story/story.js';

/** One follow-up goes on at a time: another is begun when it is closed. */
export const followsUpOnce: CaseCheck<'placement.followUpStarted'> = ({ data }, { story }) => {
  const goesOn = followUpsOf(story).some(
    ({ started, closed }) => started.data.on <= data.on && (closed === undefined || closed.data.on > data.on),
  );
  return goesOn ? rejected({ code: 'AlreadySaid', pointer: '/data/on', names: 'placement.followUpStarted' }) : null;
};

/** S-013 "senast sex månader från det att placeringen har upphört": by SoL it begins no earlier than the end. */
export const followsUpAfterTheEnd: CaseCheck<'placement.followUpStarted'> = ({ data }, { story }) => {
  const end = last(story.facts, 'placement.ended')?.data.endedOn;
  if (data.basis !== 'SoL23' || end === undefined || data.on >= end) return null;
  return rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${end}` });
};

/** What is closed was begun on that day or before, and is not closed already. */
export const closesWhatGoesOn: CaseCheck<'placement.followUpClosed'> = ({ data }, { story }) => {
  const begun = followUpsOf(story);
  const [first] = begun;
  if (!first) return null;
  const goesOn = begun.findLast(({ started }) => started.data.on <= data.on);
  if (!goesOn)
    return rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${first.started.data.on}` });
  if (!goesOn.closed) return null;
  return rejected({ code: 'AlreadySaid', pointer: '/data/on', names: 'placement.followUpClosed' });
};
