/** Whether a SIP has been considered where measures of both principals meet in a placement. */
import { earliest, maxDay } from '../calendar/index.js';
import { partyKind } from '../kernel/index.js';
import { type FindingTable } from '../making/finding-table.js';
import { dayOf } from '../saying/fact-entries.js';
import { sipsOfCase } from '../sip/sips-of-case.js';
import { factsOf, type FactOf } from '../story/story.js';
import { endOf, type Judged, type SeenBy } from './finding-rule.js';
import { SIP_OF_CASE_SAYS } from './sip-says.data.js';

/** A-023 "behov av insatser från både socialtjänst och hälso- och sjukvård": measures of a kommun and of a region. */
const isOfBoth = ({ data }: FactOf<'placement.responsibilityClarified'>): boolean =>
  new Set(data.measures.flatMap(({ responsible }) => responsible.map(partyKind))).size > 1;

/** A-024 "ska, med den enskildes samtycke, initiera en SIP, samt informera": from the start, until one has been considered. */
const notConsidered: SeenBy = ({ course }) => {
  const { story, started } = course;
  const list = factsOf(story.facts, 'placement.responsibilityClarified').find(isOfBoth);
  if (!started || !list) return [];
  const raisedOn = maxDay(dayOf(list), started.data.startedOn);
  const first = sipsOfCase(story).find(({ on }) => on <= story.asOf);
  if (first && first.on <= raisedOn) return [];
  return [
    {
      key: 'sip',
      parties: [course.kommun, ...list.data.measures.flatMap(({ responsible }) => responsible)],
      raisedOn,
      resolvedOn: earliest(first?.on, endOf(course)),
      causedBy: [list, started, ...(first ? [first.said] : [])],
      ...(first ? { readFrom: [{ stream: first.sip.stream, revision: first.revision }] } : {}),
      duty: 'individualPlan',
      says: SIP_OF_CASE_SAYS.notConsidered,
    },
  ];
};

export const SIP_OF_CASE_FINDINGS: FindingTable<Judged> = {
  'A-024': {
    seenBy: notConsidered,
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'what is seen is that none has been told of; one may have been considered in the parties’ own systems',
    },
  },
};
