/** What is shown of a concern: about whom, by and to whom it was reported, and whether that nämnd has opened it. */
import { openedViews, type OpenedView } from '../fact/opened.js';
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { statuteOn, whyOf, type Why } from '../rules/index.js';
import { type About } from './facts/concern.js';
import { type ConcernReading } from './reading.js';

export type ConcernStatus = 'reported' | 'opened' | 'annulled';

/** A concern as of a day. */
export interface ConcernView {
  readonly concernId: Uuid;
  readonly status: ConcernStatus;
  readonly about: About;
  readonly reportedBy: PartyId;
  readonly to: PartyId;
  readonly on: Day;
  readonly urgent: boolean;
  readonly opened: readonly OpenedView[];
  readonly why: Why;
}

/** B-009 "upphäver inte skyldigheten att anmäla oro": it stands on the duty to report, as law was on its day. */
export function concernView(reading: ConcernReading, isAnnulled: boolean): ConcernView {
  const { concernId, report, opened } = reading;
  const { about, to, on, urgent } = report.data;
  return {
    concernId,
    status: isAnnulled ? 'annulled' : opened.length > 0 ? 'opened' : 'reported',
    ...{ about, reportedBy: report.meta.party, to, on, urgent },
    opened: openedViews(opened),
    why: whyOf(reading, 'B-009', [report], statuteOn('concernReport', on)),
  };
}
