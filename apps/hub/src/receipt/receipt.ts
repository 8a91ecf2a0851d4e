/** What a party is told about one event it sent, and with which status the door answers. */
import { type Problem } from '#contracts';
import { type RuleId, type Severity, type Uuid, type WaitsFor } from '#domain';
import { type Position } from '#event-log';

export interface ReceiptFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message_sv: string;
  readonly message_en: string;
}

/** How one event fared. `position`: where the fact stands. `until`: the last day on which it waits. */
export interface Receipt {
  /** As sent; null where the event has none that can be read, or one that holds a person number. */
  readonly id: string | null;
  readonly subject: string | null;
  readonly outcome: Outcome;
  readonly position?: Position;
  readonly waitsFor?: WaitsFor;
  readonly until?: string;
  readonly findings: readonly ReceiptFinding[];
  readonly problem?: Problem;
  /** Under which the refused message lies in quarantine. */
  readonly quarantineId?: Uuid;
}

export type Outcome = 'accepted' | 'duplicate' | 'rejected' | 'waiting';

const ACCEPTED = 202;
const MIXED = 207;
const UNPROCESSABLE = 422;

/** 202 where none is rejected; where all are, their common status or 422; else 207. */
export function statusOf(receipts: readonly Receipt[]): number {
  const refused = receipts.flatMap(({ problem }) => (problem ? [problem.status] : []));
  if (refused.length === 0) return ACCEPTED;
  if (refused.length < receipts.length) return MIXED;
  const [status = UNPROCESSABLE] = refused;
  return refused.every((other) => other === status) ? status : UNPROCESSABLE;
}
