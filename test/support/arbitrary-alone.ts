/** Arbitrary histories of the kinds of stream that are of no case: one table, of which all that tells of every kind is made. */
import fc from 'fast-check';
import { streamNamed, type Fact, type Said } from '#domain';
import { someConcern } from './arbitrary-concern.js';
import { someDischarge } from './arbitrary-discharge.js';
import { type ConcernBuilder } from './concern-builder.js';
import { type DischargeBuilder } from './discharge-builder.js';
import { type ToldIn } from './told-streams.js';

/** Each kind with its story. */
export interface Alone {
  readonly discharge: DischargeBuilder;
  readonly concern: ConcernBuilder;
}

export const SOME_ALONE: { readonly [Kind in keyof Alone]: fc.Arbitrary<Alone[Kind]> } = {
  discharge: someDischarge,
  concern: someConcern,
};

/** One of each. */
export const someOfEachAlone: fc.Arbitrary<Alone> = fc.record(SOME_ALONE);

/** The facts of a story that has a stream of its own, in it. */
export const toldAlone = (kind: keyof Alone, { facts }: { readonly facts: readonly Said<Fact>[] }): readonly ToldIn[] =>
  facts.map((fact) => ({ stream: streamNamed(kind, fact.meta.subject.id), fact }));
