/** The protocol of a restore drill, as it is printed and signed. */
import { LABELS, OUTCOMES, STEPS, TITLE, TO_SIGN, WHOLE, type DrillStep } from './protocol.data.js';

export interface StepDone {
  readonly step: DrillStep;
  readonly holds: boolean;
  /** A figure, or what was wrong. */
  readonly detail: string;
  readonly seconds: number;
}

export interface Drilled {
  /** RFC 3339. */
  readonly at: string;
  readonly program: string;
  /** Empty where no backup was made. */
  readonly logId: string;
  readonly events: number;
  /** From the loss until a hub answers again; null where none did. */
  readonly secondsToBack: number | null;
  /** In the order in which they were done; after one that does not hold no other is. */
  readonly steps: readonly StepDone[];
}

export const STEP_NAMES = Object.keys(STEPS) as readonly DrillStep[];

/** Whether every step was done, and holds. */
export const isHeld = ({ steps }: Pick<Drilled, 'steps'>): boolean =>
  STEP_NAMES.every((name) => steps.some(({ step, holds }) => step === name && holds));

const WIDE = Math.max(...Object.values(STEPS).map((says) => says.length));

/** Lines of text, in Swedish. */
export function protocolOf(drilled: Drilled): string {
  const { at, program, logId, events, secondsToBack, steps } = drilled;
  const head: readonly (readonly [string, string])[] = [
    [LABELS.when, at],
    [LABELS.program, `hvb-hub ${program}`],
    [LABELS.log, logId],
    [LABELS.events, String(events)],
    [LABELS.back, secondsToBack === null ? '–' : `${secondsToBack} ${LABELS.seconds}`],
  ];
  return [
    TITLE,
    '',
    ...head.map(([label, value]) => `${label}: ${value}`),
    '',
    ...STEP_NAMES.map((name, at) =>
      stepLine(
        at + 1,
        name,
        steps.find(({ step }) => step === name),
      ),
    ),
    '',
    isHeld(drilled) ? WHOLE.held : WHOLE.failed,
    '',
    ...TO_SIGN,
    '',
  ].join('\n');
}

function stepLine(number: number, name: DrillStep, done: StepDone | undefined): string {
  const says = `${String(number).padStart(2)}. ${STEPS[name].padEnd(WIDE)}`;
  if (done === undefined) return `${says}  ${OUTCOMES.notDone}`;
  const { holds, detail, seconds } = done;
  return `${says}  ${holds ? OUTCOMES.held : OUTCOMES.failed}  ${seconds} ${LABELS.seconds}  ${detail}`.trimEnd();
}
