/** A history as it is told and judged from its first fact on: what the law answers to each, and what the hub would say, day by day. */
import { foldTold, type ToldState } from '../case/say.js';
import { type Derived } from '../case/derived.js';
import { type NamedOnMessages } from '../fact/disclosing.js';
import { type Day, type Said, type StreamCategory } from '../kernel/index.js';
import { type Fact, type StreamRead, type Surroundings } from '../saying/case.js';
import { type Decision, type Submission } from '../saying/decision.js';
import { type Circumstances } from '../stream-law.js';
import { assessmentOf, decideOn, say } from '../streams-by-law.js';

/** What the hub would say on a day: because of a fact, or because the day has come (`fact` null). */
export interface SaidOn {
  readonly on: Day;
  readonly fact: Said<Fact> | null;
  readonly derived: Derived;
}

/** A history under some terms, as far as it has been told. Changes as it is told. */
export interface World {
  /** What the law answers to a fact on a day, by those taken before it. */
  readonly decide: (fact: Said<Fact>, on: Day) => Decision;
  /** Takes a fact on a day that has come, whatever the law says of it; gives what is said because of it. */
  readonly take: (fact: Said<Fact>, on: Day) => readonly SaidOn[];
  /** The next day on which another answer may hold; null before anything is told, and where no day brings anything. */
  readonly next: () => Day | null;
  /** Lets a day come: gives what it brings. */
  readonly look: (on: Day) => readonly SaidOn[];
  /** What has been taken, with what judges it on a day. */
  readonly read: () => StreamRead<StreamCategory>;
  readonly besideOn: (on: Day) => Circumstances;
}

/** Where a history begins. */
export interface Beginning extends Pick<Circumstances, 'name'> {
  readonly category: StreamCategory;
  readonly stream: StreamRead<StreamCategory>['stream'];
  readonly named?: NamedOnMessages | undefined;
  readonly surroundings: Surroundings;
}

/** A world in which nothing has been told yet. */
export function worldOf({ category, stream, named, surroundings, name }: Beginning): World {
  const facts: Said<Fact>[] = [];
  let told: ToldState = foldTold([]);
  let next: Day | null = null;
  const read = (): StreamRead<StreamCategory> => ({
    ...{ category, stream, facts: [...facts] },
    ...(named ? { named } : {}),
  });
  const besideOn = (today: Day): Circumstances => ({ surroundings, today, name });
  const sayOn = (on: Day, fact: Said<Fact> | null): readonly SaidOn[] => {
    const assessment = assessmentOf(read(), besideOn(on));
    const sayings = say(told, assessment, on);
    told = foldTold(sayings, told);
    [next = null] = assessment.turningDays;
    return sayings.map((derived) => ({ on, fact, derived }));
  };
  return {
    decide: (fact, on) => decideOn(asSubmitted(fact, on), read(), besideOn(on)),
    take: (fact, on) => {
      facts.push(fact);
      return sayOn(on, fact);
    },
    next: () => next,
    look: (on) => sayOn(on, null),
    read,
    besideOn,
  };
}

/** A recorded fact as its party handed it in. */
function asSubmitted(said: Said<Fact>, today: Day): Submission {
  const { meta, ...fact } = said;
  const { eventId, subject, messageId, source, party, time, saidOn, corrects } = meta;
  return {
    ...{ fact: fact, eventId, subject, messageId, source, party, time, saidOn, today },
    ...(corrects === undefined ? {} : { corrects }),
  };
}
