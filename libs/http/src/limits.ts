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
