/** The rules that a bundle's views are told by, as this program has them: cited rules in words, and the packs of its agreements. */
import { CODE_VERSION } from '#contracts';
import { isRuleId, RULE_PACKS, ruleOf, type PackId, type Rule, type RulePack } from '#domain';

/** What `rules.json` holds. */
export interface RulesTold {
  readonly codeVersion: string;
  readonly packs: readonly RulePack[];
  readonly rules: readonly Rule[];
}

/** Every text that stands under a name, however deep. */
function* textsUnder(name: string, value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    if (key === name && typeof one === 'string') yield one;
    else yield* textsUnder(name, one);
  }
}

/** The rules and packs that are named in what is told. */
export function rulesNamedIn(told: unknown): RulesTold {
  const ids = [...new Set(textsUnder('rule', told))].filter(isRuleId).sort();
  const packs = [...new Set(textsUnder('rulePackVersion', told))].sort();
  return { codeVersion: CODE_VERSION, packs: packs.flatMap(packNamed), rules: ids.map(ruleOf) };
}

/** `dalarna-hvb-2025@1`; none of which this program has none. */
function packNamed(named: string): readonly RulePack[] {
  const [id = '', version = ''] = named.split('@');
  if (!Object.hasOwn(RULE_PACKS, id)) return [];
  return RULE_PACKS[id as PackId].filter((pack) => String(pack.version) === version);
}
