/** The orders of a case against one's will: custody for the time being, and the court's of care, each with its steps in court. */
import { type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type CourtOrder } from '../placement/facts/care-acts.data.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type CourtStepKind } from '../placement/facts/placement.js';
import { type Day } from '../kernel/index.js';

export type Decided = FactOf<'placement.decided'>;
export type CourtStep = FactOf<'placement.courtStep'>;

/** A decision by which one is in custody or in care against one's will. */
export interface Order {
  readonly decision: Decided;
  readonly law: CourtOrder;
  readonly isCustody: boolean;
  readonly byCourt: boolean;
  /** What was told of it, by day. */
  readonly steps: readonly CourtStep[];
}

const NONE: readonly never[] = [];

/** Whether an earlier custody still stands on the day of a decision, by what had been told of it. */
export type StandsOn = (custody: Order, day: Day) => boolean;

/**
 * In the order of their decisions. The nämnd's decision for the time being while custody stands is no new custody but says
 * where one stays (LVU 11 §, S-001), unless a step in court names it. Empty where no decision is by an act of the court.
 */
export function ordersBy(course: Course, standsOn: StandsOn): readonly Order[] {
  const decisions = course.decisions.filter(({ data }) => careActOf(data.legalBasis.act).court !== undefined);
  if (decisions.length === 0) return NONE;
  const steps = factsOf(course.story.facts, 'placement.courtStep');
  const named = new Set(steps.flatMap(({ data }) => data.decisionId ?? []));
  let orders: readonly Order[] = [];
  for (const decision of decisions) {
    const order = orderOf(decision);
    if (!order) continue;
    const isPlacing = order.isCustody && !order.byCourt && !named.has(decision.data.decisionId);
    if (isPlacing && standing(withSteps(orders, steps), order, standsOn)) continue;
    orders = [...orders, order];
  }
  return withSteps(orders, steps);
}

/** Care is the court's to order; custody the nämnd's or the court's. */
function orderOf(decision: Decided): Order | null {
  const { decidedBy, legalBasis } = decision.data;
  const { court } = careActOf(legalBasis.act);
  const byCourt = decidedBy === 'forvaltningsratt';
  if (!court || !(byCourt || legalBasis.interim)) return null;
  return { decision, law: court, isCustody: legalBasis.interim, byCourt, steps: [] };
}

const standing = (orders: readonly Order[], { decision }: Order, standsOn: StandsOn): boolean => {
  const { decidedOn, legalBasis } = decision.data;
  const before = orders.findLast((one) => one.isCustody && one.decision.data.legalBasis.act === legalBasis.act);
  return before !== undefined && standsOn(before, decidedOn);
};

function withSteps(orders: readonly Order[], steps: readonly CourtStep[]): readonly Order[] {
  if (steps.length === 0) return orders;
  const of = steps.map((step) => ({ step, order: orderNamed(orders, step) }));
  return orders.map((order) => ({
    ...order,
    steps: of.filter((one) => one.order === order).map(({ step }) => step),
  }));
}

const CARE: readonly CourtStepKind[] = ['finallyBinding'];
const EITHER: readonly CourtStepKind[] = ['executed'];

/**
 * The order that a step is of: the one it names, else the newest that it can be of, decided on or before its day. An
 * application may have been made before the custody that it is told of.
 */
function orderNamed(orders: readonly Order[], { data }: CourtStep): Order | undefined {
  const { decisionId, step, on } = data;
  if (decisionId !== undefined) return orders.find(({ decision }) => decision.data.decisionId === decisionId);
  const possible = orders.filter(({ isCustody }) => EITHER.includes(step) || isCustody !== CARE.includes(step));
  const newest = possible.findLast(({ decision }) => decision.data.decidedOn <= on);
  return newest ?? (step === 'applied' ? possible[0] : undefined);
}

/** The first step of a kind. */
export const firstStep = ({ steps }: Order, step: CourtStepKind): CourtStep | undefined =>
  steps.find(({ data }) => data.step === step);

/** The day of the first step of a kind. */
export const dayOf = (order: Order, step: CourtStepKind): Day | undefined => firstStep(order, step)?.data.on;

/** When the order was executed: as told, else the later of its day and the start; undefined before the start. */
export function executedOn({ started }: Course, order: Order): Day | undefined {
  const told = dayOf(order, 'executed');
  if (told !== undefined) return told;
  if (!started) return undefined;
  const { decidedOn } = order.decision.data;
  return decidedOn > started.data.startedOn ? decidedOn : started.data.startedOn;
}
