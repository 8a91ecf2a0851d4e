/** What an evidence bundle holds, file by file: docs/guides/evidence-bundle.md says the same for who writes another verifier. */
import { type Day } from '#domain';
import { type LeafSaid } from '#proof';

/** The first word of a manifest: a bundle that says another is of another form. */
export const FORMAT = 'hvb-bundle/v1';

/** The files, in the order in which they stand in the archive. `entries.bin` and `ledger.ndjson` are in some bundles only. */
export const FILES = {
  readme: 'readme.txt',
  report: 'report.html',
  manifest: 'manifest.json',
  checkpoint: 'checkpoint.txt',
  consistency: 'consistency.json',
  events: 'events.ndjson',
  keys: 'keys.json',
  views: 'views.json',
  grounds: 'grounds.json',
  rules: 'rules.json',
  ledger: 'ledger.ndjson',
  entries: 'entries.bin',
} as const;
export type FileName = (typeof FILES)[keyof typeof FILES];

type Json = Readonly<Record<string, unknown>>;

/** A message as far as whoever exported was shown it: pointers of what is left out are from the event on. */
export interface ShownInPart {
  readonly data?: Json;
  readonly withheld: readonly { readonly pointer: string; readonly reason: string }[];
}

/** A line of `events.ndjson`. */
export interface BundleEvent {
  /** Which leaf it is, from 0. */
  readonly index: number;
  readonly leaf: LeafSaid;
  /** From the leaf to the root of the checkpoint (RFC 9162, 2.1.3), base64. */
  readonly proof: readonly string[];
  /** The body as it is stored, base64; absent of what is not there for whoever exported. */
  readonly body?: string;
  /** The message as it was sent, where it is opened whole. */
  readonly message?: Json;
  /** The message in part. */
  readonly shown?: ShownInPart;
}

/** A line of `keys.json`: by it the `hash` of each message of the controller in the stream is computed. It opens nothing. */
export interface CompareKeyTold {
  readonly stream: string;
  readonly controller: string;
  /** 32 bytes of HMAC-SHA-256, base64. */
  readonly compareKey: string;
}

/** A mandate by which it was exported. */
export interface MandateTold {
  readonly mandateId: string;
  readonly parties: 'all' | readonly string[];
  readonly classes: readonly string[];
  readonly statute: { readonly act: string; readonly section: string };
  readonly from: string;
  readonly to: string;
}

/** What was exported: a thing by its subject, or what was said in a time. */
export type Asked = { readonly of: string } | { readonly from: string; readonly to: string };

export interface FileTold {
  readonly name: FileName;
  readonly bytes: number;
  /** Base64. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  /** Whose log: the first line of its checkpoints. */
  readonly origin: string;
  /** Events in the log at the checkpoint. */
  readonly size: number;
  readonly asked: Asked;
  /** The views are as of this day. */
  readonly asOf: Day;
  readonly madeAt: string;
  /** The version of the program that made it: another may judge otherwise. */
  readonly codeVersion: string;
  /** True where `entries.bin` holds every leaf of the log. */
  readonly complete: boolean;
  /** Absent where no mandate was asked for: the hub's own auditor. */
  readonly mandates?: readonly MandateTold[];
  /** All but the manifest itself. */
  readonly files: readonly FileTold[];
}

/** That the log at the checkpoint begins with what it was at `from` events; base64. */
export interface ConsistencyGiven {
  readonly from: number;
  readonly proof: readonly string[];
}

/** A line of `ledger.ndjson`: who has read of the person, by unit and time (HSLF-FS 2016:40 4:10); as the hub tells it. */
export interface LedgerLine {
  readonly controller: string;
  readonly person: string;
  readonly access: Json;
}

/** A bundle before it is files, and after. */
export interface Bundle {
  readonly manifest: Omit<Manifest, 'files'>;
  /** The signed checkpoint, as it was given. */
  readonly checkpoint: string;
  readonly consistency: readonly ConsistencyGiven[];
  readonly events: readonly BundleEvent[];
  readonly keys: readonly CompareKeyTold[];
  readonly ledger: readonly LedgerLine[];
  /** Every leaf's record: C2SP entry bundles one after the other, each record after its length as two bytes. */
  readonly entries?: Uint8Array;
}

/** An event's line, without its end: the one way to write it. */
export const lineOf = ({ index, leaf, proof, body, message, shown }: BundleEvent): string =>
  JSON.stringify({
    index,
    leaf: {
      ...{ stream: leaf.stream, revision: leaf.revision, type: leaf.type, eventId: leaf.eventId },
      ...{ recordedAt: leaf.recordedAt, bodySha256: leaf.bodySha256 },
    },
    proof,
    body,
    message,
    shown,
  });
