/** Facts of several streams in one order of acceptance, and what the law then says of each stream beside the others. */
import {
  assessmentOf,
  bearsOf,
  categoryOf,
  heedsOf,
  surroundingsOf,
  type Assessment,
  type Day,
  type Fact,
  type Said,
  type StreamCategory,
  type StreamName,
  type StreamRead,
  type Surroundings,
} from '#domain';
import { name } from './case-builder.js';

/** A fact with the stream in which it stands. */
export interface ToldIn {
  readonly stream: StreamName;
  readonly fact: Said<Fact>;
}

type AnyRead = StreamRead<StreamCategory>;

/** Each stream as it stands, each fact with its place there; in the order in which they began. */
function readsOf(told: readonly ToldIn[]): readonly AnyRead[] {
  const reads = new Map<StreamName, Said<Fact>[]>();
  for (const { stream, fact } of told) {
    const facts = reads.get(stream) ?? [];
    facts.push({ ...fact, meta: { ...fact.meta, revision: facts.length } });
    reads.set(stream, facts);
  }
  return [...reads].map(([stream, facts]) => ({ category: categoryOf(stream), stream, facts }));
}

/** What bears on a stream, in the order in which it first did, as the index of bearing gives it. */
function around(read: AnyRead, reads: readonly AnyRead[], told: readonly ToldIn[]): Surroundings {
  const heeded = new Set(heedsOf(read));
  const firstBearing = ({ category, stream }: AnyRead): number =>
    told.findIndex(
      (one) => one.stream === stream && bearsOf(category, [one.fact as never]).some((borne) => heeded.has(borne)),
    );
  const bearers = reads
    .map((bearer) => ({ bearer, since: firstBearing(bearer) }))
    .filter(({ since }) => since >= 0)
    .sort((a, b) => a.since - b.since);
  return surroundingsOf(bearers.map(({ bearer }) => bearer) as never);
}

/** Each stream as it stands, with what bears on it. */
export function readTogether(
  told: readonly ToldIn[],
): readonly { readonly read: AnyRead; readonly surroundings: Surroundings }[] {
  const reads = readsOf(told);
  return reads.map((read) => ({ read, surroundings: around(read, reads, told) }));
}

/** What holds of every stream on a day, by its name. */
export const assessedTogether = (told: readonly ToldIn[], today: Day): ReadonlyMap<StreamName, Assessment> =>
  new Map(
    readTogether(told).map(({ read, surroundings }) => [
      read.stream,
      assessmentOf(read, { surroundings, today, name }),
    ]),
  );
