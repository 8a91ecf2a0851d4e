/** The broker: records in and out of topics. One port, so that its client can be replaced by changing one file. */

/** A fault: the broker does not answer, or has not confirmed. What was published may stand there, or not; publish it again. */
export class BrokerUnavailable extends Error {
  override readonly name = 'BrokerUnavailable';
  /** Where it is known that only these could not be written: all else of what was handed in is confirmed. */
  readonly topics: readonly string[] | undefined;
  readonly code: BrokerFaultCode;

  constructor(message: string, { topics, code = 'BrokerAway', ...options }: NotWritten & FaultCode = {}) {
    super(message, options);
    this.topics = topics;
    this.code = code;
  }
}

/** Who can do something about it: all but the first wait for somebody to set right what this process was given, or may do. */
export type BrokerFaultCode = 'BrokerAway' | 'BrokerRefusesLogin' | 'BrokerNotTrusted' | 'BrokerForbids';

interface FaultCode {
  readonly code?: BrokerFaultCode;
}

export interface NotWritten extends ErrorOptions {
  readonly topics?: readonly string[] | undefined;
}

/** A defect of the caller: the broker will never take a record of that size. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
  /** As `BrokerUnavailable` has it. */
  readonly topics: readonly string[] | undefined;

  constructor(message: string, { topics, ...options }: NotWritten = {}) {
    super(message, options);
    this.topics = topics;
  }
}

/** The topics that could not be written, where all else is known to be confirmed; undefined where it is not. */
export function topicsNotWritten(error: unknown): readonly string[] | undefined {
  return error instanceof BrokerUnavailable || error instanceof RecordTooLarge ? error.topics : undefined;
}

export interface OutgoingRecord {
  readonly topic: string;
  /** Records of one key keep their order. */
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Publisher {
  /**
   * Resolves when all in-sync replicas have all of the records, in their order per topic and key. A topic that does not
   * exist is not made. Faults: `BrokerUnavailable`, which names the topics that could not be written: they hold up none of
   * the others; defect: `RecordTooLarge`.
   */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /** Publishes what was handed in, and disconnects. */
  close(): Promise<void>;
}

/** Why a place of a partition cannot be read as a record. */
export type UnreadableReason =
  /** There are fewer bytes than what is there says. */
  | 'CutShort'
  | 'WrongChecksum'
  /** A batch says that it stands where it cannot. */
  | 'OutOfPlace'
  /** A format of batches that is not known. */
  | 'UnknownFormat'
  /** From before Kafka 0.11: without headers, and so without an event. */
  | 'OldFormat'
  | 'UnknownCompression'
  | 'NotDecompressed'
  /** More than is taken would come of it. */
  | 'TooMuchDecompressed'
  | 'TooManyHeaders'
  /** Its checksum is right, and what it says of itself is not. */
  | 'Malformed'
  /** The broker itself finds it damaged. */
  | 'DamagedOnBroker';

/** What could not be read, though it was tried anew where another answer might have been whole. */
export interface Unreadable {
  readonly reason: UnreadableReason;
  /** The first place that it stands for; the last is the record's own offset. */
  readonly firstOffset: number;
  /** What there is of it. */
  readonly bytes: Uint8Array;
}

export interface IncomingRecord {
  /** Present: there is no record that can be read, only this to be told of. */
  readonly unreadable?: Unreadable | undefined;
  /** Of its partition, growing. */
  readonly offset: number;
  /** Milliseconds since 1970, as the broker or the sender has stamped it. */
  readonly timestampMs: number;
  /** Null: a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** Records of one partition, in order. */
export interface IncomingBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** False when the consumer is stopping or has lost the partition: take nothing more of the batch. */
  goesOn(): boolean;
  /** Says that one is still working; call it while waiting. Throws where the group goes on without this consumer. */
  heartbeat(): Promise<void>;
  /** Everything up to and including this offset is done with, for good. Throws where the group goes on without this consumer. */
  done(offset: number): Promise<void>;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Batches of different partitions taken side by side. */
  readonly partitionsAtOnce: number;
  /**
   * Takes a batch and marks what is `done`. What is not, comes again: at once, or after `againInMs`, during which the
   * partition is paused. A throw of anything but what `heartbeat` and `done` throw is a defect and crashes the consumer.
   */
  readonly take: (batch: IncomingBatch) => Promise<{ readonly againInMs: number } | 'taken'>;
  /** The group has given this consumer these partitions, and takes all others away. */
  readonly onAssigned: (assigned: Assignment) => void;
  /** A place could not be read, or not be had: its partition rests, and is asked again. Others are read meanwhile. */
  readonly onDoubt: (doubt: Doubt) => void;
  /** The consumer has ended by itself. `restarts`: it comes again by itself; else another must be made. */
  readonly onCrash: (error: Error, restarts: boolean) => void;
}

/** `tries` so far. `reason`: why it cannot be read, or what the broker says in the place of records. */
export interface Doubt {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly tries: number;
}

/** Partitions by topic. */
export type Assignment = ReadonlyMap<string, readonly number[]>;

export interface Consumer {
  /** Finishes the batches at hand, leaves the group and disconnects. */
  stop(): Promise<void>;
}

/** How far a group has come in a partition: `committed` and `end` are the next offsets to be read and to be written. */
export interface PartitionProgress {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly end: number;
}

export interface Broker {
  /** A publisher of its own; it connects when it first publishes. */
  publisher(): Publisher;
  /** Joins the group. New groups read topics from their beginning. Fault: `BrokerUnavailable`. */
  consume(options: ConsumeOptions): Promise<Consumer>;
  /** Names of all topics that may be seen. Fault: `BrokerUnavailable`. */
  topics(): Promise<readonly string[]>;
  /** Fault: `BrokerUnavailable`. */
  progress(group: string, topics: readonly string[]): Promise<readonly PartitionProgress[]>;
  /** Closes what answers `topics` and `progress`. Consumers and publishers are closed by who has them. */
  close(): Promise<void>;
}
