/** How much the wire takes: every size, depth and count, with its unit. */

/** One event, as sent and in its canonical form. */
export const EVENT_BYTES_MAX = 256 * 1024;
/** One batch, as sent. */
export const BATCH_BYTES_MAX = 10 * 1024 * 1024;
/** Events in one batch. */
export const BATCH_EVENTS_MAX = 1000;
/** Members of objects and elements of lists in one event, counted before it is parsed. */
export const EVENT_VALUES_MAX = 20_000;
/** Objects and arrays within each other, the event itself counted. A batch adds one. */
export const JSON_DEPTH_MAX = 32;

/** Characters (code points) in free text. */
export const TEXT_CHARS_MAX = 2000;
export const NAME_CHARS_MAX = 200;
export const REFERENCE_CHARS_MAX = 200;
/** Elements in any list of a message. */
export const LIST_ITEMS_MAX = 100;
/** The highest version number of an allocation. */
export const VERSION_MAX = 1_000_000;
/** Ten thousand million kronor: a thousand permille of it is still a safe integer. */
export const AMOUNT_ORE_MAX = 1_000_000_000_000;
