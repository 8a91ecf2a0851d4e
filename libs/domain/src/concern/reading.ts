/** A concern read as of a day: the report that stands, whom it went to and when, and who has opened it. */
import { maxDay } from '../calendar/index.js';
import { type Day, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { type Judging } from '../rules/index.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { toldSince } from '../saying/opened.js';
import { judgedUnder } from '../story/in-force.js';
import { type ConcernFact } from './facts/concern.js';

export type ConcernFactOf<T extends ConcernFact['type']> = Said<Extract<ConcernFact, { readonly type: T }>>;
export type Report = ConcernFactOf<'concern.reported'>;

/** What has been said of one concern, in the order of its stream. */
export interface ConcernSaid {
  readonly concernId: Uuid;
  readonly stream: string;
  readonly facts: readonly Said<ConcernFact>[];
}

/** What stands of a concern, whatever day is asked about. */
export interface StandingConcern {
  readonly chains: readonly Standing<ConcernFact>[];
  /** null before it is reported, and where that is taken back. */
  readonly reported: Report | null;
  /** The report that was taken back; null where none was, or another stands. */
  readonly annulled: Report | null;
  /** In canonical order. */
  readonly opened: readonly ConcernFactOf<'concern.opened'>[];
}

/** A concern as of a day. */
export interface ConcernReading extends Judging {
  readonly concernId: Uuid;
  readonly report: Report;
  /** The day from which whom it is to now has been told of it: a report that went to another first is told anew. */
  readonly toldOn: Day;
  /** By the addressee, no earlier than that. */
  readonly opened: readonly ConcernFactOf<'concern.opened'>[];
}

const isReport = <F extends ConcernFact>(fact: F): fact is Extract<F, { readonly type: 'concern.reported' }> =>
  fact.type === 'concern.reported';

const addressee = (fact: ConcernFact): PartyId | undefined =>
  fact.type === 'concern.reported' ? fact.data.to : undefined;

/** Every report among facts, corrections among them. */
export const reportsIn = <F extends ConcernFact>(
  facts: readonly F[],
): readonly Extract<F, { readonly type: 'concern.reported' }>[] => facts.filter(isReport);

/** Pure: the same facts in any order of arrival stand alike. */
export function standingConcern(all: readonly Said<ConcernFact>[]): StandingConcern {
  const chains = standings(all);
  const facts = inCanonicalOrder(chains.flatMap(({ current }) => current ?? []));
  const [reported = null] = reportsIn(facts);
  const [gone = null] = reportsIn(chains.flatMap(({ original, annulment }) => (annulment ? [original] : [])));
  const opened = facts.filter((fact) => fact.type === 'concern.opened');
  return { chains, reported, annulled: reported ? null : gone, opened };
}

/** The concern as of a day; null where nothing has been reported by then. One that was taken back is as it was told. */
export function concernOn(
  { concernId, stream }: Pick<ConcernSaid, 'concernId' | 'stream'>,
  { chains, reported, annulled, opened }: StandingConcern,
  { asOf, name }: Pick<Judging, 'asOf' | 'name'>,
): ConcernReading | null {
  const report = reported ?? annulled;
  if (!report || report.data.on > asOf) return null;
  return {
    ...{ stream, asOf, name, judgedBy: judgedUnder(null) },
    ...{ concernId, report, toldOn: maxDay(report.data.on, toldSince<ConcernFact>(report, chains, addressee)) },
    opened: opened.filter(({ data, meta }) => data.on <= asOf && meta.party === report.data.to),
  };
}
