/** By which agreement's terms a stream of any kind is judged on a day. */
import { stateOf, type Circumstances, type StatesBy } from '../stream-law.js';
import { dischargeOn, standingDischarge } from '../discharge/reading.js';
import { stockholmDay } from '../calendar/index.js';
import { type StreamCategory } from '../kernel/index.js';
import { type AgreementState, type StreamRead } from '../saying/case.js';
import { standingSip } from '../sip/reading.js';
import { storyOf } from '../story/story.js';

type JudgingIn<C extends StreamCategory> = (state: StatesBy[C], beside: Circumstances) => AgreementState | null;

const JUDGING: { readonly [C in StreamCategory]: JudgingIn<C> } = {
  case: (state, { surroundings, today, name }) => storyOf(state, surroundings, today, name).agreement?.state ?? null,
  agreement: (state) => state,
  sip: (state, { surroundings }) => standingSip(state, surroundings).agreement?.state ?? null,
  // No agreement sets a term of a deviation's, nor of a report of concern's.
  deviation: () => null,
  concern: () => null,
  discharge: ({ dischargeId, stream, facts }, { surroundings, today, name }) => {
    const reading = dischargeOn({ dischargeId, stream }, standingDischarge(facts), { surroundings, asOf: today, name });
    return reading?.agreementOn(stockholmDay(reading.admitted.data.admittedAt))?.state ?? null;
  },
};

/** The agreement that judges a stream on `beside.today`, an agreement's own stream by itself; null where none does. */
export function judgingAgreement<C extends StreamCategory>(
  read: StreamRead<C>,
  beside: Circumstances,
): AgreementState | null {
  return JUDGING[read.category](stateOf(read), beside);
}

/** Whose terms are its own, and no other's that bears on it. */
const BY_ITSELF: Readonly<Record<StreamCategory, boolean>> = {
  ...{ case: false, agreement: true, sip: false, deviation: false, discharge: false, concern: false },
};

/** True of a kind of stream that is judged by what is said in it alone. */
export const isJudgedByItself = ({ category }: Pick<StreamRead<StreamCategory>, 'category'>): boolean =>
  BY_ITSELF[category];
