/** The problem table: one entry per stable code. A code is never renamed; a new one may be added. */
import { type RejectionCode } from '#domain/facts';

export interface ProblemEntry {
  readonly status: number;
  readonly title_sv: string;
  readonly title_en: string;
  readonly detail_sv: string;
  readonly detail_en: string;
}

const entry = (status: number, sv: readonly [string, string], en: readonly [string, string]): ProblemEntry => ({
  status,
  title_sv: sv[0],
  title_en: en[0],
  detail_sv: sv[1],
  detail_en: en[1],
});

/** What the bytes, the envelope and the form of a message can be refused for. */
export const WIRE_PROBLEMS = {
  MalformedJson: entry(
    400,
    ['Ogiltig JSON', 'Innehållet går inte att läsa som JSON.'],
    ['Malformed JSON', 'The content cannot be read as JSON.'],
  ),
  InvalidUtf8: entry(
    400,
    ['Ogiltig UTF-8', 'Innehållet är inte giltig UTF-8.'],
    ['Invalid UTF-8', 'The content is not valid UTF-8.'],
  ),
  DuplicateKey: entry(
    400,
    ['Fält angivet två gånger', 'Samma fält står två gånger i samma objekt.'],
    ['Field given twice', 'The same field stands twice in one object.'],
  ),
  ForbiddenKey: entry(
    400,
    ['Otillåtet fältnamn', 'Fältnamnen __proto__, constructor och prototype tas inte emot.'],
    ['Forbidden field name', 'Fields named __proto__, constructor or prototype are not taken.'],
  ),
  NumberOutOfRange: entry(
    400,
    ['Tal utanför gränserna', 'Ett tal är för stort för att kunna återges exakt.'],
    ['Number out of range', 'A number is too large to be kept exactly.'],
  ),
  TooLarge: entry(
    413,
    ['För stort', 'Innehållet är större än vad som tas emot.'],
    ['Too large', 'The content is larger than what is taken.'],
  ),
  TooDeep: entry(
    400,
    ['För djupt nästlat', 'Objekt och listor ligger för djupt i varandra.'],
    ['Nested too deep', 'Objects and lists lie too deep within each other.'],
  ),
  TooManyValues: entry(
    413,
    ['För många värden', 'Händelsen har fler fält och listelement än vad som tas emot.'],
    ['Too many values', 'The event has more fields and elements of lists than are taken.'],
  ),
  TooManyEvents: entry(
    413,
    ['För många händelser', 'Bunten har fler händelser än vad som tas emot på en gång.'],
    ['Too many events', 'The batch has more events than are taken at once.'],
  ),
  EmptyMessage: entry(
    400,
    ['Tomt meddelande', 'Posten har inget innehåll. Inget tas bort genom att skicka ett tomt meddelande.'],
    ['Empty message', 'The record has no content. Nothing is taken away by sending an empty message.'],
  ),
  UnreadableRecord: entry(
    400,
    ['Oläsbar post', 'Det som ligger på ämnet går inte att läsa som en post.'],
    ['Unreadable record', 'What lies on the topic cannot be read as a record.'],
  ),
  UnknownField: entry(
    400,
    ['Okänt fält', 'Meddelandet har ett fält som inte hör till typen.'],
    ['Unknown field', 'The message has a field that is none of its type.'],
  ),
  MissingField: entry(
    400,
    ['Fält saknas', 'Ett obligatoriskt fält saknas.'],
    ['Field missing', 'A required field is missing.'],
  ),
  WrongType: entry(
    400,
    ['Fel slags värde', 'Ett fält har ett värde av fel slag.'],
    ['Wrong kind of value', 'A field holds a value of the wrong kind.'],
  ),
  InvalidValue: entry(
    400,
    ['Ogiltigt värde', 'Ett fält har ett värde som inte kan gälla.'],
    ['Invalid value', 'A field holds a value that cannot be.'],
  ),
  UnknownType: entry(
    400,
    ['Okänd meddelandetyp', 'Typen är ingen som en part kan lämna till hubben.'],
    ['Unknown message type', 'The type is none that a party can hand to the hub.'],
  ),
  InvalidEnvelope: entry(
    400,
    ['Ogiltigt kuvert', 'Ett attribut i CloudEvents-kuvertet är ogiltigt.'],
    ['Invalid envelope', 'An attribute of the CloudEvents envelope is invalid.'],
  ),
  PersonNumberNotAllowed: entry(
    400,
    ['Personnummer på fel plats', 'Ett fält som lagras öppet innehåller ett personnummer eller samordningsnummer.'],
    ['Person number out of place', 'A field that is stored in the open holds a person number.'],
  ),
  WrongSource: entry(
    403,
    ['Fel avsändare', 'Parten i source är en annan än den som åtkomstbeviset anger.'],
    ['Wrong source', 'The party in source is another than the credentials name.'],
  ),
  ToldAtItsDoor: entry(
    403,
    [
      'Lämnas vid sin egen dörr',
      'Uppgiften lämnas av hubben för den person som läser eller godkänner, aldrig av ett system.',
    ],
    ['Told at its own door', 'The hub tells this of the person who reads or approves; a system never does.'],
  ),
  DuplicateIdDifferentContent: entry(
    409,
    [
      'Samma id, annat innehåll',
      'Ett meddelande med samma source, subject och id men annat innehåll är redan mottaget.',
    ],
    ['Same id, other content', 'A message with the same source, subject and id but other content was taken before.'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What the door itself can refuse. */
export const DOOR_PROBLEMS = {
  UnsupportedMediaType: entry(
    415,
    ['Medietypen stöds inte', 'Skicka CloudEvents som en händelse, en bunt eller i binärt läge.'],
    ['Unsupported media type', 'Send CloudEvents as one event, as a batch or in binary mode.'],
  ),
  EncodingNotSupported: entry(
    415,
    ['Kodningen stöds inte', 'Innehållet ska vara okomprimerad UTF-8.'],
    ['Encoding not supported', 'The content must be uncompressed UTF-8.'],
  ),
  BadRequest: entry(
    400,
    ['Ogiltig förfrågan', 'En parameter i förfrågan är ogiltig.'],
    ['Bad request', 'A parameter of the request is invalid.'],
  ),
  Unauthorized: entry(
    401,
    ['Inte inloggad', 'Åtkomstbevis saknas, är ogiltigt eller har gått ut.'],
    ['Unauthorized', 'The bearer token is missing, invalid or expired.'],
  ),
  Forbidden: entry(
    403,
    ['Inte tillåtet', 'Åtkomstbeviset ger inte rätt till detta.'],
    ['Forbidden', 'The token gives no right to this.'],
  ),
  PartyRefused: entry(
    409,
    ['Registret säger annat', 'Det som sägs om parten eller uppdraget går inte ihop med det som redan gäller.'],
    ['The register says otherwise', 'What is said of the party or the mandate does not go with what holds already.'],
  ),
  NotToBeWeeded: entry(
    409,
    [
      'Ska inte gallras',
      'Det som myndigheten har om personen ska bevaras, eller finns inte i navet. Inget är raderat.',
    ],
    [
      'Not to be weeded',
      'What the authority has of the person is to be kept, or is not in the hub. Nothing is erased.',
    ],
  ),
  PurposeMissing: entry(
    400,
    ['Ändamål saknas', 'Den som frågar säger inte varför: HVB-Purpose.'],
    ['Purpose missing', 'Whoever asks does not say what for: HVB-Purpose.'],
  ),
  PurposeUnknown: entry(
    400,
    ['Okänt ändamål', 'HVB-Purpose är inget av de ändamål som finns.'],
    ['Unknown purpose', 'HVB-Purpose is none of the purposes that there are.'],
  ),
  NotFound: entry(
    404,
    ['Finns inte', 'Det som efterfrågas finns inte, eller är inte för den som frågar.'],
    ['Not found', 'What is asked for does not exist, or is not for the one who asks.'],
  ),
  MethodNotAllowed: entry(
    405,
    ['Metoden stöds inte', 'Adressen tar inte emot denna HTTP-metod.'],
    ['Method not allowed', 'This address does not take this HTTP method.'],
  ),
  HeadersTooLarge: entry(
    431,
    ['För stora huvuden', 'Adress och huvuden är tillsammans större än vad som tas emot.'],
    ['Headers too large', 'Address and headers are together larger than what is taken.'],
  ),
  RequestTimeout: entry(
    408,
    ['Förfrågan tog för lång tid', 'Hela förfrågan kom inte fram i tid.'],
    ['Request timeout', 'The whole request did not arrive in time.'],
  ),
  PositionNotReached: entry(
    504,
    ['Positionen är inte nådd', 'Vyn hann inte fram till den position som skulle inväntas.'],
    ['Position not reached', 'The view did not reach the position to wait for in time.'],
  ),
  ClockNeverGoesBack: entry(
    409,
    ['Klockan går inte bakåt', 'Simuleringens klocka har redan passerat den tidpunkten.'],
    ['The clock never goes back', 'The clock of the simulation has already passed that instant.'],
  ),
  TooManyWaiting: entry(
    429,
    ['För många väntar', 'För många meddelanden väntar redan på vad en annan part ska lämna.'],
    ['Too many waiting', 'Too many messages already wait for what another party has yet to say.'],
  ),
  WaitedInVain: entry(
    422,
    ['Väntade förgäves', 'Det som meddelandet hänvisar till har inte kommit inom tiden. Skicka om det när det finns.'],
    ['Waited in vain', 'What the message names has not come in time. Send it again when it is there.'],
  ),
  TooManySubscriptions: entry(
    409,
    ['För många prenumerationer', 'Parten, eller installationen, har så många som den får ha. Ta bort någon först.'],
    ['Too many subscriptions', 'The party, or the installation, has as many as it may have. Remove one first.'],
  ),
  CountDiffers: entry(
    409,
    ['Antalet är ett annat', 'Det som skulle skickas på nytt är inte så mycket som bekräftades. Fråga igen.'],
    ['The count differs', 'What was to be sent anew is not as much as was confirmed. Ask again.'],
  ),
  TooManyRequests: entry(
    429,
    ['För många förfrågningar', 'Försök igen om en stund.'],
    ['Too many requests', 'Try again in a while.'],
  ),
  TooMuchUnderWay: entry(
    429,
    ['För mycket på en gång', 'För många byte är redan på väg in eller ut. Vänta på svaren på det som är skickat.'],
    ['Too much under way', 'Too many bytes are already on their way in or out. Wait for the answers to what was sent.'],
  ),
  LogUnavailable: entry(
    503,
    ['Händelseloggen svarar inte', 'Inget är mottaget. Skicka om meddelandet senare.'],
    ['The event log does not answer', 'Nothing was taken. Send the message again later.'],
  ),
  NotReady: entry(
    503,
    ['Inte redo', 'Tjänsten startar eller stängs. Försök igen senare.'],
    ['Not ready', 'The service is starting or stopping. Try again later.'],
  ),
  LogDamaged: entry(
    503,
    [
      'Händelseloggen är skadad',
      'En händelse är inte vad som skrevs. Inget är mottaget; driften måste återställa loggen.',
    ],
    ['The event log is damaged', 'An event is not what was written. Nothing was taken; the log must be restored.'],
  ),
  KeysDamaged: entry(
    503,
    ['Nycklarna är skadade', 'Ärendet går inte att öppna. Inget är mottaget; driften måste återställa nyckellagret.'],
    ['The keys are damaged', 'The case cannot be opened. Nothing was taken; the key store must be restored.'],
  ),
  StateDamaged: entry(
    503,
    [
      'Hubbens egna uppgifter är skadade',
      'Inget är mottaget; driften måste återställa det som sparats vid sidan av loggen.',
    ],
    ['The state of the hub is damaged', 'Nothing was taken; what is kept beside the log must be restored.'],
  ),
  DiskFailed: entry(
    503,
    ['Disken tar inte emot', 'Disken är full eller svarar med fel. Inget är mottaget. Skicka om meddelandet senare.'],
    ['The disk fails', 'The disk is full or fails. Nothing was taken. Send the message again later.'],
  ),
  LogTaken: entry(
    503,
    [
      'En annan process skriver i loggen',
      'Inget är mottaget här, och den här processen avslutas. Skicka om meddelandet.',
    ],
    ['Another process writes to the log', 'Nothing was taken here, and this process ends. Send the message again.'],
  ),
  OfAnotherLog: entry(
    503,
    [
      'Hör till en annan logg',
      'Det som sparats hör inte till loggen. Inget svar ges och inget tas emot förrän det är rättat.',
    ],
    ['Of another log', 'What is kept does not belong to the log. Nothing is answered or taken until that is mended.'],
  ),
  RowsIncomplete: entry(
    503,
    ['Listan görs på nytt', 'Listans rader görs på nytt ur loggen. Försök igen om en stund.'],
    ['The list is being made', 'The rows of the list are being made anew from the log. Try again in a while.'],
  ),
  GroundsBehind: entry(
    503,
    ['Inte ikapp loggen', 'Vem som får se vad går inte att säga förrän det senaste är läst. Försök igen om en stund.'],
    ['Behind the log', 'Who may see what cannot be told until the latest has been read. Try again in a while.'],
  ),
  LedgerUnavailable: entry(
    503,
    ['Går inte att anteckna', 'Det som läses ska antecknas först, och det går inte just nu. Ingenting har lämnats ut.'],
    ['Cannot be entered', 'What is read is entered first, and it cannot be now. Nothing has been disclosed.'],
  ),
  InternalError: entry(
    500,
    ['Internt fel', 'Ett fel i hubben. Det är loggat.'],
    ['Internal error', 'A fault in the hub. It is logged.'],
  ),
} as const satisfies Record<string, ProblemEntry>;

/** What the law refuses: one entry per rejection of the domain, in its order. */
export const LAW_PROBLEMS = {
  NotYourFactToState: entry(
    403,
    ['Inte er uppgift att lämna', 'Uppgiften kan bara lämnas av en annan part.'],
    ['Not your fact to state', 'Only another party can state this fact.'],
  ),
  AlreadyRegistered: entry(
    409,
    ['Redan registrerad', 'Det som meddelandet öppnar är redan öppnat.'],
    ['Already registered', 'What the message opens has been opened before.'],
  ),
  SubjectAnnulled: entry(
    409,
    ['Det som det gäller är återtaget', 'Det som öppnade det är återtaget; inget mer kan sägas om det.'],
    ['The subject is annulled', 'What opened it was taken back; nothing more can be said of it.'],
  ),
  CaseEnded: entry(
    409,
    ['Placeringen är avslutad', 'Uppgiften kan inte gälla en placering som är avslutad.'],
    ['The placement has ended', 'This cannot be so of a placement that has ended.'],
  ),
  SipClosed: entry(
    409,
    [
      'SIP:en är avslutad',
      'Uppgiften kan inte gälla en samordnad individuell plan som är avslutad; ett nytt behov börjar en ny (A-052).',
    ],
    [
      'The SIP is closed',
      'This cannot be so of an individual plan that has been closed; a new need begins a new one (A-052).',
    ],
  ),
  ConsentIsGeneral: entry(
    422,
    ['Samtycket är generellt', 'Ett samtycke anger vilka mottagare och vilka uppgifter det omfattar (A-034).'],
    ['The consent is general', 'A consent names the recipients and the categories that it covers (A-034).'],
  ),
  ConsentIsForSip: entry(
    422,
    [
      'Samtycket gäller SIP-arbetet',
      'Ett samtycke till en samordnad individuell plan är grund för uppgifter i den och för inget annat (A-036).',
    ],
    [
      'The consent is to a SIP',
      'A consent to an individual plan is a ground for what is told of that plan, and for nothing else (A-036).',
    ],
  ),
  ConsentTooLong: entry(
    422,
    ['Samtycket gäller för länge', 'Ett samtycke är tidsbegränsat (A-040).'],
    ['The consent lasts too long', 'A consent is limited in time (A-040).'],
  ),
  DeviationClosed: entry(
    409,
    ['Avvikelsen är avslutad', 'Uppgiften kan inte gälla en avvikelse som alla berörda har avslutat.'],
    ['The deviation is closed', 'This cannot be so of a deviation that all concerned have closed.'],
  ),
  SubjectElsewhere: entry(
    409,
    ['Det finns på annat håll', 'Det som uppgiften gäller är öppnat för en annan placering, eller för ingen.'],
    ['The subject stands elsewhere', 'What the message is about was opened for another placement, or for none.'],
  ),
  UnknownReference: entry(
    422,
    ['Okänd hänvisning', 'Meddelandet hänvisar till något som parten själv inte har lämnat.'],
    ['Unknown reference', 'The message names something that the party itself has not said.'],
  ),
  AlreadySaid: entry(
    409,
    ['Redan sagt', 'Samma sak är redan lämnad under detta id.'],
    ['Already said', 'The same thing has already been said under this id.'],
  ),
  VersionOutOfOrder: entry(
    409,
    ['Fel versionsnummer', 'Versionen följer inte på den senaste.'],
    ['Version out of order', 'The version does not follow the newest.'],
  ),
  SharesDoNotSum: entry(
    422,
    ['Andelarna summerar inte', 'Andelarna i en rad ska vara 1000 promille tillsammans.'],
    ['Shares do not sum', 'The shares of a line must be 1000 permille together.'],
  ),
  PayerNamedTwice: entry(
    422,
    ['Betalare angiven två gånger', 'Samma part står två gånger i samma rad.'],
    ['Payer named twice', 'The same party stands twice in one line.'],
  ),
  PeriodEndsBeforeItBegins: entry(
    422,
    ['Perioden slutar före den börjar', 'Periodens sista dag ligger före dess första.'],
    ['The period ends before it begins', 'The last day of the period lies before its first.'],
  ),
  DateInconsistent: entry(
    422,
    ['Datum som inte går ihop', 'Datumet strider mot ett annat datum i ärendet.'],
    ['Inconsistent date', 'The date contradicts another date of the case.'],
  ),
  DateInTheFuture: entry(
    422,
    ['Datum i framtiden', 'Det som har hänt kan inte ha en dag som inte har kommit.'],
    ['Date in the future', 'What has happened cannot carry a day that has not come.'],
  ),
  IndividualIsNoParty: entry(
    422,
    ['Den enskilde är inte betalare', 'Kostnaden kan inte läggas på den enskilde (A-094).'],
    ['The individual is no payer', 'The cost cannot be laid on the individual (A-094).'],
  ),
  NoOtherSide: entry(
    422,
    ['Det finns ingen motpart', 'Kommun och region är samma juridiska person; ingen annan kan bekräfta.'],
    ['There is no other side', 'Kommun and region are one legal person; there is no other to confirm.'],
  ),
  EmergencyAccessOver: entry(
    409,
    ['Nödåtkomsten är över', 'Nödåtkomsten gäller inte längre, så den kan inte godkännas.'],
    ['Emergency access is over', 'The emergency access holds no longer, so it cannot be approved.'],
  ),
  SecondPersonNeeded: entry(
    403,
    ['En annan person behövs', 'Nödåtkomsten godkänns av en annan person än den som läser (H-012).'],
    ['A second person is needed', 'The emergency access is approved by another person than the one who reads (H-012).'],
  ),
  AlreadyFixed: entry(
    409,
    ['Redan fastställd', 'Fördelningen är godkänd av alla och kan bara ersättas av en ny version.'],
    ['Already fixed', 'The allocation is approved by all and can only be superseded by a new version.'],
  ),
  AlreadyWithdrawn: entry(
    409,
    ['Redan återkallad', 'Versionen är återkallad.'],
    ['Already withdrawn', 'The version has been withdrawn.'],
  ),
  NotAPayer: entry(
    403,
    ['Inte betalare', 'Parten är varken huvudman i ärendet eller betalare i denna version.'],
    ['Not a payer', 'The party is neither principal of the case nor a payer in this version.'],
  ),
  CountersignedFact: entry(
    409,
    ['Godkänt av annan part', 'Det en annan part har godkänt ändras inte ensidigt; ersätt det med något nytt.'],
    ['Countersigned fact', 'What another party has countersigned is not changed by one side; supersede it.'],
  ),
  LaterFactsDependOnIt: entry(
    409,
    ['Senare uppgifter bygger på det', 'Ta först tillbaka det som hänvisar till meddelandet.'],
    ['Later facts depend on it', 'First take back what names this message.'],
  ),
  PersonCannotChange: entry(
    422,
    ['Personen kan inte bytas', 'En rättelse kan inte flytta ärendet till en annan person.'],
    ['The person cannot change', 'A correction cannot move the case to another person.'],
  ),
  CorrectionNamesNothing: entry(
    422,
    ['Rättelsen pekar på inget', 'Parten har inget eget meddelande med det id:t på detta subject.'],
    ['The correction names nothing', 'The party has no message of its own with that id on this subject.'],
  ),
  CorrectionOfOtherType: entry(
    422,
    ['Rättelse av annan typ', 'En rättelse ska ha samma typ som det den rättar.'],
    ['Correction of another type', 'A correction must be of the same type as what it corrects.'],
  ),
  FieldNotAllowedHere: entry(
    422,
    ['Fältet hör inte hit', 'Fältet kan inte anges tillsammans med de övriga uppgifterna.'],
    ['Field not allowed here', 'The field cannot stand with what else is said.'],
  ),
  FieldRequiredHere: entry(
    422,
    ['Fältet behövs här', 'Fältet ska anges tillsammans med de övriga uppgifterna.'],
    ['Field required here', 'The field must stand with what else is said.'],
  ),
} as const satisfies Record<RejectionCode, ProblemEntry>;

export const PROBLEMS = { ...WIRE_PROBLEMS, ...DOOR_PROBLEMS, ...LAW_PROBLEMS } as const;

export type ProblemCode = keyof typeof PROBLEMS;
