/** How a finding is declared, of whatever subject: a table by rule id, and the one way to find by it. */
import { type Disclosed } from '../kernel/index.js';
import { type Judging, type RuleId } from '../rules/index.js';
import { type Answering } from './answering.js';
import { distinctParties, finding, type Finding, type Making, type Severity, type Sighting } from './finding.js';

/** One way in which a rule is seen not to be followed, by what a subject is judged by. */
export interface FindingWay<Judged> extends Disclosed {
  /** What has been seen, each dated; also what will be so later. */
  readonly seenBy: (judged: Judged) => readonly Sighting[];
  /** Else the rule's strength tells it: an exception to that, with its reason. */
  readonly severity?: { readonly is: Severity; readonly because: string };
  /** Which facts would answer it, and whose they are to tell; or that nothing does, and why. */
  readonly answer: Answering<Judged>;
}

/** By rule: the way it is seen, or each of several that are told of, or weigh, differently. */
export type FindingTable<Judged> = Readonly<
  Partial<Record<RuleId, FindingWay<Judged> | readonly FindingWay<Judged>[]>>
>;

/** A way with its rule. All have the same members, also such as say nothing: every case is held against them all, and that halves it. */
export interface FindingRule<Judged> extends Required<Pick<FindingWay<Judged>, 'seenBy' | 'answer' | 'discloses'>> {
  readonly rule: RuleId;
  readonly severity: FindingWay<Judged>['severity'] | undefined;
  readonly readsStricter: FindingWay<Judged>['readsStricter'] | undefined;
}

/** A way as a rule's own. */
export const asRule = <Judged>(
  rule: RuleId,
  { seenBy, severity, answer, discloses, readsStricter }: FindingWay<Judged>,
): FindingRule<Judged> => ({ rule, seenBy, severity, answer, discloses, readsStricter });

/** Every way of some tables, each by itself. */
export const rulesOf = <Judged>(...tables: readonly FindingTable<Judged>[]): readonly FindingRule<Judged>[] =>
  tables.flatMap((table) =>
    (Object.keys(table) as RuleId[]).flatMap((rule) =>
      [table[rule] ?? []].flat().map((way: FindingWay<Judged>) => asRule(rule, way)),
    ),
  );

/** What the rules find in a stream; what was over before it could begin was never so. `placed`: how each is judged, where that differs. */
export function foundBy<Judged>(
  judging: Judging,
  rules: readonly FindingRule<Judged>[],
  judged: Judged,
  placed?: (seen: Sighting) => readonly [Judging, Sighting],
): readonly Finding[] {
  const found: Finding[] = [];
  for (const { rule, seenBy, severity, answer } of rules) {
    for (const seen of seenBy(judged)) {
      if (!wasSo(seen)) continue;
      const [by, sighting] = placed ? placed(seen) : [judging, seen];
      found.push(awaited(answer, judged, seen, finding(by, rule, sighting, severity?.is)));
    }
  }
  return found;
}

const wasSo = ({ raisedOn, resolvedOn }: Sighting): boolean => resolvedOn === undefined || resolvedOn >= raisedOn;

/** The same finding, with what answers it and who, where anything does and anybody may. Written into it: it has just been made. */
function awaited<Judged>(answer: Answering<Judged>, judged: Judged, seen: Sighting, made: Making): Finding {
  if (answer.by === 'nothing') return made;
  const waitsFor = distinctParties(answer.waitsFor(judged, seen));
  if (waitsFor.length === 0) return made;
  made.waitsFor = waitsFor;
  made.answerWith = answer.types;
  return made;
}
