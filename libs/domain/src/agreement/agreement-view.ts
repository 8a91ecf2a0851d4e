/** One agreement as its parties see it on a day: whom it binds, how long, and what they have done with it. */
import { type Day, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { whyOf, type Why } from '../rules/index.js';
import { type AgreementCourse, type AgreementState } from '../saying/case.js';
import { validThrough } from '../story/in-force.js';
import { type AgreementAssessment } from './assess-agreement.js';
import { type Cadence } from './facts/pack.js';
import { type MeetingGroup } from './facts/meeting-group.js';
import { judgedByItself, registrationOf } from './reading.js';

/** What a party has told on a day; what it told in its own words stands in the timeline. */
export interface Told {
  readonly on: Day;
  readonly by: PartyId;
}

/** A group that meets: how often by the pack, where it says so, and when it has. */
export interface GroupView {
  readonly group: MeetingGroup;
  readonly perYear?: number;
  readonly heldOn: readonly Day[];
}

export interface AgreementView {
  readonly status: AgreementAssessment['status'];
  /** The last day as it is now: later than the one registered where it has been extended. */
  readonly validThrough: Day;
  readonly approvals: readonly { readonly party: PartyId; readonly on: Day }[];
  readonly missingApprovals: readonly PartyId[];
  readonly supersededBy?: { readonly agreementId: Uuid; readonly on: Day };
  readonly revisionStartedOn?: Day;
  readonly minorChanges: readonly Told[];
  readonly followUps: readonly Told[];
  readonly activities: readonly Told[];
  readonly meetings: readonly GroupView[];
  /** The guideline by which its parties make their SIPs; absent where its text names none. */
  readonly sipGuideline?: string;
  readonly why: Why;
}

const NOTHING_TOLD: AgreementCourse = { minorChanges: [], followUps: [], activities: [], meetings: [] };

/**
 * The view on the assessment's day: what counts from a later day is not there yet. A-128 "godkännas av parternas respektive
 * beslutande organ": why it binds whom it does.
 */
export function agreementViewOn(state: AgreementState, assessment: AgreementAssessment): AgreementView {
  const { asOf, status, missingApprovals } = assessment;
  const { approvals, supersededBy, revisionStarted, pack, course = NOTHING_TOLD } = state;
  const hasCome = ({ on }: { readonly on: Day }): boolean => on <= asOf;
  return {
    status,
    validThrough: validThrough(state, asOf),
    approvals: approvals.filter(hasCome).map(({ party, on }) => ({ party, on })),
    missingApprovals,
    ...(supersededBy && hasCome(supersededBy) ? { supersededBy } : {}),
    ...(revisionStarted && hasCome(revisionStarted) ? { revisionStartedOn: revisionStarted.on } : {}),
    minorChanges: course.minorChanges.map(told).filter(hasCome),
    followUps: course.followUps.map(told).filter(hasCome),
    activities: course.activities.map(({ meta: { saidOn, party } }) => ({ on: saidOn, by: party })).filter(hasCome),
    meetings: groupsIn(pack.course.meetings, course.meetings.map(({ data }) => data).filter(hasCome)),
    ...(pack.course.sipGuideline.value === null ? {} : { sipGuideline: pack.course.sipGuideline.value }),
    why: whyOf(judgedByItself(state), 'A-128', registrationOf({ state })),
  };
}

const told = ({ data, meta }: Said<{ readonly data: { readonly on: Day } }>): Told => ({ on: data.on, by: meta.party });

/** Those that the pack says are to meet, then others that have. */
function groupsIn(
  cadences: readonly Cadence[],
  held: readonly { readonly group: MeetingGroup; readonly on: Day }[],
): readonly GroupView[] {
  const perYear = new Map(cadences.map((cadence) => [cadence.group, cadence.perYear]));
  const groups = [...new Set([...perYear.keys(), ...held.map(({ group }) => group)])];
  return groups.map((group) => {
    const times = perYear.get(group);
    return {
      group,
      ...(times === undefined ? {} : { perYear: times }),
      heldOn: held.filter((one) => one.group === group).map(({ on }) => on),
    };
  });
}
