/** The whole hub as processes, made up in one way or another: what the end-to-end contracts start, end and look into. */
import { type Receipt } from '#hub';
import { type PublicDoor } from '../../apps/cli/src/scenario/public-door.js';
import { type As } from './tokens.js';

export interface Deployment {
  /** Starts it over what it has kept; again after `end`. */
  start(): Promise<Deployed>;
  /** Where the log stands, read past the hub. */
  logHead(): Promise<string>;
  /** Everything that it keeps, as it lies now, but for what parties keep on topics of their own. */
  atRest(): Promise<readonly AtRest[]>;
  /** Once nothing of it runs. */
  close(): Promise<void>;
}

export interface DeployOptions {
  /** `info` unless said. */
  readonly logLevel?: string;
}

/** Gets ready what a deployment of its own needs; nothing of the hub runs yet. */
export type Deploy = (options?: DeployOptions) => Promise<Deployment>;

/** A file, or what a store gives out. */
export interface AtRest {
  readonly place: string;
  readonly bytes: Buffer;
}

export interface Deployed {
  /** Where events are taken over HTTP. */
  readonly url: string;
  /** Where views are read: the same, unless another process shows them. */
  readonly readUrl: string;
  /** A header for one who asks. */
  readonly as: As;
  /** Events by the way that this deployment is about; questions over HTTP, asked until the hub has what they ask for. */
  readonly door: PublicDoor;
  /** Many events by that way, whatever they are; their receipts, in any order. */
  readonly postMany: (who: string, events: readonly object[]) => Promise<readonly Receipt[]>;
  /** Everything that its processes have written to the terminal. */
  output(): string;
  /** Every process. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Each address of a deployment once. */
export const urlsOf = ({ url, readUrl }: Pick<Deployed, 'url' | 'readUrl'>): readonly string[] => [
  ...new Set([url, readUrl]),
];
