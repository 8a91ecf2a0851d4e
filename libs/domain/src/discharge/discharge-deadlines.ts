/** What is due on the way out of a hospital: the call to plan together, and the day from which a kommun pays (D-014, S-015). */
import { earliest, stockholmDay } from '../calendar/index.js';
import { messageKeyOf, type Day, type PartyId } from '../kernel/index.js';
import { deadline, timedDeadline, type Deadline } from '../making/deadline.js';
import { paymentDuty } from './payment.js';
import { isToBePlannedTogether, leftOn, toldOn, type DischargeReading, type Readiness } from './reading.js';

/** Of each readiness; it stands until another takes its place. */
export const dischargeDeadlines = (reading: DischargeReading): readonly Deadline[] =>
  reading.readiness.flatMap((ready, at) => {
    const next = reading.readiness[at + 1];
    const replacedOn = next && toldOn(next);
    return [...callOf(reading, ready, replacedOn), ...paymentOf(reading, ready, replacedOn)];
  });

/** Whose act the call is: of the region that has named the lasting contact, else of the one that is to (2:5, 4:3). */
const callerOf = ({ contact, homeRegion }: DischargeReading): PartyId => contact?.meta.party ?? homeRegion;

/**
 * Lag 2017:612 4:3 "senast tre dagar efter det att en underrättelse … har lämnats": days are counted, and lag 1930:173 2 §
 * moves the last of them. That the person has left changes nothing: planning may be held at home.
 */
function callOf(reading: DischargeReading, ready: Readiness, replacedOn: Day | undefined): readonly Deadline[] {
  if (!isToBePlannedTogether(reading)) return [];
  const { call, judgingOn } = reading;
  const calledOn = call ? stockholmDay(call.data.sentAt) : undefined;
  const isMet = calledOn !== undefined && (replacedOn === undefined || calledOn <= replacedOn);
  return timedDeadline(judgingOn(toldOn(ready)), {
    kind: 'sipCall',
    key: messageKeyOf(ready),
    startsOn: toldOn(ready),
    ...(isMet ? { metOn: calledOn } : { cancelledOn: replacedOn }),
    responsible: [callerOf(reading)],
    causedBy: [ready],
  });
}

/** S-015 "ska inträda vid en annan tidpunkt": open until the day comes, and then over, for nothing is to be done. */
function paymentOf(reading: DischargeReading, ready: Readiness, replacedOn: Day | undefined): readonly Deadline[] {
  const duty = paymentDuty(reading, ready);
  if (!duty) return [];
  const { beginsOn, statute, causedBy } = duty;
  const over = earliest(leftOn(reading), replacedOn);
  return [
    deadline(reading.judgingOn(toldOn(ready)), {
      kind: 'dischargePaymentResponsibility',
      key: messageKeyOf(ready),
      startsOn: toldOn(ready),
      dueOn: beginsOn,
      cancelledOn: over !== undefined && over < beginsOn ? over : undefined,
      lapsedOn: beginsOn,
      responsible: [reading.kommun],
      statute,
      causedBy,
    }),
  ];
}
