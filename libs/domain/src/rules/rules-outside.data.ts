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
  'A-021': {
    sv: 'De andra fyra gäller annat än placeringar på HVB, och hubben håller bara de överenskommelser som har ett regelpaket i den.',
    en: 'The other four are about other things than placements in HVB, and the hub holds only agreements that have a rule pack in it.',
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
  'A-115': {
    sv: 'Rubrikerna är ett förslag till en text som parterna skriver själva; hubben får veta att den lokala överenskommelsen finns, vem den binder och dess aktiviteter.',
    en: 'The headings are a proposal for a text that the parties write themselves; the hub is told that the local agreement is there, whom it binds and its activities.',
  },
  'A-118': {
    sv: 'Stödet och självskattningen används av dem som inför överenskommelsen, i egna verktyg; inget av det berättas i ett ärende eller om ett avtal.',
    en: 'The support and the self-assessment are used by those who introduce the agreement, in tools of their own; none of it is told of a case or an agreement.',
  },
  'A-119': {
    sv: 'Vem som ytterst ansvarar är en fråga inom varje huvudman; hubben får veta vad parterna gjort, inte vem som leder dem.',
    en: 'Who is responsible in the end is a matter within each principal; the hub is told what the parties did, not who leads them.',
  },
  'A-133': {
    sv: 'Att styrning, struktur och samsyn finns är förutsättningar som ledningarna skapar, och ingen handling som någon kan berätta om.',
    en: 'That there is steering, structure and a common view are conditions that the managements create, and no act that anybody could tell of.',
  },
  'B-004': {
    sv: 'Samhällsplanering och gemensamma utbildningar rör ingen enskild; i hubben finns bara den samverkan som är inriktad på individen, och avtalen om den.',
    en: 'Planning of society and common courses concern no individual; the hub has only the collaboration on individuals, and the agreements on it.',
  },
  'B-015': {
    sv: 'Utbildning av personal planeras och genomförs av förvaltningarna, och rör inget ärende som hubben får veta något om.',
    en: 'Courses for staff are planned and held by the administrations, and concern no case of which the hub is told.',
  },
  'B-019': {
    sv: 'Vad en grupp gör på sina möten dokumenterar den själv; hubben får veta att mötena har hållits och vilka aktiviteter som är planerade.',
    en: 'What a group does at its meetings it documents itself; the hub is told that they have been held, and which activities are planned.',
  },
  'B-021': {
    sv: 'Vem inom en förvaltning som svarar för former och rutiner bestämmer den själv; i hubben är det förvaltningen som är part.',
    en: 'Who within an administration answers for forms and routines is for itself to decide; in the hub it is the administration that is the party.',
  },
  'C-005': {
    sv: 'Vem som utser en grupp beslutas hos parterna; hubben får veta när gruppen har träffats.',
    en: 'Who appoints a group is decided with the parties; the hub is told when the group has met.',
  },
  'C-007': {
    sv: 'Hubben rör placeringar på HVB; om barn i familjehem eller i boende enligt LSS berättas inget för den.',
    en: 'The hub concerns placements in HVB; of children in familjehem or in housing under LSS it is told nothing.',
  },
  'D-001': {
    sv: 'Att kartlägga processer är varje förvaltnings eget kvalitetsarbete, och det som kommer fram berättas inte i något ärende.',
    en: "To map processes is each administration's own work on quality, and what it gives is told in no case.",
  },
  'D-002': {
    sv: 'Gränserna är kommunens egen indelning av sin ekonomi; ett ärende säger bara vilken enhet som har det.',
    en: "The boundaries are the kommun's own division of its accounts; a case says only which unit has it.",
  },
  'D-004': {
    sv: 'Vilken enhet som har hand om vilken ålder är kommunens egen ordning; ett ärende säger bara vilken enhet som har det.',
    en: "Which unit has which age is the kommun's own order; a case says only which unit has it.",
  },
  'D-005': {
    sv: 'Vad som är HVB, familjehem, öppenvård eller öppna insatser prövas när insatsen beslutas; det som hubben får veta om är redan en placering på HVB.',
    en: 'What is HVB, familjehem, öppenvård or öppna insatser is tried when the measure is decided; what the hub is told of is a placement in HVB already.',
  },
  'D-006': {
    sv: 'Vilken inriktning ett hem för vuxna har bedöms när platsen väljs; ett ärende säger vem som driver hemmet, inte vad det är inriktat på.',
    en: 'What a home for adults specialises in is judged when the place is chosen; a case says who runs the home, not what it specialises in.',
  },
  'D-007': {
    sv: 'Fördelningen mellan kommunens verksamheter görs i kommunen innan ett ärende finns; hubben får inte veta vilken funktionsnedsättning någon har.',
    en: 'Which activity of the kommun has whom is settled in the kommun before there is a case; the hub is not told what disability anyone has.',
  },
  'D-008': {
    sv: 'Det gäller andra insatser än vård på HVB, och hubben får inte veta någon diagnos.',
    en: 'It is about other measures than care in HVB, and the hub is told no diagnosis.',
  },
  'D-009': {
    sv: 'Insatser enligt LSS beslutas i egna ärenden som hubben inte får veta något om.',
    en: 'Measures under LSS are decided in cases of their own, of which the hub is told nothing.',
  },
  'D-010': {
    sv: 'Hemsjukvård ges i den enskildes hem och planeras mellan kommun och region i deras egna journalsystem, utanför en placering på HVB.',
    en: "Home health care is given in the individual's home and planned between kommun and region in their own record systems, outside a placement in HVB.",
  },
  'D-019': {
    sv: 'Samråd i Barnahus hålls med polis och åklagare inom en brottsutredning, som hubben inte får veta något om.',
    en: 'Consultation in Barnahus is held with police and prosecutor within an enquiry into a crime, of which the hub is told nothing.',
  },
  'D-020': {
    sv: 'Ett personligt ombud företräder den enskilde och är ingen part i hubben; ombudets uppdrag rör ingen placering.',
    en: 'A personligt ombud stands by the individual and is no party of the hub; what it does concerns no placement.',
  },
  'D-021': {
    sv: 'Vilken jour som har beredskap är kommunernas egen ordning; en akut placering berättas av den kommun som placerar.',
    en: "Which socialjour is on call is the kommuner's own order; an emergency placement is told of by the kommun that places.",
  },
  'D-037': {
    sv: 'Kallelse och protokoll är arbetsgivarens och de fackliga organisationernas; hubben får bara veta att mötet har hållits.',
    en: "Call and minutes are the employer's and the trade unions'; the hub is told only that the meeting was held.",
  },
  'D-038': {
    sv: 'Samtalet är mellan chef och medarbetare och rör inget ärende.',
    en: 'The talk is between a manager and an employee, and concerns no case.',
  },
  'D-042': {
    sv: 'Hur lärdomar sprids inom en förvaltning är dess eget kvalitetsarbete; hubben visar en avvikelse och dess åtgärder för de parter som den berör.',
    en: 'How lessons are spread within an administration is its own work on quality; the hub shows a deviation and its actions to the parties that it concerns.',
  },
  'D-043': {
    sv: 'Lokaler och bilar bokas i förvaltningens egen kalender och rör inget ärende.',
    en: "Rooms and cars are booked in the administration's own calendar, and concern no case.",
  },
  'E-001': {
    sv: 'Talen beskriver landet under ett år och ställer inget krav på någon.',
    en: 'The figures describe the country in one year, and ask nothing of anybody.',
  },
  'E-004': {
    sv: 'Uppsökande och förebyggande arbete sker innan någon är placerad, och rör ingen enskild som hubben har ett ärende om.',
    en: 'Outreach and prevention come before anyone is placed, and concern no individual of whom the hub has a case.',
  },
};
