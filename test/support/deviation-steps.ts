/** What can be told of a deviation that concerns a case; `how.of` is which, where there are several. */
import { type AreaLaid, type AsSent, type DeviationData } from '#domain';
import { PLACING_PARTY, REGION, uuid } from './case-defaults.data.js';
import { byKommun, byRegion, day, type How, type Told } from './case-steps.js';

type Part<Name extends keyof DeviationData> = Partial<AsSent<DeviationData[Name]>>;

export const deviationSteps = {
  /** In collaboration, noticed by the kommun and between it and the region. */
  deviation: (occurredOn: string, data: Part<'reported'> = {}, how: How = {}): Told =>
    byKommun(
      'deviation.reported',
      {
        kind: 'collaboration',
        raisedBy: 'party',
        concerns: [PLACING_PARTY, REGION],
        title: 'Ingen kom till vårdplaneringen',
        ...data,
        occurredOn: day(occurredOn),
      },
      how,
    ),
  /** The kommun's proposal that the region answer for psychiatry. */
  splitProposed: (label: string, data: Part<'temporaryResponsibilityProposed'> = {}, how: How = {}): Told =>
    byKommun(
      'deviation.temporaryResponsibilityProposed',
      { areas: [laid('psychiatry', REGION)], ...data, splitId: uuid(`split/${label}`) },
      how,
    ),
  splitConfirmed: (label: string, data: Part<'temporaryResponsibilityConfirmed'> = {}, how: How = {}): Told =>
    byRegion('deviation.temporaryResponsibilityConfirmed', { ...data, splitId: uuid(`split/${label}`) }, how),
  investigated: (on: string, data: Part<'investigationStarted'> = {}, how: How = {}): Told =>
    byKommun('deviation.investigationStarted', { parties: [PLACING_PARTY, REGION], ...data, on: day(on) }, how),
  actionDecided: (label: string, dueOn: string, data: Part<'actionDecided'> = {}, how: How = {}): Told =>
    byKommun(
      'deviation.actionDecided',
      {
        title: 'Ny rutin för kallelser',
        responsible: PLACING_PARTY,
        ...data,
        actionId: uuid(`action/${label}`),
        dueOn: day(dueOn),
      },
      how,
    ),
  actionDone: (label: string, on: string, how: How = {}): Told =>
    byKommun('deviation.actionDone', { actionId: uuid(`action/${label}`), on: day(on) }, how),
  closureProposed: (on: string, how: How = {}): Told => byKommun('deviation.closureProposed', { on: day(on) }, how),
  closureConfirmed: (on: string, data: Part<'closureConfirmed'> = {}, how: How = {}): Told =>
    byRegion('deviation.closureConfirmed', { ...data, on: day(on) }, how),
  /** Takes back a message about the deviation. */
  deviationAnnulled: (annulsId: string, how: How = {}): Told =>
    byKommun('deviation.annulled', { annulsId, reason: 'Felregistrering' }, how),
};

/** An area laid on a party. */
export const laid = (kind: AreaLaid['kind'], responsible: string): AreaLaid => ({
  kind,
  responsible: responsible as AreaLaid['responsible'],
});
