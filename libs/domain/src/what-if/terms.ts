/** Other terms put in an agreement's place: another pack, another version of it, single settings. All else of the agreement stands. */
import { type AgreementData } from '../agreement/facts/agreement.js';
import { packNamedBy, packOf, RULE_PACKS, type Packs } from '../agreement/facts/packs.js';
import { type PackId, type PackSettings, type SettingOverrides } from '../agreement/facts/pack.js';
import { type Day, type Said, type Sealed } from '../kernel/index.js';
import { type AgreementState, type Fact, type Surroundings } from '../saying/case.js';
import { settingsIn } from '../story/in-force.js';

/** What is asked to be otherwise; what is left out stays as it is. */
export interface OtherTerms {
  readonly rulePack?: PackId;
  /** Of the pack that is named, else of the agreement's own; at least 1. */
  readonly rulePackVersion?: number;
  readonly settings?: SettingOverrides;
}

/** The terms that judge, whole. */
export interface JudgingTerms {
  readonly rulePack: PackId;
  readonly version: number;
  readonly settings: PackSettings;
}

/** What an agreement says of its terms. */
type OwnTerms = Pick<AgreementData['registered'], 'rulePack' | 'rulePackVersion' | 'settings'>;

/**
 * What an agreement says of its terms, with the others in their place. Another pack brings none of what the agreement has
 * otherwise than its own: single settings differ from a pack, and mean nothing beside another.
 */
export function withTerms<T extends OwnTerms>(own: T, other: OtherTerms): T {
  const { rulePack = own.rulePack, rulePackVersion, settings } = other;
  const { rulePackVersion: ownVersion, settings: ownSettings, ...rest } = own;
  const isSamePack = rulePack === own.rulePack;
  const version = rulePackVersion ?? (isSamePack ? ownVersion : undefined);
  const single = { ...(isSamePack ? ownSettings : {}), ...settings };
  return {
    ...rest,
    rulePack,
    ...(version === undefined ? {} : { rulePackVersion: version }),
    ...(Object.keys(single).length === 0 ? {} : { settings: single }),
  } as unknown as T;
}

/**
 * An agreement as it would stand under the other terms: parties, validity and approvals as they are. A pack that is named
 * without a version is meant as of the day on which the agreement was registered. Throws `RangeError` on a version that
 * there is none of.
 */
export function agreementWith(state: AgreementState, other: OtherTerms, packs: Packs = RULE_PACKS): AgreementState {
  const registered = withTerms(state.registered, other);
  const { rulePack, rulePackVersion } = registered;
  if (rulePack === state.pack.id && (rulePackVersion ?? state.pack.version) === state.pack.version)
    return { ...state, registered };
  const pack = packNamedBy(
    { rulePack, ...asked(rulePackVersion) },
    state.registeredOn ?? state.registered.validFrom,
    packs,
  );
  return { ...state, registered, pack };
}

const asked = (rulePackVersion: number | undefined): Pick<OtherTerms, 'rulePackVersion'> =>
  rulePackVersion === undefined ? {} : { rulePackVersion };

/** What bears on a stream, its agreements on placements under the other terms. One that judges no placement judges none still. */
export const surroundingsWith = (
  { agreements, sips }: Surroundings,
  other: OtherTerms,
  packs: Packs = RULE_PACKS,
): Surroundings => ({
  agreements: agreements.map((state) => (state.pack.judgesPlacements ? agreementWith(state, other, packs) : state)),
  sips,
});

/** A fact as it would be told on the other terms: what registers an agreement names them; any other is as it is. */
export const factWith = (fact: Said<Fact>, other: OtherTerms): Said<Fact> =>
  fact.type === 'agreement.registered' ? { ...fact, data: withTerms(fact.data, other) } : fact;

/** The terms of an agreement, whole. */
export const termsIn = ({ pack, registered }: Pick<AgreementState, 'pack' | 'registered'>): JudgingTerms => ({
  rulePack: pack.id,
  version: pack.version,
  settings: settingsIn({ pack, registered }),
});

/** The versions that there are of the pack that is asked about, of the `own` where none is named; null where the one asked for is among them. */
export function versionsInstead(
  { rulePack, rulePackVersion }: OtherTerms,
  own: readonly PackId[],
  packs: Packs = RULE_PACKS,
): readonly number[] | null {
  if (rulePackVersion === undefined) return null;
  const asks = rulePack === undefined ? own : [rulePack];
  const lacking = asks.find((pack) => packOf(pack, rulePackVersion, packs) === undefined);
  return lacking === undefined ? null : packs[lacking].map(({ version }) => version);
}

/** Nobody has written it. */
const NO_TITLE = Symbol('title') as unknown as Sealed;

/** From before every day of a history until after it. */
const ALWAYS = { validFrom: '1800-01-01' as Day, validTo: '2999-12-31' as Day };

/** Who would be parties of an agreement that there is none of, and what it is called. */
export interface Supposed {
  readonly agreementId: AgreementState['agreementId'];
  readonly stream: string;
  readonly parties: AgreementData['registered']['parties'];
}

/** An agreement on these terms as if it had always been there, approved by all its parties: where none judges. */
export function supposedAgreement(
  { agreementId, stream, parties }: Supposed,
  terms: OtherTerms & { readonly rulePack: PackId },
  packs: Packs = RULE_PACKS,
): AgreementState {
  const { rulePack, rulePackVersion, settings } = terms;
  const registered: AgreementData['registered'] = {
    ...{ kind: 'regional', title: NO_TITLE, parties, ...ALWAYS, rulePack },
    ...asked(rulePackVersion),
    ...(settings === undefined ? {} : { settings }),
    header: {},
  };
  return {
    ...{ agreementId, stream, revision: 0, registered, registeredBy: agreementId },
    pack: packNamedBy({ rulePack, ...asked(rulePackVersion) }, ALWAYS.validTo, packs),
    approvals: parties.map((party) => ({ party, on: ALWAYS.validFrom, eventId: agreementId })),
  };
}
