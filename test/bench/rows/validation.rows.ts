/** What judging the form of a message costs on the hot path. */
import { faultsByClass, readMessage } from '#contracts';
import { type Bench, type Row } from '../bench.js';
import { caseOf, type WireEvent } from '../cases.js';
import { perSecond, type Duel } from '../duel.js';
import { findDataFault } from '../../../libs/contracts/src/validate.js';

const CASES = 40;

const told = (): readonly WireEvent[] => Array.from({ length: CASES }, (_, seed) => caseOf(seed).acts.flat()).flat();

/** The peer's findings count, so that nothing is optimised away; a message that is refused ends the bench. */
function refuse(holds: boolean, { type }: WireEvent): void {
  if (!holds) throw new Error(`${type} is refused`);
}

function validation(bench: Bench): readonly Duel[] {
  const events = told();
  const many = bench.amount(200);
  const few = bench.amount(6);
  const over = (times: number, judge: (event: WireEvent) => boolean) => () =>
    perSecond(() => {
      for (let time = 0; time < times; time += 1) for (const event of events) refuse(judge(event), event);
      return times * events.length;
    });
  const byClass = over(few, ({ type, data }) => faultsByClass(type, data).length === 0);
  return [
    {
      what: 'message validation',
      against: 'class-validator with class-transformer',
      ...{ sense: 'atLeast', unit: 'messages/s', goal: 30, stretch: 60 },
      ours: over(many, ({ type, data }) => findDataFault(type, data) === undefined),
      peer: byClass,
    },
    {
      what: 'message validation and all else of reading it: envelope, content, ids',
      against: 'class-validator with class-transformer',
      ...{ sense: 'atLeast', unit: 'messages/s', goal: 10 },
      note: 'not among the goals; what an arriving message costs in full before the law',
      ours: over(Math.ceil(many / 4), (event) => readMessage(event).ok),
      peer: byClass,
    },
  ];
}

export const VALIDATION_ROWS: readonly Row[] = [
  { name: 'validation', duels: (bench) => Promise.resolve(validation(bench)) },
];
