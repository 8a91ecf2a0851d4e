/** What is to be known of a type of fact beside its data and the conditions it is held to: one entry, in its kind's folder. */
import { type AsSent, type Day, type Said } from '../kernel/index.js';
import { type Name, type Used } from './names.js';
import { type RuleId } from '../rules/rule-id.js';
import { type Picker } from './picker.js';

interface AnyFact {
  readonly type: string;
  readonly data: object;
}

export interface FactEntry<F extends AnyFact> {
  /** The day it counts from; null for what describes the subject itself and counts always. */
  readonly ownDate: (fact: Said<F>) => Day | null;
  /** What it gives others to name. */
  readonly gives?: (data: F['data']) => readonly Name[];
  /** What must stand for it to have a meaning. */
  readonly uses?: (data: F['data']) => readonly Used[];
  /** Set on a paper that parties sign by facts of their own: which paper it is. It counts no later than it was signed. */
  readonly paper?: (data: F['data']) => string;
  /** Set on a paper: whether one that the same author has said later takes the place of this one, unanswered as it is. */
  readonly replacedBy?: (data: F['data'], later: F['data']) => boolean;
  /** Set on an answer – a signature, a confirmation, an approval: the paper that it is to. Its data may carry `answers`. */
  readonly signs?: (data: F['data']) => string;
  /** Set on an answer that may say no: whether it consents. One that refuses binds nobody to the paper. */
  readonly consents?: (data: F['data']) => boolean;
  /** Set on what takes a paper back without an annulment: which. */
  readonly withdraws?: (data: F['data']) => string;
  /** Set on what stands as it was said: it is neither corrected nor taken back by anybody. */
  readonly isForEver?: true;
  /** The rules whose matter it tells and that the hub judges nothing by: the rulebook says so. */
  readonly represents?: readonly RuleId[];
  /** A valid instance, as a party would send it. */
  readonly sample: (pick: Picker) => AsSent<F['data']>;
}

/** An entry for every type of a kind's facts: a forgotten one does not compile. */
export type FactEntries<F extends AnyFact> = {
  readonly [T in F['type']]: FactEntry<Extract<F, { readonly type: T }>>;
};

/** The types of a table that sign a paper. */
export type SignatureIn<Entries> = {
  [T in keyof Entries]: Entries[T] extends { readonly signs: unknown } ? T : never;
}[keyof Entries];

/** It carries no date of its own: it counts from the day it was said. */
export const whenSaid = ({ meta }: Said<object>): Day => meta.saidOn;

/** The field `on` is its own date. */
export const on = ({ data }: { readonly data: { readonly on: Day } }): Day => data.on;
