/** The facts of `deviation/<uuid>`: one class per message type. Each names the placement that it concerns, if it does. */
import {
  DEVIATION_KINDS,
  type AreaKind,
  type AreaLaid,
  type Day,
  type DeviationData,
  type DeviationKind,
  type PartyId,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { DisclosureDecidedMessage, DisclosureEndedMessage, FactMessage } from './disclosure.messages.js';
import { day, listOf, object, oneOf, partyId, publisherId, text, uuid } from './fields.js';
import { NAME_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { AREA_KINDS } from './placement.parts.messages.js';

type Fields<Name extends keyof DeviationData> = DeviationData[Name];

const KINDS = Object.keys(DEVIATION_KINDS) as readonly DeviationKind[];
const RAISED_BY = membersOf<Fields<'reported'>['raisedBy']>({ party: true, individual: true, relative: true });

/** What every fact of a deviation may carry: the placement in whose stream it stands. */
class OfADeviation extends FactMessage {
  @optional(uuid, 'routing') placementId?: Uuid;
}

export class DeviationReportedMessage extends OfADeviation implements Fields<'reported'> {
  @required(oneOf(KINDS), 'case') kind!: DeviationKind;
  @required(oneOf(RAISED_BY), 'case') raisedBy!: Fields<'reported'>['raisedBy'];
  @required(listOf(partyId, { min: 1, unique: true }), 'case') concerns!: PartyId[];
  @required(day, 'case') occurredOn!: Day;
  @required(text(NAME_CHARS_MAX), 'sensitive') title!: Sealed;
}

export class AreaLaidMessage implements AreaLaid {
  @required(oneOf(AREA_KINDS), 'case') kind!: AreaKind;
  @required(partyId, 'case') responsible!: PartyId;
}

export class TemporaryResponsibilityProposedMessage
  extends OfADeviation
  implements Fields<'temporaryResponsibilityProposed'>
{
  @required(uuid, 'routing') splitId!: Uuid;
  @required(
    listOf(
      object(() => AreaLaidMessage),
      { min: 1 },
    ),
    'case',
  )
  areas!: AreaLaidMessage[];
  @optional(day, 'case') until?: Day;
}

export class TemporaryResponsibilityConfirmedMessage
  extends OfADeviation
  implements Fields<'temporaryResponsibilityConfirmed'>
{
  @required(uuid, 'routing') splitId!: Uuid;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class InvestigationStartedMessage extends OfADeviation implements Fields<'investigationStarted'> {
  @required(day, 'case') on!: Day;
  @required(listOf(partyId, { min: 1, unique: true }), 'case') parties!: PartyId[];
}

export class ActionDecidedMessage extends OfADeviation implements Fields<'actionDecided'> {
  @required(uuid, 'routing') actionId!: Uuid;
  @required(text(NAME_CHARS_MAX), 'sensitive') title!: Sealed;
  @required(partyId, 'case') responsible!: PartyId;
  @required(day, 'case') dueOn!: Day;
}

export class ActionDoneMessage extends OfADeviation implements Fields<'actionDone'> {
  @required(uuid, 'routing') actionId!: Uuid;
  @required(day, 'case') on!: Day;
}

export class ClosureProposedMessage extends OfADeviation implements Fields<'closureProposed'> {
  @required(day, 'case') on!: Day;
}

export class ClosureConfirmedMessage extends OfADeviation implements Fields<'closureConfirmed'> {
  @required(day, 'case') on!: Day;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class DeviationAnnulledMessage extends OfADeviation implements Fields<'annulled'> {
  @required(publisherId, 'routing') annulsId!: string;
  @required(text(), 'sensitive') reason!: Sealed;
}

export class DeviationDisclosureDecidedMessage extends DisclosureDecidedMessage implements Fields<'disclosureDecided'> {
  @optional(uuid, 'routing') placementId?: Uuid;
}

export class DeviationDisclosureEndedMessage extends DisclosureEndedMessage implements Fields<'disclosureEnded'> {
  @optional(uuid, 'routing') placementId?: Uuid;
}
