/** What the hub says: the difference between what it has said on a stream and what holds today. It says nothing twice. */
import { findingStatus } from '../making/finding.js';
import { type Day } from '../kernel/index.js';
import { type Why } from '../rules/index.js';
import { type Sayable } from '../making/sayable.js';
import { type Finding } from '../making/finding.js';
import { type DerivedData, type Derived, type DerivedKind } from './derived.js';
import { type ToldFinding, type ToldState } from './told.js';
import { sayDeadlines } from './say-deadlines.js';

export { foldTold, type ToldState } from './told.js';

/** What is to be said of deadlines and findings, of a stream of any kind: told of its first subject. */
export function sayTermsAndFindings(told: ToldState, assessment: Sayable, telling: Telling): readonly Derived[] {
  return [...sayDeadlines(told, assessment, telling), ...sayFindings(told, assessment.findings, telling)];
}

interface Telling {
  readonly kind: DerivedKind;
  readonly today: Day;
}

/** In the assessment's order; those that are no more come last, by id. */
function sayFindings(told: ToldState, findings: readonly Finding[], telling: Telling): readonly Derived[] {
  const present = new Set(findings.map(({ findingId }) => findingId));
  const gone = [...told.findings.values()]
    .filter(({ raised, resolvedOn }) => resolvedOn === null && !present.has(raised.findingId))
    .sort((a, b) => (a.raised.findingId < b.raised.findingId ? -1 : 1));
  return [
    ...findings.flatMap((found) => sayFinding(told.findings.get(found.findingId), found, telling)),
    ...gone.map(({ raised, why }) => {
      const data = { findingId: raised.findingId, rule: raised.rule, resolvedOn: telling.today };
      return derived(telling, 'findingResolved', data, { why });
    }),
  ];
}

function derived<N extends 'findingRaised' | 'findingResolved'>(
  { kind }: Telling,
  name: N,
  data: DerivedData[N],
  { why, fromBirthDate }: { readonly why: Why; readonly fromBirthDate?: true },
): Derived {
  const event = {
    type: `${kind}.${name}`,
    thing: data.findingId,
    data,
    why,
    ...(fromBirthDate ? { fromBirthDate } : {}),
  };
  return event as Derived;
}

/** One that came and went while nobody looked is said both times: that it was so is part of the story. */
function sayFinding(before: ToldFinding | undefined, found: Finding, telling: Telling): readonly Derived[] {
  const { findingId, rule, resolvedOn } = found;
  const asSaid = sameIn(before, found);
  if (resolvedOn === undefined || findingStatus(found, telling.today) === 'open') {
    return asSaid?.resolvedOn === null ? [] : [raisedOf(found, telling)];
  }
  const resolved = derived(telling, 'findingResolved', { findingId, rule, resolvedOn }, found);
  if (!asSaid) return [raisedOf(found, telling), resolved];
  return asSaid.resolvedOn === resolvedOn ? [] : [resolved];
}

function raisedOf(found: Finding, telling: Telling): Derived {
  const { findingId, rule, severity, raisedOn, parties, message_sv, message_en } = found;
  return derived(
    telling,
    'findingRaised',
    { findingId, rule, severity, raisedOn, parties, message_sv, message_en },
    found,
  );
}

/** What was said of it, if it was said as it is now. */
const sameIn = (before: ToldFinding | undefined, found: Finding): ToldFinding | null =>
  before && sameRaising(before.raised, found) ? before : null;

const sameRaising = (a: DerivedData['findingRaised'], b: Finding): boolean =>
  a.raisedOn === b.raisedOn && a.severity === b.severity && a.parties.join() === b.parties.join();
