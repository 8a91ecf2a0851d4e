/** The facts of `agreement/<uuid>`: one class per message type. */
import {
  type AgreementData,
  type AgreementHeader,
  type Day,
  type PackId,
  type PackSettings,
  type PartyId,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, integer, listOf, object, oneOf, partyId, text, uuid, yesNo } from './fields.js';
import { NAME_CHARS_MAX, REFERENCE_CHARS_MAX } from './limits.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof AgreementData> = AgreementData[Name];

const PACKS = [
  'dalarna-hvb-2025',
  'vetlanda-2015',
  'vetlanda-2023',
  'karlsborg-internal',
] as const satisfies readonly PackId[];

const MONTHS_MAX = 120;
const DAYS_MAX = 366;

/** Overrides of single settings of the pack; what is left out stays as the pack has it. */
export class PackSettingsMessage implements Partial<PackSettings> {
  @optional(oneOf(['placementDate', 'agreementDate'])) retroactiveFrom?: PackSettings['retroactiveFrom'];
  @optional(oneOf(['escalate', 'lockToPlacer'])) afterDeadline?: PackSettings['afterDeadline'];
  @optional(oneOf(['fromSignature', 'asWritten'])) plannedRetroactive?: PackSettings['plannedRetroactive'];
  @optional(integer(1, MONTHS_MAX)) emergencyMonths?: number;
  @optional(yesNo) weekendRule?: boolean;
  @optional(integer(0, DAYS_MAX)) waitingDays?: number;
  @optional(listOf(integer(0, DAYS_MAX), { unique: true })) reminderDays?: number[];
}

/** The seven entries of B-001; any may be left out, then flagged. */
export class AgreementHeaderMessage implements AgreementHeader {
  @optional(text(NAME_CHARS_MAX)) documentType?: string;
  @optional(text(NAME_CHARS_MAX)) decidedBy?: string;
  @optional(text()) appliesTo?: string;
  @optional(day) validFrom?: Day;
  @optional(text(NAME_CHARS_MAX)) responsible?: string;
  @optional(day) lastRevisedOn?: Day;
  @optional(day) lastReviewedOn?: Day;
}

export class AgreementRegisteredMessage extends FactMessage implements Fields<'registered'> {
  @required(oneOf(['regional', 'local', 'internal'])) kind!: Fields<'registered'>['kind'];
  @required(text(NAME_CHARS_MAX)) title!: string;
  @required(listOf(partyId, { min: 1, unique: true })) parties!: PartyId[];
  @required(day) validFrom!: Day;
  @required(day) validTo!: Day;
  @required(oneOf(PACKS)) rulePack!: PackId;
  @optional(object(() => PackSettingsMessage)) settings?: PackSettingsMessage;
  @optional(uuid) supersedes?: Uuid;
  @required(object(() => AgreementHeaderMessage)) header!: AgreementHeaderMessage;
}

export class ApprovedByPartyMessage extends FactMessage implements Fields<'approvedByParty'> {
  @required(day) on!: Day;
  @required(text(REFERENCE_CHARS_MAX)) decisionRef!: string;
}

export class AgreementSupersededMessage extends FactMessage implements Fields<'superseded'> {
  @required(uuid) by!: Uuid;
}
