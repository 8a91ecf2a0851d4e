/** Whether a reading beyond one's grounds was one that an emergency permits (D-022). */
import { accessesIn } from '../story/emergency-accesses.js';
import { principalsOn } from '../story/parties.js';
import { type FindingTable } from '../making/finding-table.js';
import { ACCESS_SAYS } from './access-says.data.js';
import { inEach, type Judged, type SeenBy } from './finding-rule.js';

/** D-022 "om det inte står klart att uppgiften kan röjas": what no emergency permitted was read without a ground. Told to both principals. */
const readWithoutGround: SeenBy = ({ course: { story } }) =>
  inEach(accessesIn(story.facts), ({ said, review }) => {
    if (review?.data.result !== 'unjustified') return null;
    const raisedOn = review.data.on;
    return {
      key: said.data.accessId,
      parties: principalsOn(story, raisedOn),
      raisedOn,
      causedBy: [said, review],
      says: ACCESS_SAYS.unjustified,
    };
  });

export const ACCESS_FINDINGS: FindingTable<Judged> = {
  'D-022': {
    seenBy: readWithoutGround,
    answer: { by: 'nothing', because: 'what has been read cannot be unread' },
    discloses: 'case',
  },
};
