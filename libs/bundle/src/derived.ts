/** What is made of the events of a bundle, by whoever has them. */
import { type RulesTold } from './rules.js';
import { type ToldStream } from './told.js';
import { type StreamGrounds, type StreamView } from './views.js';

/** What follows from the events, and is never believed. */
export interface Derived {
  readonly streams: readonly ToldStream[];
  readonly views: readonly StreamView[];
  readonly grounds: readonly StreamGrounds[];
  readonly rules: RulesTold;
}
