/** What holds of a stream, with what the grounds on it open to those whom they name. */
import { mayOpen, openingsOn, type Openings, type OpeningsAsked } from '../disclosure/openings.js';
import { type Day, type StreamCategory } from '../kernel/index.js';
import { type StreamRead } from '../saying/case.js';
import { type Sayable } from '../making/sayable.js';

/** The same assessment where nobody has decided on a ground or given a consent; else one that has its openings, and turns on their days too. */
export function withOpenings<C extends StreamCategory, A extends Sayable>(
  assessment: A,
  read: StreamRead<C>,
  asked: OpeningsAsked,
): A {
  if (!mayOpen(read)) return assessment;
  return beside(assessment, () => openingsOn(read, asked));
}

const isPlain = (assessment: object): boolean => Object.getPrototypeOf(assessment) === Object.prototype;

const opened = ({ turningDays, turningDaysByBirth }: Sayable, own: Openings): Openings => ({
  openings: own.openings,
  turningDays: inOrder([...turningDays, ...own.turningDays]),
  // As they were added: nobody reads them in another order.
  turningDaysByBirth: [...new Set([...turningDaysByBirth, ...own.turningDaysByBirth])],
});

const inOrder = (days: readonly Day[]): readonly Day[] => [...new Set(days)].sort();

/** What the grounds open is reckoned when it is asked for, as the parts of a case are: a view shows one of them, and not this. */
function beside<A extends Sayable>(assessment: A, openings: () => Openings): A {
  let kept: Openings | undefined;
  const whole = (): Openings => (kept ??= opened(assessment, openings()));
  const own = (member: keyof Openings): PropertyDescriptor => ({ get: () => whole()[member], enumerable: true });
  const same: object = isPlain(assessment) ? { ...assessment } : (Object.create(assessment) as object);
  return Object.defineProperties(same, {
    openings: own('openings'),
    turningDays: own('turningDays'),
    turningDaysByBirth: own('turningDaysByBirth'),
  }) as A;
}
