/** The course of a placement: registered once, started once, moved in between, ended once, each on a day that fits. */
import { rejected, type Decision } from '../saying/decision.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf, last, type Story } from '../story/story.js';
import { type Person } from './facts/placement.js';
import { partyKind, type Day } from '../kernel/index.js';

/** A-001 "när kommunen beslutar om placering": a placement is opened by a kommun, never by a region. */
export const isOpenedByAKommun: CaseCheck<'placement.registered'> = ({ meta }) =>
  partyKind(meta.party) === 'kommun'
    ? null
    : rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [], rule: 'A-001' });

/** One uuid, one placement. */
export const isRegisteredOnce: CaseCheck<'placement.registered'> = (_fact, { story }) =>
  story.registered ? rejected({ code: 'AlreadyRegistered' }) : null;

type Protected = Pick<Person, 'protection' | 'staysPermanentlyIn'>;

/** HSL 8:1: where one stays permanently matters only for one whose folkbokföring is protected. */
const staysOnlyIfProtected = ({ protection, staysPermanentlyIn }: Protected, within: string): Decision | null =>
  staysPermanentlyIn !== undefined && protection !== 'skyddadFolkbokforing'
    ? rejected({
        code: 'FieldNotAllowedHere',
        pointer: `${within}/staysPermanentlyIn`,
        expected: 'skyddadFolkbokforing',
      })
    : null;

/** As it is registered. */
export const staysPermanentlyOnlyIfProtected: CaseCheck<'placement.registered'> = ({ data: { person } }) =>
  staysOnlyIfProtected(person, '/data/person');

/** As it changes. */
export const staysPermanentlyOnlyWhileProtected: CaseCheck<'placement.protectionChanged'> = ({ data }) =>
  staysOnlyIfProtected(data, '/data');

const inconsistent = (pointer: string, expected: string): Decision =>
  rejected({ code: 'DateInconsistent', pointer, expected });

const startOf = (story: Story): Day | undefined => last(story.facts, 'placement.started')?.data.startedOn;
const endOf = (story: Story): Day | undefined => last(story.facts, 'placement.ended')?.data.endedOn;

/** A start lies no later than what followed it. */
export const startsBeforeItsMovesAndEnd: CaseCheck<'placement.started'> = ({ data }, { story }) => {
  const firstMove = factsOf(story.facts, 'placement.moved')[0]?.data.movedOn;
  for (const next of [firstMove, endOf(story)]) {
    if (next !== undefined && data.startedOn > next) return inconsistent('/data/startedOn', `≤ ${next}`);
  }
  return null;
};

/** One moves between homes after the start and before the end. */
export const movesWhilePlaced: CaseCheck<'placement.moved'> = ({ data }, { story }) => {
  const start = startOf(story);
  const end = endOf(story);
  if (start !== undefined && data.movedOn < start) return inconsistent('/data/movedOn', `≥ ${start}`);
  if (end !== undefined && data.movedOn > end) return rejected({ code: 'CaseEnded', endedOn: end });
  return null;
};

/** What is broken off has begun, and has not ended. */
export const interruptedWhilePlaced: CaseCheck<'placement.executionInterrupted'> = ({ data }, { story }) => {
  const start = startOf(story);
  const end = endOf(story);
  if (start !== undefined && data.on < start) return inconsistent('/data/on', `≥ ${start}`);
  return end !== undefined && data.on > end ? rejected({ code: 'CaseEnded', endedOn: end }) : null;
};

/** What has ended stands on no other ground afterwards. */
export const changesBasisBeforeTheEnd: CaseCheck<'placement.legalBasisChanged'> = ({ data }, { story }) => {
  const end = endOf(story);
  return end !== undefined && data.from > end ? rejected({ code: 'CaseEnded', endedOn: end }) : null;
};

/** A placement is not planned to end before it began. */
export const isPlannedToEndAfterTheStart: CaseCheck<'placement.endPlanned'> = ({ data }, { story }) => {
  const start = startOf(story);
  return start !== undefined && data.plannedEnd < start ? inconsistent('/data/plannedEnd', `≥ ${start}`) : null;
};

/** A placement ends once; a wrong day is corrected. */
export const endsOnce: CaseCheck<'placement.ended'> = (_fact, { story }) => {
  const end = endOf(story);
  return end === undefined ? null : rejected({ code: 'CaseEnded', endedOn: end });
};

/** An end lies no earlier than the start and the last move. */
export const endsAfterItsStartAndMoves: CaseCheck<'placement.ended'> = ({ data }, { story }) => {
  const lastMove = last(story.facts, 'placement.moved')?.data.movedOn;
  for (const before of [startOf(story), lastMove]) {
    if (before !== undefined && data.endedOn < before) return inconsistent('/data/endedOn', `≥ ${before}`);
  }
  return null;
};
