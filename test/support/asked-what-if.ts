/** Asks what if of what a spec has told, and says the answer in lines. */
import {
  answered,
  whatIf,
  type Fact,
  type OtherTerms,
  type Said,
  type SaidOn,
  type StreamCategory,
  type StreamName,
  type StreamRead,
  type Surroundings,
  type WhatDiffers,
  type WhatIfAnswer,
  type RULE_PACKS,
} from '#domain';
import { aCase, dalarna, day, name, type CaseBuilder } from './case-builder.js';

export interface AskedWhatIf {
  readonly until: string;
  readonly surroundings?: Surroundings;
  readonly packs?: typeof RULE_PACKS;
}

export const readOf = (stream: StreamName, facts: readonly Said<Fact>[]): StreamRead<StreamCategory> => ({
  category: stream.slice(0, stream.indexOf('-')) as StreamCategory,
  stream,
  facts,
});

export const answerOn = (
  read: StreamRead<StreamCategory>,
  terms: OtherTerms,
  { until, surroundings = dalarna(), packs }: AskedWhatIf,
): WhatIfAnswer =>
  answered(whatIf({ read, surroundings, until: day(until), name, ...(packs === undefined ? {} : { packs }) }, terms));

export function differing(answer: WhatIfAnswer): WhatDiffers {
  if ('lacks' in answer) throw new Error(`it lacks ${answer.lacks}`);
  return answer;
}

export const ofCase = ({ stream, facts }: CaseBuilder, terms: OtherTerms, asked: AskedWhatIf): WhatDiffers =>
  differing(answerOn(readOf(stream as StreamName, facts), terms, asked));

/** A saying in a line: the day, what, of what, when due or raised, and by which rule. Reminders are left out. */
export const lines = (said: readonly SaidOn[]): readonly string[] =>
  said
    .filter(({ derived }) => !derived.type.endsWith('deadlineReminder'))
    .map(({ on, derived: { type, data, why } }) => {
      const { kind, dueOn } = data as { readonly kind?: string; readonly dueOn?: string };
      return [on, type.slice(type.indexOf('.') + 1), kind, dueOn, why.rule]
        .filter((word) => word !== undefined)
        .join(' ');
    });

export const saidOnly = ({ saidOnlyInBase, saidOnlyInOther }: WhatDiffers) => ({
  base: lines(saidOnlyInBase),
  other: lines(saidOnlyInOther),
});

/** From which day the region bears its line. */
export const regionPaysFrom = ({ lines: all }: NonNullable<WhatDiffers['costs']>['base']) =>
  all.find(({ category, version }) => category === 'healthcare' && version === 1)?.from;

export const emergency = aCase().emergency().started('2026-01-15');
export const late = emergency
  .proposed('2026-01-15')
  .approvedByBoth('2026-03-25')
  .cost('K1', 10_000_00, '2026-01-15/2026-01-31')
  .claim('Q1', 'K1');
