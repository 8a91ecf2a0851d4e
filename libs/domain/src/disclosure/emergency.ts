/** The grounds of reading in an emergency: to one person, for so many minutes; and to the nämnd that is to review it, what was given as the reason. */
import { GROUNDS, statuteOfGround } from '../fact/ground.js';
import { controllerOf } from '../fact/controller.js';
import { type Day } from '../kernel/index.js';
import { whyOf } from '../rules/index.js';
import { isOfOneAuthority } from '../saying/disclosing.js';
import { accessesIn, type EmergencyAccess } from '../story/emergency-accesses.js';
import { type Story } from '../story/story.js';
import { givenGround } from './given.js';
import { statusOn, type Ground } from './ground.js';

/** Of a case that is registered, and stands. */
export function emergencyGrounds(story: Story, day: Day): readonly Ground[] {
  const accesses = story.registered ? accessesIn(story.facts) : [];
  return accesses.flatMap((access) => [readingGround(story, day, access), ...reviewGround(story, day, access)]);
}

/**
 * D-024 "Exempel på sekretessbrytande regler": need (nöd, BrB 24:4), of everybody's words on the placement, but for its costs;
 * H-012 "Var en person med skyddade uppgifter finns öppnas inte vid nödåtkomst förrän den är godkänd av en annan person".
 */
function readingGround(story: Story, day: Day, { said, from, until, lastDay, approval }: EmergencyAccess): Ground {
  const { accessId, by } = said.data;
  const { party: recipient, ...person } = by;
  const { strength, opens } = GROUNDS.emergency;
  const statute = statuteOfGround('emergency', recipient, day);
  const days = { from: said.meta.recordedOn, to: lastDay };
  return {
    ...{ ground: 'emergency', groundId: accessId, recipient, discloser: null, strength },
    toPerson: { ...person, from, until },
    opens: {
      classes: opens,
      named: approval ? ['place'] : [],
      subject: { kind: 'placement', id: story.placementId },
    },
    ...days,
    status: statusOn(days, day),
    ...(statute ? { statute } : {}),
    why: whyOf(story, 'D-024', approval ? [said, approval] : [said], statute),
  };
}

/** H-013 "Varje nödåtkomst granskas av den nämnd som placerar": so it is told why another has read. */
function reviewGround(story: Story, day: Day, { said }: EmergencyAccess): readonly Ground[] {
  const reviewer = story.placings.at(-1)?.party;
  const { messageId, party, subject } = said.meta;
  if (reviewer === undefined || isOfOneAuthority(reviewer, party)) return [];
  return [
    givenGround(
      { judging: story, day },
      {
        ...{ ground: 'accessReview', recipient: reviewer, discloser: controllerOf(party), rule: 'H-013' },
        opens: { messages: [messageId], subject },
        causes: [said],
      },
    ),
  ];
}
