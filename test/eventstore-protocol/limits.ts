/** In what the versions of the published server differ: how large an append and its events may be where nothing is set, and more. */

/** Versions from which the server is another: each until the next. */
export const VERSIONS = ['22.10', '23.10', '24.10', '25.0', '25.1', '26.0'] as const;
export type Version = (typeof VERSIONS)[number];
/** The first that the log takes. */
export const VERSION_MIN: Version = '23.10';

export interface Limits {
  /** Bytes of all events of one append, data, metadata and type. */
  readonly maxAppendSizeBytes: number;
  /** Bytes of one of them; before 25.0 there is no such limit. */
  readonly maxEventSizeBytes: number;
}

const MIB = 1024 * 1024;
const BEFORE = { maxAppendSizeBytes: MIB, maxEventSizeBytes: Infinity };
const SINCE_25_1 = { maxAppendSizeBytes: 256 * MIB, maxEventSizeBytes: 16 * MIB };

const DEFAULTS: { readonly [V in Version]: Limits } = {
  '22.10': BEFORE,
  '23.10': BEFORE,
  '24.10': BEFORE,
  '25.0': BEFORE,
  '25.1': SINCE_25_1,
  '26.0': SINCE_25_1,
};

/** An earlier one says no position of an event that is read from a stream, as against one from the whole. */
export const saysPlacesInStreams = (version: Version): boolean => version !== '22.10';

/** Throws, as the server does when it starts, where from 25.1 on an event may be larger than its append. */
export function limitsOf(version: Version, set: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULTS[version], ...set };
  if (limits.maxEventSizeBytes > limits.maxAppendSizeBytes && DEFAULTS[version] === SINCE_25_1) {
    throw new RangeError(`MaxAppendEventSize exceeded MaxAppendSize of ${limits.maxAppendSizeBytes} bytes`);
  }
  return limits;
}
