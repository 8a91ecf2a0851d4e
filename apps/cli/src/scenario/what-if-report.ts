/** What a person reads of a story told twice: under each step that differs, what. */
import { type OtherTerms } from '#domain';
import { type Apart } from './apart.js';
import { type Saying, type StepDiffers, type StoryDiffers } from './what-if.js';

/** Places of a view shown under a step; `--json` has them all. */
const PLACES_SHOWN_MAX = 12;
const CHARACTERS_MAX = 160;

/** What an object is not told by: ids, and the rule's own sentences. */
const isLeftOut = (key: string): boolean => key.endsWith('Id') || key.startsWith('message_');

/** What is there in few words, a why by its rule. */
function shown(value: unknown): string {
  if (value === undefined) return '–';
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'why') return (inner as { readonly rule?: string }).rule;
    return isLeftOut(key) ? undefined : inner;
  });
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)} …` : text;
}

/** `deadlineSet emergencyCostAllocation 2026-03-15 (A-099)`; a reminder with its days before: `−30`. */
function sayingText({ what, rule, data }: Saying): string {
  const { kind, dueOn, stageDays, severity } = data as Readonly<Record<string, string | number | undefined>>;
  const words = [what, kind, dueOn, stageDays === undefined ? undefined : `−${stageDays}`, severity].filter(
    (word) => word !== undefined,
  );
  return `${words.join(' ')} (${rule})`;
}

/** The deadline that a saying sets. */
function deadlineSet({
  what,
  data,
}: Saying): { readonly id: string; readonly kind: string; readonly dueOn: string } | null {
  if (what !== 'deadlineSet') return null;
  const { deadlineId = '', kind = '', dueOn = '' } = data as Readonly<Record<string, string | undefined>>;
  return { id: deadlineId, kind, dueOn };
}

/** A deadline that both set is one that has moved. */
function sayingLines({ saidOnlyAsWritten, saidOnlyOtherwise }: StepDiffers): readonly string[] {
  const moved = new Map<Saying, string>();
  const twins = new Set<Saying>();
  for (const one of saidOnlyAsWritten) {
    const set = deadlineSet(one);
    const twin = set && saidOnlyOtherwise.find((other) => deadlineSet(other)?.id === set.id);
    if (!set || !twin) continue;
    moved.set(one, `${set.kind} ${set.dueOn} → ${deadlineSet(twin)?.dueOn ?? ''} (${one.rule})`);
    twins.add(twin);
  }
  return [
    ...saidOnlyAsWritten.map((one) => {
      const text = moved.get(one);
      return text === undefined ? `bara som skriven (only as written): ${sayingText(one)}` : `flyttad (moved): ${text}`;
    }),
    ...saidOnlyOtherwise
      .filter((one) => !twins.has(one))
      .map((one) => `bara annars (only otherwise): ${sayingText(one)}`),
  ];
}

const placeLine = ({ pointer, base, other }: Apart): string => `${pointer || '/'}: ${shown(base)} → ${shown(other)}`;

function placeLines(places: readonly Apart[]): readonly string[] {
  const left = places.length - PLACES_SHOWN_MAX;
  const more = left > 0 ? [`… ${left} ställen till: --json visar alla (${left} more places: --json shows all)`] : [];
  return [...places.slice(0, PLACES_SHOWN_MAX).map(placeLine), ...more];
}

function termsText({ rulePack, rulePackVersion, settings = {} }: OtherTerms): string {
  const version = rulePackVersion === undefined ? '' : `@${rulePackVersion}`;
  const pack = rulePack === undefined ? [] : [`${rulePack}${version}`];
  return [
    ...pack,
    ...Object.entries(settings).map(([name, value]) => `${name}=${typeof value === 'string' ? value : shown(value)}`),
  ].join(', ');
}

/** The report of one story as text. */
export function whatIfReportOf({ name, terms, steps }: StoryDiffers): string {
  const head = `${name} – om (if) ${termsText(terms)}`;
  if (steps.length === 0) return `${head}\n  inget skiljer (nothing differs)`;
  const lines = steps.flatMap((step) => [
    `  ${step.step}. ${step.what}`,
    ...[...placeLines(step.places), ...sayingLines(step)].map((line) => `      ${line}`),
  ]);
  return [head, ...lines].join('\n');
}
