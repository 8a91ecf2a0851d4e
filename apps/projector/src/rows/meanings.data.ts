/** What each table and column of the list rows means: told to analysts by the database itself, and by the guide. */
import { type TableName } from './row-columns.js';

export interface Meanings {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

const SPAN = {
  valid_from: 'First day that the row is the answer for',
  valid_to: 'Last day that the row is the answer for',
};
const CASE = { case_id: "The placement's uuid" };
const SEALED = {
  sealed: "The row's dates, where one was computed from a birth date; under the case's key",
};
const WHY = { why: 'JSON: rule, statute, agreement, causing events' };

export const MEANINGS: Readonly<Record<TableName, Meanings>> = {
  placement: {
    table: 'Placements (placeringar): one row per case and span of days.',
    columns: {
      ...CASE,
      ...SPAN,
      status: 'registered, decided, started, ended, annulled',
      mode: 'planned (planerad) or emergency (akut)',
      placing_party: 'The placing nämnd (placerande kommun), kommun-2080.socialnamnden',
      region: 'The region side',
      region_status: "established, or default while the registration is unclear: the placing kommun's region",
      registered_kommun: 'Kommun of registration (folkbokföring), four digits; null while unclear',
      hvb_id: 'The home on the day, a uuid',
      hvb_kommun: 'The kommun where the home lies',
      act: 'SoL, LVU or LVM on the day',
      planned_from: 'First planned day',
      planned_to: 'Last planned day',
      started_on: 'When it started, if it has by the span',
      ended_on: 'When it ended, if it has by the span',
      agreement_id: 'The agreement that judges it; null where none does',
      summary: 'JSON: what GET /v1/placements answers of the case',
    },
  },
  case_party: {
    table: 'Who is a party of the case over a span of days: one row per party and role.',
    columns: {
      ...CASE,
      party: 'The party',
      role: 'principal (huvudman) or thirdPayer (named in the shares)',
      valid_from: 'First day',
      valid_to: 'Last day',
    },
  },
  deadline: {
    table:
      'Deadlines (frister): one row per deadline and span of days. The status on a day is reckoned from the dates.',
    columns: {
      ...CASE,
      deadline_id: 'The same for ever, also when the deadline moves',
      ...SPAN,
      kind: 'emergencyCostAllocation, emergencyRegistration, reviewSoL, reviewLVU2, reviewLVU3, lvmMaximum, healthExamination, carePlanRevision',
      starts_on: 'When it began to run; null where sealed',
      due_on: 'The strict date; null where sealed',
      latest_lawful_on: 'The last day in time where lag 1930:173 moves it; null where it does not',
      met_on: 'The day of the act that met it',
      cancelled_on: 'The day its cause went away; null where sealed',
      lapsed_on: 'The day time ended it with no act due',
      responsible: 'JSON list of the parties whose act is due',
      ...WHY,
      ...SEALED,
    },
  },
  finding: {
    table:
      'Findings (anmärkningar): one row per finding and span of days. The status on a day is reckoned from the dates.',
    columns: {
      ...CASE,
      finding_id: 'The same for ever',
      ...SPAN,
      rule: 'Id in the rulebook',
      severity: 'breach (against a ska), warning (against a bör), info',
      raised_on: 'The first day it held; null where sealed',
      resolved_on: 'The first day it no longer held',
      parties: 'JSON list of the parties it concerns',
      message_sv: "The rule's sentence and which half, home or person-role it is about",
      message_en: 'The same in English',
      ...WHY,
      ...SEALED,
    },
  },
};
