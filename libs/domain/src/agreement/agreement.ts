/** What can happen to an agreement between parties: the facts of `agreement/<uuid>`, with the names and fields of the wire. */
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type PackId, type SettingOverrides } from './pack.js';

/** The seven entries an agreement record needs (B-001); may be empty, then flagged. */
export interface AgreementHeader {
  readonly documentType?: string;
  readonly decidedBy?: string;
  readonly appliesTo?: string;
  readonly validFrom?: Day;
  readonly responsible?: string;
  readonly lastRevisedOn?: Day;
  readonly lastReviewedOn?: Day;
}

export interface AgreementData {
  registered: {
    readonly kind: 'regional' | 'local' | 'internal';
    readonly title: string;
    readonly parties: readonly PartyId[];
    readonly validFrom: Day;
    readonly validTo: Day;
    readonly rulePack: PackId;
    /** Absent: the version current on the day the registration was recorded. */
    readonly rulePackVersion?: number;
    /** Single overrides of the pack's settings. */
    readonly settings?: SettingOverrides;
    readonly supersedes?: Uuid;
    readonly header: AgreementHeader;
  };
  approvedByParty: { readonly on: Day; readonly decisionRef: string };
  superseded: { readonly by: Uuid };
  annulled: { readonly annulsId: string; readonly reason: string };
}

export type AgreementFact = {
  [Name in keyof AgreementData]: { readonly type: `agreement.${Name}`; readonly data: AgreementData[Name] };
}[keyof AgreementData];
