/** What a read asks for, checked as the server checks it: only some combinations are any. */
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { streamNameIn } from './proposed.js';
import { given, Refused, rpcErrors } from './rpc-errors.js';
import { type Record } from './storage.js';

export type Start = 'start' | 'end' | bigint;

export interface Window {
  /** Records looked at in one go, and checkpoints apart. */
  readonly checkpointEvery: number;
  readonly matches: (record: Record) => boolean;
}

export interface ReadQuestion {
  /** Undefined for the whole log. */
  readonly stream: string | undefined;
  readonly from: Start;
  readonly backwards: boolean;
  /** Undefined for a subscription. */
  readonly count: bigint | undefined;
  readonly filter: Window | undefined;
  readonly structuredIds: boolean;
  /** Whether a stream's end is said after its events. */
  readonly saysEnds: boolean;
}

type Options = ReadReq.Options;

/** Records looked at in one go where the client names no window. */
const READ_BATCH = 32;

/** Throws `Refused` where the options are none that the server takes. */
export function questionIn(options: Options): ReadQuestion {
  given(options.getUuidOption(), rpcErrors.requiredArgument('uuidOption'));
  const identifier = options.getStream()?.getStreamIdentifier();
  const question: ReadQuestion = {
    stream: options.hasStream() ? given(streamNameIn(identifier), rpcErrors.unforeseen()) : undefined,
    from: given(startIn(options.getStream() ?? options.getAll()), rpcErrors.unforeseen()),
    filter: options.hasFilter() ? filterIn(options.getFilter()) : undefined,
    ...mannerOf(options),
  };
  if (!isAny(options, question)) throw new Refused(rpcErrors.invalidCombination(combinationOf(options, question)));
  return question;
}

function mannerOf(options: Options): Pick<ReadQuestion, 'backwards' | 'count' | 'structuredIds' | 'saysEnds'> {
  return {
    backwards: options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.hasCount() ? BigInt(options.getCount()) : undefined,
    saysEnds: (options.getControlOption()?.getCompatibility() ?? 0) >= 1,
    structuredIds: options.getUuidOption()?.hasString() !== true,
  };
}

/** A stream is not filtered, a subscription goes forwards, and all is said that has to be. */
function isAny(options: Options, { stream, filter, count, backwards }: ReadQuestion): boolean {
  const said = (options.hasFilter() || options.hasNoFilter()) && (options.hasCount() || options.hasSubscription());
  return said && !(stream !== undefined && filter) && !(count === undefined && backwards);
}

function combinationOf(options: Options, { stream, filter, count, backwards }: ReadQuestion): string {
  const counting = count === undefined ? (options.hasSubscription() ? 'Subscription' : 'None') : 'Count';
  const filtering = filter ? 'Filter' : options.hasNoFilter() ? 'NoFilter' : 'None';
  return `(${stream === undefined ? 'All' : 'Stream'}, ${counting}, ${backwards ? 'Backwards' : 'Forwards'}, ${filtering})`;
}

function startIn(place: ReadReq.Options.StreamOptions | ReadReq.Options.AllOptions | undefined): Start | undefined {
  if (!place) return undefined;
  if (place.hasStart()) return 'start';
  if (place.hasEnd()) return 'end';
  if ('getRevision' in place) return place.hasRevision() ? BigInt(place.getRevision()) : undefined;
  const position = place.getPosition();
  return position && positionIn(position);
}

/** Here commit and prepare are always the same; any other pair is no place of this log. */
function positionIn(position: ReadReq.Options.Position): bigint {
  const commit = BigInt(position.getCommitPosition());
  return commit === BigInt(position.getPreparePosition()) ? commit : -1n;
}

function filterIn(filter: ReadReq.Options.FilterOptions | undefined): Window {
  const asked = given(filter, rpcErrors.invalidArgument('filter'));
  const byStream = asked.getStreamIdentifier();
  const matches = matcherOf(given(byStream ?? asked.getEventType(), rpcErrors.invalidArgument('filter')));
  return {
    checkpointEvery: intervalIn(asked),
    matches: ({ stream, type }) => matches(byStream ? stream : type),
  };
}

function intervalIn(filter: ReadReq.Options.FilterOptions): number {
  const window = filter.hasCount() ? READ_BATCH : filter.hasMax() ? filter.getMax() : undefined;
  const interval = filter.getCheckpointintervalmultiplier();
  if (interval === 0) throw new Refused(rpcErrors.unforeseen());
  return interval * given(window, rpcErrors.invalidArgument('WindowCase'));
}

function matcherOf(expression: ReadReq.Options.FilterOptions.Expression): (text: string) => boolean {
  const regex = expression.getRegex();
  return regex === '' ? startsWithOneOf(expression.getPrefixList()) : fits(regex);
}

function startsWithOneOf(prefixes: readonly string[]): (text: string) => boolean {
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

function fits(regex: string): (text: string) => boolean {
  const expression = new RegExp(regex, 'u');
  return (text) => expression.test(text);
}
