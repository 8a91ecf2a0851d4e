/** The other terms of `--pack` and `--setting`, and a story as it would be told under them. */
import { parse } from 'yaml';
import { readOtherTerms } from '#contracts';
import { packOf, RULE_PACKS, withTerms, type OtherTerms, type PackId } from '#domain';
import { typeOnTheWire } from './labels.js';
import { NoScenario, type Scenario, type SendStep, type Step } from './scenario-file.js';

/** What was asked on the command line cannot be: the message says where, and what could. */
export class NoTerms extends Error {
  override readonly name = 'NoTerms';
}

/** As they are written: `dalarna-hvb-2025@1`, and `emergencyMonths=3`, a value as YAML has it: `reminderDays=[14, 7]`. */
export interface TermsWritten {
  readonly pack?: string;
  readonly setting?: readonly string[];
}

/** Reads what is written. Throws `NoTerms`, which lists the packs, versions or settings that there are. */
export function termsWritten({ pack, setting = [] }: TermsWritten): OtherTerms {
  const settings = setting.map(settingOf);
  refuseTwice(settings.map(([name]) => name));
  const read = readOtherTerms({
    ...(pack === undefined ? {} : packAsked(pack)),
    ...(settings.length === 0 ? {} : { settings: Object.fromEntries(settings) as object }),
  });
  if (!read.ok) {
    const { pointer = '', expected = '', detail_en } = read.problem;
    throw new NoTerms(`${optionOf(pointer)}: ${detail_en} ${expected}`);
  }
  refuseUnknownVersion(read.value);
  return read.value;
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new NoTerms(`--setting ${twice}: given twice`);
}

function refuseUnknownVersion({ rulePack, rulePackVersion }: OtherTerms): void {
  if (rulePack === undefined || rulePackVersion === undefined || packOf(rulePack, rulePackVersion)) return;
  const known = RULE_PACKS[rulePack].map(({ version }) => `${rulePack}@${version}`);
  throw new NoTerms(`--pack ${rulePack}@${rulePackVersion}: no such version, expected ${known.join(', ')}`);
}

function packAsked(text: string): object {
  const [rulePack, version, ...more] = text.split('@');
  if (version === undefined) return { rulePack };
  if (more.length > 0 || !/^[1-9][0-9]{0,2}$/.test(version))
    throw new NoTerms(`--pack ${text}: expected a pack, or a pack and its version such as dalarna-hvb-2025@1`);
  return { rulePack, rulePackVersion: Number(version) };
}

function settingOf(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  if (at <= 0) throw new NoTerms(`--setting ${text}: expected name=value`);
  try {
    return [text.slice(0, at), parse(text.slice(at + 1), { version: '1.2' }) as unknown];
  } catch {
    throw new NoTerms(`--setting ${text}: the value is no YAML`);
  }
}

const optionOf = (pointer: string): string =>
  pointer.startsWith('/settings/') ? `--setting ${pointer.slice('/settings/'.length)}` : '--pack';

const REGISTERED = typeOnTheWire('agreement.registered');

/**
 * The story under the other terms: its agreement's, named or registered in it. One without any has the agreement of the
 * pack that is named. Throws `NoScenario` where no pack is named either: then nothing of it can be otherwise.
 */
export function underTerms(scenario: Scenario, terms: OtherTerms): Scenario {
  const steps = scenario.steps.map((step) => (isRegistration(step) ? registeredUnder(step, terms) : step));
  if (scenario.agreement !== undefined) return { ...scenario, steps, otherTerms: terms };
  if (scenario.steps.some(isRegistration)) return { ...scenario, steps };
  const { rulePack, rulePackVersion, settings } = terms;
  if (rulePack === undefined) throw new NoScenario('it has no agreement whose terms could be otherwise: name a --pack');
  const agreement = rulePackVersion === undefined ? rulePack : `${rulePack}@${rulePackVersion}`;
  return { ...scenario, agreement, ...(settings === undefined ? {} : { settings }) };
}

type Registration = Step & { readonly send: SendStep };

const isRegistration = (step: Step): step is Registration =>
  step.send !== undefined && typeOnTheWire(step.send.type) === REGISTERED;

/** What lacks a pack is no registration that a hub takes, and is told as it is. */
function registeredUnder({ send, ...step }: Registration, terms: OtherTerms): Step {
  const { rulePack } = send.data;
  if (typeof rulePack !== 'string') return { ...step, send };
  const data = withTerms({ ...send.data, rulePack: rulePack as PackId }, terms);
  return { ...step, send: { ...send, data } };
}
