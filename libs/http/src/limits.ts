/** How much the door takes at once and how long it waits: every bound of the edge, with its unit. */

/** A part of an address that stands for an id. */
export const PARAM_CHARS_MAX = 200;

/** The whole of a request must have come by then. */
export const REQUEST_MS_MAX = 30_000;
/** Its headers must have come by then, and the first of them when a connection is opened. */
export const HEADERS_MS_MAX = 10_000;
/** How often the two are looked at: so much later, at most, is a connection ended. */
export const CONNECTIONS_CHECK_MS = 1_000;
/** Longer than the idle time of the balancers in front, so that they close first. */
export const KEEP_ALIVE_MS = 65_000;
/** A connection on which nothing moves, in either direction, while something is under way on it. */
export const STILL_MS_MAX = 60_000;
/** A large answer must have been taken by then, however steadily it is read. */
export const ANSWER_MS_MAX = 60_000;
/** What counts as large: more than the system and Node hold of an answer by themselves. */
export const ANSWER_BYTES_LARGE = 64 * 1024;

/** Connections held open at once; more are closed as they come. */
export const CONNECTIONS_MAX = 1_000;

const MIB = 1024 * 1024;

/** Bodies under way, from their headers until they are answered: two of the largest of one party, and some of everybody's. */
export const BODIES_UNDER_WAY = { each: 20 * MIB, all: 64 * MIB, keptForSmall: 16 * MIB, largeAbove: MIB / 4 } as const;
/** Large answers under way, from when they are made until they are taken. */
export const ANSWERS_UNDER_WAY = { each: 32 * MIB, all: 128 * MIB, keptForSmall: 32 * MIB, largeAbove: MIB } as const;
/** What a piece of a body costs at least, as it comes: its place in memory, however few bytes it holds. */
export const PIECE_BYTES_LEAST = 256;
/** Bodies up to this size are not looked at piece by piece. */
export const BODY_BYTES_SMALL = 64 * 1024;
