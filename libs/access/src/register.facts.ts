/** What is said of parties: the facts of the register's stream, by the operator alone, with the names and fields of the wire. */
import { DISCLOSURE_CLASSES, type Day } from '#domain/facts';

export const REGISTERED_KINDS = ['kommun', 'namnd', 'region', 'unit', 'hvb', 'auditor', 'operator'] as const;
/** An authority, a part of one, or somebody beside them. A nämnd is an authority of its own (D-026). */
export type RegisteredKind = (typeof REGISTERED_KINDS)[number];

/** A claim of an issuer's tokens, and the value that names the party: `{iss, claim: 'organizationId', value: 'SE2120002080'}`. */
export interface PinnedClaim {
  readonly iss: string;
  readonly claim: string;
  readonly value: string;
}

/** What is known of a party. */
export interface PartyData {
  readonly partyId: string;
  readonly kind: RegisteredKind;
  readonly name: string;
  /** The legal person of a nämnd or a unit. */
  readonly parent?: string;
  /** Whether it answers for personal data itself. */
  readonly controller: boolean;
  /** By which tokens it is known; each names one party. */
  readonly issuers: readonly PinnedClaim[];
  /** Thumbprints of client certificates (`x5t#S256`): where there are any, its systems' tokens are bound to one of them. */
  readonly certificates: readonly string[];
  /** Mail addresses of functions, never of persons (E-012). */
  readonly alertAddresses: readonly string[];
  /** Tokens that are let in no more: by `jti`, or all of a `client_id`. */
  readonly denied?: readonly PinnedClaim[];
  /**
   * The disclosure classes that its systems are shown only where they name a user (`HVB-User`; decision A6): none where it is
   * empty, `USER_REQUIRED_FOR` where it is not said.
   */
  readonly requireUser?: readonly string[];
}

/** The disclosure classes that a mandate may be of: all. */
export const MANDATE_CLASSES = DISCLOSURE_CLASSES;

/** Whose eyes it was is to be told of who somebody is, and of what is sensitive, where a party says nothing else (A6). */
export const USER_REQUIRED_FOR = ['identity', 'sensitive'] as const;

/** What an auditor may read: of which parties, from and to which day, by which statute. */
export interface MandateData {
  readonly mandateId: string;
  readonly auditor: string;
  readonly parties: 'all' | readonly string[];
  readonly from: Day;
  readonly to: Day;
  /** Disclosure classes. */
  readonly classes: readonly string[];
  readonly statute: string;
  readonly decidedBy: string;
}

/** Each fact's data, by its name on the wire. */
export interface RegisterData {
  partyRegistered: PartyData;
  /** What is left out stays. */
  partyChanged: Partial<Omit<PartyData, 'partyId' | 'kind'>> & Pick<PartyData, 'partyId'>;
  /** From its recording on no token of it is let in. What it said stands. */
  partyClosed: Pick<PartyData, 'partyId'>;
  mandateGranted: MandateData;
  mandateEnded: Pick<MandateData, 'mandateId' | 'auditor'>;
}

export type RegisterFact = {
  [Name in keyof RegisterData]: { readonly type: `hub.${Name}`; readonly data: RegisterData[Name] };
}[keyof RegisterData];
