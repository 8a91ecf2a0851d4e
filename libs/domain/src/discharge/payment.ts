/** When a kommun begins to pay for who remains in hospital, and how much: by lag 2017:612 5 kap., or as agreed (S-015). */
import { daysBetween, maxDay, stockholmDay, stockholmTime, addDays } from '../calendar/index.js';
import { areOneLegalPerson, type Day, type Ore, type PartyId } from '../kernel/index.js';
import { statuteOn, timeOut, whyOf, type Causes, type Duty, type StatuteRef, type Why } from '../rules/index.js';
import { isToBePlannedTogether, leftOn, toldOn, type DischargeReading, type Readiness } from './reading.js';

/** What is wanting for the kommun to pay (lag 2017:612 5:3, 5:5). */
export type PaymentLacks = 'admissionNotice' | 'sipCall' | 'openCare' | 'otherPrincipal';

/** The duty to pay that a readiness gives, when its conditions are fulfilled. */
export interface PaymentDuty {
  /** The first day for which the kommun pays. */
  readonly beginsOn: Day;
  /** Whether the day was agreed on, or is the statute's. */
  readonly dayBy: 'statute' | 'agreement';
  readonly statute: StatuteRef | undefined;
  readonly causedBy: Causes;
}

/** What is wanting of a readiness by the day that is asked about; empty where the kommun is to pay. */
export function paymentLacks(reading: DischargeReading, { data }: Readiness): readonly PaymentLacks[] {
  const { kommun, region, admissionNoticeOn, call } = reading;
  const lacks: PaymentLacks[] = [];
  // One legal person owes itself nothing: there is no region to pay (SoL 4:4, lag 2017:612 1:1).
  if (areOneLegalPerson([kommun, region])) lacks.push('otherPrincipal');
  if (admissionNoticeOn === null) lacks.push('admissionNotice');
  if (isToBePlannedTogether(reading) && call === null) lacks.push('sipCall');
  if (!data.openCareAvailable) lacks.push('openCare');
  return lacks;
}

const NOON = '12:00:00.000';

/**
 * Lag 2017:612 5:4 "tre dagar efter det att en underrättelse … har skickats. Om en sådan underrättelse skickas efter klockan
 * 12.00 … fyra dagar": the day is the start of a duty, which no weekend moves. What is agreed stands in the place of both.
 */
function dayOfPayment(
  reading: DischargeReading,
  ready: Readiness,
): Pick<PaymentDuty, 'beginsOn' | 'dayBy' | 'statute'> {
  const told = toldOn(ready);
  const agreed = reading.agreementOn(told)?.settings.dischargePaymentDays ?? null;
  if (agreed !== null)
    return { beginsOn: addDays(told, agreed), dayBy: 'agreement', statute: statuteOn('paymentAgreed', told) };
  const isAfterNoon = stockholmTime(ready.data.noticeSentAt) > NOON;
  const due = timeOut(isAfterNoon ? 'dischargePaymentAfterNoon' : 'dischargePayment', { startsOn: told });
  return { beginsOn: due?.dueOn ?? told, dayBy: 'statute', statute: due?.statute };
}

/** The day by which all that a duty rests on has been done: what is done late counts from then, and not backwards. */
function fulfilledOn({ admissionNoticeOn, call }: DischargeReading, ready: Readiness): Day {
  const told = toldOn(ready);
  return maxDay(told, admissionNoticeOn ?? told, call ? stockholmDay(call.data.sentAt) : told);
}

/** The call, where one is asked for at all (4:1). */
const callAskedFor = (reading: DischargeReading): DischargeReading['call'] =>
  isToBePlannedTogether(reading) ? reading.call : null;

