/** What the statistics count and by what they are broken down: the words of the wire, in their order. */
import { type RuleId } from '../rules/rule-id.js';

/** How a measure counts: its own day, which never moves with the month that is asked about. */
export interface MeasureLaw {
  readonly sv: string;
  readonly en: string;
}

/** A-120 "olika former av uppföljning": key figures, which are one of the three forms. In the order in which a row tells them. */
export const MEASURES = {
  startedPlacements: {
    sv: 'påbörjade placeringar, på startdagen',
    en: 'started placements, on the start day',
  },
  deadlinesMet: {
    sv: 'frister som hölls, i ärendet och i de SIP:ar som rör det, på dagen för det som uppfyllde dem',
    en: 'deadlines met in time, of the case and of the SIPs that concern it, on the day of the act that met them',
  },
  deadlinesMissed: {
    sv: 'frister som inte hölls, i ärendet och i de SIP:ar som rör det, på dagen efter den sista i tid; också de som uppfylldes för sent',
    en: 'deadlines missed, of the case and of the SIPs that concern it, on the day after the last one in time; those met late among them',
  },
  sips: {
    sv: 'placeringar som har fått en SIP som nämner dem, på dagen för dess första möte eller plan',
    en: 'placements that have got a SIP that names them, on the day of its first meeting or plan',
  },
  deviations: {
    sv: 'avvikelser som rör en placering, på dagen då de inträffade',
    en: 'deviations that concern a placement, on the day they occurred',
  },
  handovers: {
    sv: 'påbörjade överlämningar mellan regioner, på dagen då de påbörjades',
    en: 'handovers between regions, on the day they were initiated',
  },
} as const satisfies Readonly<Record<string, MeasureLaw>>;

/** By what numbers may be broken down, in the order in which a row tells it; nothing else. */
export const DIMENSIONS = {
  kommun: {
    sv: 'den kommun som placerade på startdagen',
    en: 'the kommun that placed on the start day',
  },
  legalSex: { sv: 'juridiskt kön', en: 'legal sex' },
  ageGroup: {
    sv: 'barn och unga, eller vuxen, efter åldern på startdagen',
    en: 'child or young person, or adult, by the age on the start day',
  },
  act: {
    sv: 'den lag som beslutet på startdagen vilar på',
    en: 'the act that the decision on the start day rests on',
  },
} as const satisfies Readonly<Record<string, MeasureLaw>>;

/** What is told of the whole answer, and held to nothing else. */
interface Told {
  readonly represents: readonly RuleId[];
}

export const ANSWERED: readonly Told[] = [
  /**
   * A-120 "nyckeltal och indikatorer", A-124 "hur detta skiljer sig mellan kön, kombinerade variabler och över tid": every
   * measure by sex, by what it is combined with, and at each month end. A-125 "individ, verksamhet och nationell nivå": the
   * views of one case, the numbers of one party, and what is reported, told field by field.
   */
  { represents: ['A-120', 'A-124', 'A-125'] },
  /** A-005 "flickor, pojkar, kvinnor, män": one measure counts all alike, and nothing is told of one sex that is withheld of the other. */
  { represents: ['A-005'] },
];

/** Of each cell: how much has to have come since it was last told for it to be told again, where anything has. */
export const TOLD_MIN = 5;
