/** A stream, assessed: what every view is made from, at any date and as of any position. */
import { heedsOf, type AssessmentsBy, type Day, type NameUuid, type StreamCategory, type StreamName } from '#domain';
import { type Position } from '#event-log';
import { type Bearing, type DatedSurroundings } from './bearing.js';
import { type OpenedStream } from './opened-stream.js';
import { rememberedAssessments } from './remembered-assessments.js';
import { type StreamCache } from './stream-cache.js';

/** A stream with what holds of it. */
export interface AssessedAs<C extends StreamCategory> {
  readonly opened: OpenedStream<C>;
  readonly surroundings: DatedSurroundings;
  readonly assessment: AssessmentsBy[C];
}

export interface ReadOptions {
  /** The day that is asked about. */
  readonly asOf: Day;
  /** What the hub knew then; else what it knows now. */
  readonly upTo?: Position;
}

export interface StreamReader {
  /** A stream, assessed. Faults: those of the log and the keys. */
  read<C extends StreamCategory>(stream: StreamName<C>, options: ReadOptions): Promise<AssessedAs<C>>;
  /** The same stream, as it was read, on another day. */
  onDay<C extends StreamCategory>(read: AssessedAs<C>, asOf: Day): AssessedAs<C>;
}

export interface ReaderDeps {
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly bearing: Pick<Bearing, 'of' | 'at' | 'refresh'>;
  readonly name: NameUuid;
}

/** A reader that remembers the latest assessments by everything that they depend on. */
export function streamReader({ cache, bearing, name }: ReaderDeps): StreamReader {
  const assess = rememberedAssessments(name);
  /** Of each stream that is kept, on the day on which who may see it was last asked: goes when the stream goes. */
  const asked = new WeakMap<object, AssessedAs<StreamCategory>>();
  const assessed = <C extends StreamCategory>(
    { opened, surroundings }: Omit<AssessedAs<C>, 'assessment'>,
    asOf: Day,
  ): AssessedAs<C> => ({ opened, surroundings, assessment: assess<C>(opened, surroundings, asOf) });
  return {
    read: async (stream, { asOf, upTo }) => {
      const opened = await cache.upToDate(stream, upTo);
      const heeds = heedsOf(opened);
      if (upTo === undefined) await bearing.refresh();
      const surroundings = await (upTo === undefined ? bearing.of(heeds) : bearing.at(heeds, upTo));
      return assessed({ opened, surroundings }, asOf);
    },
    onDay: <C extends StreamCategory>({ opened, surroundings }: AssessedAs<C>, asOf: Day) => {
      const before = asked.get(opened) as AssessedAs<C> | undefined;
      if (before?.assessment.asOf === asOf && before.surroundings.key === surroundings.key) return before;
      const now = assessed<C>({ opened, surroundings }, asOf);
      asked.set(opened, now);
      return now;
    },
  };
}
