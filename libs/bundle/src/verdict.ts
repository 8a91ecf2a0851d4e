/** What is said of a bundle that was checked. */
import { type LeafSaid } from '#proof';
import { FILES, type Manifest } from './format.js';
import { type EventLine, type WrongAt } from './read.js';
import { type WrongCode } from './wrong.data.js';

/** A checkpoint that was kept, and by which name it was given. */
export interface Known {
  readonly name: string;
  readonly note: string;
}

/** One from which the log goes on. */
export interface WentOn {
  readonly name: string;
  readonly size: number;
}

/** What is wrong, and where: of an event also which. */
export interface Wrong extends WrongAt {
  readonly event?: Pick<LeafSaid, 'stream' | 'revision' | 'type' | 'eventId'> & { readonly index: number };
  /** Between the events of two checkpoints, of which the first is in order: the numbers of events. */
  readonly between?: readonly [from: number, to: number];
  /** What was kept, and by which name it was given. */
  readonly known?: string;
}

/** What is wrong with an event of the bundle. */
export function wrongWith({ event: { index, leaf }, bytes }: EventLine, code: WrongCode): Wrong {
  const { stream, revision, type, eventId } = leaf;
  return { code, file: FILES.events, bytes, event: { index, stream, revision, type, eventId } };
}

/** What of the events could be tried. */
export interface Tried {
  readonly events: number;
  /** Messages that are opened whole, and of these those whose content is shown to be what stands in the log. */
  readonly opened: number;
  readonly proved: number;
  /** Messages that are shown in part, or not at all: their content is as the exporter says. */
  readonly inPart: number;
  readonly erased: number;
  /** What the hub said: reckoned anew from the facts, never believed. */
  readonly sayings: number;
}

export interface Verdict {
  readonly manifest: Manifest;
  readonly tried: Tried;
  readonly goesOnFrom: readonly WentOn[];
  /** By name, checkpoints of which the bundle cannot tell whether its log goes on from them. */
  readonly unknown: readonly string[];
  readonly isComplete: boolean;
  readonly wrong: readonly Wrong[];
  readonly cannotExclude: readonly CannotExclude[];
}

/** What nothing in a bundle shows: a log rewritten whole and signed anew; one shown otherwise to others; a cut end; what is not opened. */
export type CannotExclude = 'rewritten' | 'splitView' | 'cutStreams' | 'notOpened';
