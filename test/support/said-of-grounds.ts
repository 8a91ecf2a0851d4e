/** What the hub says of grounds of disclosure on each of some days, when it has been told what it has been told by then. */
import {
  assessmentOf,
  foldTold,
  say,
  type Assessment,
  type Derived,
  type StreamCategory,
  type StreamRead,
} from '#domain';
import { dalarna, day, name } from './case-builder.js';
import { type ToldStream } from './disclosed.js';

/** What holds of a told stream on a day. */
export const held = (read: StreamRead<StreamCategory>, on: string) =>
  assessmentOf(read, { surroundings: dalarna(), today: day(on), name }) as Assessment;
const isOfDisclosure = ({ type }: Derived): boolean => /\.disclosure(Widened|Recalled)$/.test(type);

/** What the hub says of grounds on each of some days, day after day, with what has been told by then. */
export function saidOn(days: readonly (readonly [on: string, told: ToldStream])[]): readonly (readonly Derived[])[] {
  let told = foldTold([]);
  return days.map(([on, { read }]) => {
    const derived = say(told, held(read, on), day(on));
    told = foldTold(derived, told);
    expect(say(told, held(read, on), day(on))).toEqual([]);
    return derived.filter(isOfDisclosure);
  });
}
/** The types of what is said on each day. */
export const types = (said: readonly (readonly Derived[])[]) => said.map((some) => some.map(({ type }) => type));
/** What is said, without its why. */
export const datas = (said: readonly Derived[]) => said.map(({ data }) => data);
