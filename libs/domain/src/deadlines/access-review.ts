/** When a reading beyond one's grounds is to have been reviewed: within seven days of the day on which it was begun. */
import { timedDeadline, type Deadline } from '../making/deadline.js';
import { type Course } from '../story/course.js';
import { accessesIn } from '../story/emergency-accesses.js';

/** H-013 "Varje nödåtkomst granskas av den nämnd som placerar, inom sju dagar". */
export const accessReviewDeadlines = ({ story, kommun }: Course): readonly Deadline[] =>
  accessesIn(story.facts).flatMap(({ said, review }) =>
    timedDeadline(story, {
      kind: 'emergencyAccessReview',
      key: said.data.accessId,
      startsOn: said.meta.saidOn,
      metOn: review?.data.on,
      responsible: [kommun],
      causedBy: review ? [said, review] : [said],
    }),
  );
