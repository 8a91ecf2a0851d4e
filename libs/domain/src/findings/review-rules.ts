/** Whether care was considered or reexamined as its act asks, and by whom (A-061, S-009). */
import { basisOn, isUnder, type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type CareAct } from '../placement/facts/care-acts.data.js';
import { careActOf, sectionsWhere, type CareActId } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { earliest } from '../calendar/index.js';
import { groundsOn } from '../compulsory-care/age-limits.js';
import { restrictionsOf } from '../compulsory-care/restrictions.js';
import { reviewsEndAfter, type ReviewsEnd } from '../deadlines/review.js';
import { filled, messageKeyOf, oneOf, type Day } from '../kernel/index.js';
import { REVIEW_SAYS } from './review-says.data.js';
import { BODIES } from './decision-says.data.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { told } from '../making/answering.js';

type Reviewed = FactOf<'placement.reviewed'>;
type Kind = Reviewed['data']['kind'];

const reviewsOf = (course: Course): readonly Reviewed[] => factsOf(course.story.facts, 'placement.reviewed');

/** What the grounds that no birthday has ended ask for. */
const askedByGrounds = (course: Course, basis: LegalBasis, day: Day): readonly (Kind | undefined)[] =>
  basis.interim ? [] : groundsOn(course, basis, day).map(({ review }) => review);

const sectionsReexamined = (act: CareActId): readonly string[] =>
  sectionsWhere(act, ({ review }) => review === 'reexamination');

/** When what was considered is over: each restriction that it was of, or care. null while it goes on. */
function overAfter(course: Course, reviewed: Reviewed, kind: Kind): ReviewsEnd | null {
  if (kind !== 'contactRestriction') return reviewsEndAfter(course, { ...reviewed.data, kind });
  let last: ReviewsEnd | null = null;
  for (const { considered, endsOn, endsByAge } of restrictionsOf(course)) {
    if (!considered.includes(reviewed)) continue;
    if (endsOn === undefined) return null;
    if (last === null || endsOn > last.on) last = { on: endsOn, byAge: endsByAge };
  }
  return last;
}

/** Until it was mended, or what it was of was over: a birthday that has not come is nothing to tell of (S-004). */
function resolved(course: Course, reviewed: Reviewed, kind: Kind, mendedOn: Day | undefined): Resolved {
  const over = overAfter(course, reviewed, kind);
  const hasCome = over !== null && (!over.byAge || over.on <= course.story.asOf);
  const resolvedOn = earliest(mendedOn, hasCome ? over.on : undefined, endOf(course));
  return { resolvedOn, fromBirthDate: over?.byAge === true && resolvedOn === over.on };
}

type Resolved = Pick<Seen, 'resolvedOn' | 'fromBirthDate'>;

/** A-061 "Övervägs (2 § LVU) eller omprövas (3 § LVU)": care by 3 § that was only considered is not reexamined. */
const onlyConsidered: SeenBy = ({ course }) =>
  inEach(reviewsOf(course), (reviewed) => {
    const { kind, on } = reviewed.data;
    const { basis } = basisOn(course, on);
    const asked = askedByGrounds(course, basis, on);
    if (kind !== 'consideration' || asked.includes('consideration') || !asked.includes('reexamination')) return null;
    const reexamined = reviewsOf(course).find(({ data }) => data.kind === 'reexamination' && data.on >= on);
    return {
      key: `kind ${messageKeyOf(reviewed)}`,
      parties: [course.kommun],
      raisedOn: on,
      ...resolved(course, reviewed, 'reexamination', reexamined?.data.on),
      causedBy: [reviewed],
      duty: careActOf(basis.act).review?.asks,
      says: filled(REVIEW_SAYS.onlyConsidered, { sections: oneOf(sectionsReexamined(basis.act)) }),
    };
  });

/** Whether an act asks that care be considered or decided anew, on a day: of a child, or on a ground. */
function isToBeConsidered(course: Course, day: Day): boolean {
  const { basis } = basisOn(course, day);
  if (careActOf(basis.act).considersChildren) return isUnder(course, 'ofAge', day) === true;
  return askedByGrounds(course, basis, day).some((review) => review !== undefined);
}

/** What an act asks of a consideration of care, or of restricted contact. */
function lawOfReview(course: Course, { data }: Reviewed): CareAct['review'] | CareAct['contactRestriction'] {
  const { review, contactRestriction } = careActOf(basisOn(course, data.on).basis.act);
  return data.kind === 'contactRestriction' ? contactRestriction : review;
}

const isAskedFor = (course: Course, { data: { kind, on } }: Reviewed): boolean =>
  kind === 'contactRestriction' || isToBeConsidered(course, on);

/** Of a consideration or reexamination; whose it was not said may be anyone's, and a follow-up always may. */
const isByWrongBody = (course: Course, reviewed: Reviewed): boolean => {
  const { kind, decidedBy } = reviewed.data;
  if (kind === 'followUp' || decidedBy === undefined || !isAskedFor(course, reviewed)) return false;
  return lawOfReview(course, reviewed)?.by.includes(decidedBy) === false;
};

/** Care is considered or reexamined, restricted contact by itself. */
const isOfThat = ({ data }: Reviewed, one: Reviewed): boolean =>
  one.data.kind !== 'followUp' && (one.data.kind === 'contactRestriction') === (data.kind === 'contactRestriction');

/** S-009 "får delegeras endast till ett utskott": it counts as a review, and is not the nämnd's. */
const byWrongBody: SeenBy = ({ course }) => {
  const reviews = reviewsOf(course);
  return inEach(reviews, (reviewed, at) => {
    const { on, decidedBy } = reviewed.data;
    if (decidedBy === undefined || !isByWrongBody(course, reviewed)) return null;
    const next = reviews.slice(at + 1).find((one) => isOfThat(reviewed, one) && !isByWrongBody(course, one));
    return {
      key: `by ${messageKeyOf(reviewed)}`,
      parties: [course.kommun],
      raisedOn: on,
      ...resolved(course, reviewed, reviewed.data.kind, next?.data.on),
      causedBy: [reviewed],
      duty: lawOfReview(course, reviewed)?.delegation,
      says: filled(REVIEW_SAYS.byWrongBody, { body: BODIES[decidedBy] }),
    };
  });
};

export const REVIEW_FINDINGS: FindingTable<Judged> = {
  'A-061': {
    seenBy: onlyConsidered,
    answer: told(['placement.reviewed'], thePlacer),
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because:
        'it tells by which grounds care goes on, one of which a birthday may have ended; a date of it is marked as one',
    },
    severity: {
      is: 'warning',
      because: 'a review was made in time: that it is told as the other kind may be a mistake',
    },
  },
  'S-009': {
    seenBy: byWrongBody,
    answer: told(['placement.reviewed'], thePlacer),
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'it tells that an act asks for a review, so of whom; a date from the birth date is marked as one',
    },
  },
};
