/** The rule packs, versions side by side. A released version never changes; what an agreement does not say is said by its pack. */
import { type Day } from '../../kernel/index.js';
import { dalarnaHvb2025v1 } from './dalarna-hvb-2025.data.js';
import { karlsborgInternalV1 } from './karlsborg-internal.data.js';
import {
  type PackId,
  type PackSettings,
  type PackText,
  type PackWords,
  type RulePack,
  type PackTerms,
} from './pack.js';
import { TERMS_WITHOUT_AGREEMENT, WORDS_WITHOUT_AGREEMENT } from './terms-without-agreement.data.js';
import { vetlanda2015v1 } from './vetlanda-2015.data.js';
import { vetlanda2023v1 } from './vetlanda-2023.data.js';

/** A pack's versions from the first, none left out: at least one. */
export type Versions = readonly [RulePack, ...RulePack[]];

/** Every version of every pack. */
export type Packs = Readonly<Record<PackId, Versions>>;

/** The values of terms. */
export function settingsOf(terms: PackTerms): PackSettings {
  const values = Object.entries(terms).map(([name, { value }]) => [name, value] as const);
  return Object.fromEntries(values) as unknown as PackSettings;
}

/** A version as it judges. */
export const packFrom = (text: PackText): RulePack => ({ ...text, settings: settingsOf(text.terms) });

export const RULE_PACKS: Packs = {
  'dalarna-hvb-2025': [packFrom(dalarnaHvb2025v1)],
  'vetlanda-2015': [packFrom(vetlanda2015v1)],
  'vetlanda-2023': [packFrom(vetlanda2023v1)],
  'karlsborg-internal': [packFrom(karlsborgInternalV1)],
};

/** What the hub goes by where no agreement is in force. */
export const SETTINGS_WITHOUT_AGREEMENT: PackSettings = settingsOf(TERMS_WITHOUT_AGREEMENT);

/** The settings that hold under an agreement, or where there is none. */
export const settingsUnder = (agreement: { readonly settings: PackSettings } | null): PackSettings =>
  agreement?.settings ?? SETTINGS_WITHOUT_AGREEMENT;

/** In whose words something is told under an agreement, also one that judges no placements, or where there is none. */
export const wordsUnder = (agreement: { readonly pack: Pick<RulePack, 'words'> } | null): PackWords =>
  agreement?.pack.words ?? WORDS_WITHOUT_AGREEMENT;

/** One version of a pack; undefined where this program has none such. */
export const packOf = (id: PackId, version: number, packs: Packs = RULE_PACKS): RulePack | undefined =>
  packs[id].find((pack) => pack.version === version);

/** A pack's newest version that was released by a day; its first where none was yet. */
export const packCurrentOn = (id: PackId, day: Day, packs: Packs = RULE_PACKS): RulePack =>
  packs[id].findLast(({ releasedOn }) => releasedOn <= day) ?? packs[id][0];

/** What an agreement says of its pack. */
interface NamesPack {
  readonly rulePack: PackId;
  readonly rulePackVersion?: number;
}

/**
 * The version that an agreement is judged by: the one that it names, else the one current on the day its registration
 * was recorded, so that a later version changes nothing of it. Throws `RangeError` on a version that this program lacks:
 * none such is accepted, so the log is of a later program.
 */
export function packNamedBy(
  { rulePack, rulePackVersion }: NamesPack,
  recordedOn: Day,
  packs: Packs = RULE_PACKS,
): RulePack {
  if (rulePackVersion === undefined) return packCurrentOn(rulePack, recordedOn, packs);
  const named = packOf(rulePack, rulePackVersion, packs);
  if (!named) throw new RangeError(`no version ${rulePackVersion} of the rule pack ${rulePack} in this program`);
  return named;
}
