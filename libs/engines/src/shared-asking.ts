/** Questions asked in the same turn share one round trip to a server. */

/** Questions of one round trip at most; the rest take the next. */
const QUESTIONS_MAX = 1_000;
/** Round trips under way at once; what is asked meanwhile goes together with the next. */
const TRIPS_MAX = 4;

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly give: (answer: Answer) => void;
  readonly refuse: (error: unknown) => void;
}

/**
 * Asks one question; what else is asked before the turn ends goes with it. `ask` is called after all of them, so that no
 * answer is older than its question, and answers in their order. What it throws, each of them meets.
 */
export function sharedAsking<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let asked: Asked<Question, Answer>[] = [];
  let underWay = 0;

  const flush = (): void => {
    while (asked.length > 0 && underWay < TRIPS_MAX) {
      const now = asked.slice(0, QUESTIONS_MAX);
      asked = asked.slice(QUESTIONS_MAX);
      underWay += 1;
      void settle(now, ask).then(() => {
        underWay -= 1;
        flush();
      });
    }
  };

  return (question) =>
    new Promise((give, refuse) => {
      asked.push({ question, give, refuse });
      if (asked.length === 1) setImmediate(flush);
    });
}

async function settle<Question, Answer>(
  asked: readonly Asked<Question, Answer>[],
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await ask(asked.map(({ question }) => question));
    // An answer may itself be undefined; there is one for each.
    asked.forEach(({ give }, index) => {
      give(answers[index] as Answer);
    });
  } catch (error) {
    for (const { refuse } of asked) refuse(error);
  }
}
