/** What a step in court and a restriction of contact must say to be one (LVU 8 and 14 §§). */
import { rejected, type Decision } from '../saying/decision.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf } from '../story/story.js';
import { type CourtStepKind } from './facts/placement.js';

const notAllowed = (pointer: string, expected: string): Decision =>
  rejected({ code: 'FieldNotAllowedHere', pointer, expected });

const MAY_SAY_UNTIL: readonly CourtStepKind[] = ['extensionRequested', 'extensionGranted'];

/** LVU 8 § "Förvaltningsrätten får medge förlängning av denna tid": until a day; no other step sets one. */
export const saysUntilWhenOfAnExtension: CaseCheck<'placement.courtStep'> = ({ data: { step, until } }) => {
  const pointer = '/data/until';
  if (until !== undefined) return MAY_SAY_UNTIL.includes(step) ? null : notAllowed(pointer, MAY_SAY_UNTIL.join(', '));
  if (step !== 'extensionGranted') return null;
  return rejected({ code: 'FieldRequiredHere', pointer, expected: 'YYYY-MM-DD' });
};

/** S-006 "överväga om ett sådant beslut … fortfarande behövs": only such a consideration is of a restriction. */
export const namesARestrictionOnlyOfIts: CaseCheck<'placement.reviewed'> = ({ data: { kind, restrictionId } }) =>
  restrictionId === undefined || kind === 'contactRestriction'
    ? null
    : notAllowed('/data/restrictionId', 'contactRestriction');

/** A restriction ends no earlier than it was decided. */
export const endsAfterItWasDecided: CaseCheck<'placement.contactRestrictionEnded'> = ({ data }, { story }) => {
  const restricted = factsOf(story.facts, 'placement.contactRestricted').find(
    (one) => one.data.restrictionId === data.restrictionId,
  );
  if (!restricted || restricted.data.decidedOn <= data.on) return null;
  return rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${restricted.data.decidedOn}` });
};
