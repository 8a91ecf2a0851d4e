/** How much the door takes at once and how long it waits: every bound of the edge, with its unit. */

/** A part of an address that stands for an id. */
export const PARAM_CHARS_MAX = 200;