/** The duty that a readiness gives; null while something is wanting, or where the person had left before nothing was. */
export function paymentDuty(reading: DischargeReading, ready: Readiness): PaymentDuty | null {
  if (paymentLacks(reading, ready).length > 0) return null;
  const call = callAskedFor(reading);
  const fulfilled = fulfilledOn({ ...reading, call }, ready);
  const left = leftOn(reading);
  if (left !== undefined && left < fulfilled) return null;
  const { beginsOn, ...rest } = dayOfPayment(reading, ready);
  const causedBy = [reading.admitted, ready, ...(call ? [call] : [])];
  return { ...rest, beginsOn: maxDay(beginsOn, fulfilled), causedBy };
}

/** What is told of the payment, by the newest readiness. */
export interface PaymentView {
  readonly kommun: PartyId;
  readonly status: 'conditionsLacking' | 'toBegin' | 'begun' | 'leftBefore';
  /** What is wanting; empty where nothing is. */
  readonly lacks: readonly PaymentLacks[];
  /** The first day for which the kommun pays. */
  readonly beginsOn?: Day;
  readonly dayBy: 'statute' | 'agreement';
  readonly amountBy: 'statute' | 'agreement';
  /** What is paid for each day and night, where it is agreed on; else what the year's regulation says (5:6). */
  readonly orePerDay?: Ore;
  /** Whole days and nights from the first day until the person left, or the day that is asked about. */
  readonly days?: number;
  /** What they come to, where the amount is agreed on. */
  readonly amountOre?: Ore;
  readonly why: Why;
}

const DUTY_OF_LACK: Readonly<Record<PaymentLacks, Duty>> = {
  admissionNotice: 'paymentConditions',
  sipCall: 'paymentConditions',
  openCare: 'paymentWithoutOpenCare',
  otherPrincipal: 'paymentConditions',
};

/** What a kommun has agreed to pay for a day and a night, by the agreement of the day of the notice; null: the statute's. */
const oreAgreed = (reading: DischargeReading, told: Day): Ore | null =>
  reading.agreementOn(told)?.settings.dischargePaymentOre ?? null;

/** Where the duty stands on the day that is asked about, with what has been reached of it. */
function reached(
  reading: DischargeReading,
  duty: PaymentDuty | null,
  orePerDay: Ore | null,
): Pick<PaymentView, 'status' | 'beginsOn' | 'days' | 'amountOre'> {
  const left = leftOn(reading);
  if (!duty) return { status: 'leftBefore' };
  const { beginsOn } = duty;
  if (left !== undefined && left < beginsOn) return { status: 'leftBefore', beginsOn };
  if (reading.asOf < beginsOn) return { status: 'toBegin', beginsOn };
  const days = daysBetween(beginsOn, left ?? reading.asOf);
  return { status: 'begun', beginsOn, days, ...(orePerDay === null ? {} : { amountOre: days * orePerDay }) };
}

/** The section that says it: what is wanting, when it begins, or that it may be agreed on. */
function sectionOf(duty: PaymentDuty | null, [lack]: readonly PaymentLacks[], told: Day): StatuteRef | undefined {
  return lack ? statuteOn(DUTY_OF_LACK[lack], told) : (duty?.statute ?? statuteOn('paymentDay', told));
}

/** S-015 "ska inträda vid en annan tidpunkt": the payment as it stands on the day; null before anybody is ready. */
export function paymentView(reading: DischargeReading): PaymentView | null {
  const ready = reading.readiness.at(-1);
  if (!ready) return null;
  const told = toldOn(ready);
  const lacks = paymentLacks(reading, ready);
  const duty = paymentDuty(reading, ready);
  const orePerDay = oreAgreed(reading, told);
  return {
    kommun: reading.kommun,
    lacks,
    dayBy: dayOfPayment(reading, ready).dayBy,
    amountBy: orePerDay === null ? 'statute' : 'agreement',
    ...(orePerDay === null ? {} : { orePerDay }),
    ...(lacks.length > 0 ? { status: 'conditionsLacking' } : reached(reading, duty, orePerDay)),
    why: whyOf(
      reading.judgingOn(told),
      'S-015',
      duty?.causedBy ?? [reading.admitted, ready],
      sectionOf(duty, lacks, told),
    ),
  };
}
