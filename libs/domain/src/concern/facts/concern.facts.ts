/** Every fact of a concern for a child: from when it counts, and a sample of it. */
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { OPENED_ENTRY } from '../../fact/opened.js';
import { type Picker } from '../../fact/picker.js';
import { type Day, type PartyId } from '../../kernel/index.js';
import { type About, type ConcernFact } from './concern.js';

const BORN = '2012-03-04' as Day;
const ADDRESSEES = ['kommun-2080.socialnamnden', 'kommun-2080', 'kommun-2081'] as PartyId[];

const about = (pick: Picker): About =>
  pick.oneOf<() => About>([() => ({ personId: pick.uuid('person') }), () => ({ birthDate: BORN })])();

export const CONCERN_FACTS = {
  'concern.reported': {
    ownDate: on,
    // D-029 "kan det ändå vara olämpligt": save for this, which is told whatever the individual wants.
    represents: ['D-029'],
    sample: (pick) => ({
      about: about(pick),
      to: pick.oneOf(ADDRESSEES),
      on: pick.day(),
      urgent: pick.oneOf([false, true]),
    }),
  },
  'concern.opened': OPENED_ENTRY,
  'concern.disclosureDecided': DISCLOSURE_DECIDED,
  'concern.disclosureEnded': DISCLOSURE_ENDED,
  'concern.annulled': { ownDate: whenSaid, sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }) },
} satisfies FactEntries<ConcernFact>;
