/** Mutants that once left every spec green, each a slip of the law that somebody would have paid for. */

export interface NamedMutant {
  /** What no spec showed. */
  readonly name: string;
  /** The file's own name: it may move. */
  readonly file: string;
  /** Code that stands once in the file, and what the slip makes of it; blanks count as one. */
  readonly was: string;
  readonly is: string;
}

export const NAMED: readonly NamedMutant[] = [
  {
    name: 'superseded on the day itself',
    file: 'in-force.ts',
    was: 'agreement.supersededBy.on <= asked.day',
    is: 'agreement.supersededBy.on < asked.day',
  },
  {
    name: "the agreement's last day",
    file: 'in-force.ts',
    was: 'day <= validThrough(agreement, day) &&',
    is: 'day < validThrough(agreement, day) &&',
  },
  {
    name: "no agreement judges without the region's approval (A-128)",
    file: 'in-force.ts',
    was: 'hasApprovingRegion(agreement, asked.day) &&',
    is: '',
  },
  {
    name: 'the clock wakes on the birthdays of the law',
    file: 'turning-days.ts',
    was: 'for (const age of AGES) add(turns(course, age), true);',
    is: '',
  },
  {
    name: 'a cost line that begins on the last day',
    file: 'lines.ts',
    was: 'line.from > endedOn',
    is: 'line.from >= endedOn',
  },
  {
    name: "whose an emergency's deadline is before it is due",
    file: 'emergency.ts',
    was: 'story.asOf < common.dueOn ? story.asOf : common.dueOn',
    is: 'common.dueOn',
  },
  {
    name: 'a birthday on the day on which the basis ends',
    file: 'review.ts',
    was: 'ends <= run.until',
    is: 'ends < run.until',
  },
  {
    name: 'a review on the first day',
    file: 'review.ts',
    was: 'data.on >= from',
    is: 'data.on > from',
  },
  {
    name: 'a missed review is over at eighteen',
    file: 'review.ts',
    was: 'inTimeThrough(made) && stop > course.story.asOf',
    is: 'inTimeThrough(made)',
  },
  {
    name: 'a care plan revised on the first day',
    file: 'start-of-care.ts',
    was: 'data.on >= run.from',
    is: 'data.on > run.from',
  },
  {
    name: 'a birthday on the last day in time',
    file: 'start-of-care.ts',
    was: 'grown > inTimeThrough(made)',
    is: 'grown >= inTimeThrough(made)',
  },
  {
    name: 'care that ends on the birthday is in time (A-058)',
    file: 'consent-rules.ts',
    was: '(over ?? AFTER_ALL) <= limit',
    is: '(over ?? AFTER_ALL) < limit',
  },
  {
    name: 'the chair may decide by socialtjänstlagen (A-053)',
    file: 'care-acts.data.ts',
    was: "decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'delegate']",
    is: "decidedBy: ['socialnamnd', 'utskott', 'delegate']",
  },
  {
    name: 'a delegate may not decide by LVM (A-053)',
    file: 'care-acts.data.ts',
    was: "says: 'orderLapseLVM' }, decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt']",
    is: "says: 'orderLapseLVM' }, decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'delegate', 'forvaltningsratt']",
  },
  {
    name: 'a review before the start tells nothing (A-078)',
    file: 'follow-up-rules.ts',
    was: 'data.on >= started.data.startedOn && extendsBeyond',
    is: 'extendsBeyond',
  },
  {
    name: 'how long before its end a review tells of the plan (A-078)',
    file: 'parameters.data.ts',
    was: "value: 60, unit: 'days'",
    is: "value: 30, unit: 'days'",
  },
  {
    name: 'the home region contacted on the same day (A-083)',
    file: 'follow-up-rules.ts',
    was: 'homeRegionContactedOn <= on',
    is: 'homeRegionContactedOn < on',
  },
  {
    name: 'a move on the last day',
    file: 'course.checks.ts',
    was: 'data.movedOn > end',
    is: 'data.movedOn >= end',
  },
  {
    name: 'immediate custody is for those under twenty (LVU 6 §)',
    file: 'care-acts.data.ts',
    was: "'6': { givenUnderAge: 20, endsAtAge: 20",
    is: "'6': { givenUnderAge: 21, endsAtAge: 20",
  },
  {
    name: 'two custody holders who are not named apart (A-056)',
    file: 'consents.ts',
    was: 'return named.size + more;',
    is: 'return named.size;',
  },
];
