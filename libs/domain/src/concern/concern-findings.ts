/** What the rules find of a concern: that the nämnd it was reported to has not opened it (B-008). */
import { addDays } from '../calendar/index.js';
import { filled } from '../kernel/index.js';
import { allConcerned, told } from '../making/answering.js';
import { type Sighting } from '../making/finding.js';
import { rulesOf, type FindingTable } from '../making/finding-table.js';
import { CONCERN_SAYS } from './concern-says.data.js';
import { type ConcernReading } from './reading.js';

/**
 * B-008 "omfattar hela socialtjänsten": so that the socialnämnd can answer for the child (SoL 20:1), which it does once it
 * has read of it. From the day after it was told, until it opens it.
 */
const notOpened = ({ report, toldOn, opened }: ConcernReading): readonly Sighting[] => {
  const { to } = report.data;
  const [openedOn] = opened.map(({ data: { on } }) => on).sort();
  return [
    {
      key: `opened ${to}`,
      parties: [to],
      raisedOn: addDays(toldOn, 1),
      resolvedOn: openedOn,
      causedBy: [report],
      duty: 'protectionAssessment',
      says: filled(CONCERN_SAYS.notOpened, { to }),
    },
  ];
};

const CONCERN_FINDINGS: FindingTable<ConcernReading> = {
  'B-008': {
    seenBy: notOpened,
    answer: told(['concern.opened'], allConcerned),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'immediately is no time that is counted, and what is seen is that no opening has been told',
    },
  },
};

/** The rules that a concern is held against. */
export const CONCERN_RULES = rulesOf(CONCERN_FINDINGS);
