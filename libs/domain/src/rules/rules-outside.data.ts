/** The rules that no hub can hold anyone to, and that no fact to it could tell of: each with the reason, shown in the rulebook. */
import { type Sentence } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';

/**
 * A rule stands here only where what it asks is done or judged where nothing is told to a hub. One that waits for its part of
 * the program does not: it is carried by nothing yet, and the rulebook says so by saying nothing.
 */
export const OUTSIDE_A_HUB: Readonly<Partial<Record<RuleId, Sentence>>> = {
  'A-006': {
    sv: 'Vilken personal och vilka lokaler ett hem har prövas av IVO; ett ärende säger bara vilket hem det är och vilket slag.',
    en: 'What staff and premises a home has is tried by IVO; a case says only which home it is, and of what kind.',
  },
  'A-012': {
    sv: 'Om mindre ingripande insatser räcker vägs i nämndens utredning, innan det finns någon placering att berätta om.',
    en: "Whether less intrusive measures are enough is weighed in the nämnd's enquiry, before there is a placement to tell of.",
  },
  'A-046': {
    sv: 'Öppna insatser är ingen vård på HVB: nämnden beslutar om dem i ett eget ärende som hubben inte får veta något om.',
    en: 'Measures of that kind are no care in HVB: the nämnd decides on them in a case of its own, of which the hub is told nothing.',
  },
  'A-051': {
    sv: 'Riktlinjen är länets egen handling, och parterna beaktar den när de själva tillämpar sina överenskommelser; i hubben prövas varje SIP efter samma regler.',
    en: "The guideline is the county's own document, which the parties consider when they apply their agreements; in the hub every SIP is judged by the same rules.",
  },
  'A-064': {
    sv: 'Om förutsättningarna är uppfyllda prövar rätten på nämndens utredning; hubben får veta vad rätten beslutade och när.',
    en: "Whether the conditions are met is tried by the court on the nämnd's enquiry; the hub is told what it decided, and when.",
  },
  'A-074': {
    sv: 'Val av vårdgivare och vårdkedjan inom vårdvalet sköts av individen och vårdgivarna i regionens egna system.',
    en: "The choice of provider and the chain of care within vårdval are the individual's and the providers', in the region's own systems.",
  },
  'A-085': {
    sv: 'Det dagliga stödet ges av hemmets personal på plats och dokumenteras hos hemmet; hemmet är ingen part i hubben.',
    en: "Daily support is given by the home's staff on the spot and documented there; the home is no party of the hub.",
  },
  'A-086': {
    sv: 'Skyldigheten är personalens på hemmet, som inte är part i hubben och inte lämnar några uppgifter till den.',
    en: "The duty is the staff's at the home, which is no party of the hub and tells it nothing.",
  },
  'E-004': {
    sv: 'Uppsökande och förebyggande arbete sker innan någon är placerad, och rör ingen enskild som hubben har ett ärende om.',
    en: 'Outreach and prevention come before anyone is placed, and concern no individual of whom the hub has a case.',
  },
};
