/** Cases in which health care is to be handed over, and how they stand on some days: for specs. */
import { handoverStatus, type HandoverStatus, type HandoverView } from '#domain';
import { area, on } from './assessed.js';
import { aCase, day, type CaseBuilder } from './case-builder.js';

export const started = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');

/** Moved to Gävleborg from 1 March, told on 10 March. */
export const moved = (): CaseBuilder =>
  started().registrationChanged('2180', '2026-03-01', { at: '2026-03-10', id: 'moved' });

export const handoversOn = (story: CaseBuilder, asOf: string): readonly HandoverView[] => on(story, asOf).handovers;

export const statuses = (story: CaseBuilder, ...days: readonly string[]): readonly (readonly HandoverStatus[])[] =>
  days.map((asOf) => handoversOn(story, asOf).map((one) => handoverStatus(one, day(asOf))));

/** Who is responsible for health care by law, and who acts: `21 20`. */
export const sides = (story: CaseBuilder, ...days: readonly string[]): readonly string[] =>
  days.map((asOf) => {
    const [row] = area(on(story, asOf), 'psychiatry');
    return [row?.responsible, row?.acting ?? row?.responsible].map((region) => region?.slice(-2)).join(' ');
  });
