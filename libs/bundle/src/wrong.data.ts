/** What may be found wrong with a bundle, in words. */

export interface WrongSaid {
  readonly sv: string;
  readonly en: string;
}

export const WRONG = {
  fileMissing: { sv: 'filen saknas', en: 'the file is missing' },
  fileUnknown: { sv: 'filen hör inte till något underlag', en: 'the file is of no bundle' },
  fileChanged: {
    sv: 'filen är inte den som står i förteckningen',
    en: 'the file is not the one that the manifest names',
  },
  malformed: { sv: 'har inte underlagets form', en: 'does not have the form of a bundle' },
  checkpointForged: {
    sv: 'kontrollpunkten är inte signerad av nyckeln, eller ändrad efter att den signerades',
    en: 'the checkpoint is not signed by the key, or was changed after it was signed',
  },
  otherCheckpoint: {
    sv: 'förteckningen och kontrollpunkten är inte av samma logg och storlek',
    en: 'manifest and checkpoint are not of one log and size',
  },
  outOfOrder: {
    sv: 'händelsen står två gånger, eller inte på sin plats i ordningen',
    en: 'the event stands twice, or out of its place in the order',
  },
  notIncluded: {
    sv: 'händelsen är inte den som står i loggen på den platsen: ändrad, flyttad eller tidsatt på nytt',
    en: 'the event is not the one that stands in the log at that place: changed, moved or given another time',
  },
  revisionMissing: {
    sv: 'en händelse före denna saknas i strömmen',
    en: 'an event before this one is missing of the stream',
  },
  bodyChanged: {
    sv: 'det lagrade innehållet är ett annat än det som står i loggen',
    en: 'the stored body is another than the one that stands in the log',
  },
  messageMalformed: {
    sv: 'meddelandet har inte den form som navet tar emot',
    en: 'the message does not have the form that the hub accepts',
  },
  messageElsewhere: {
    sv: 'meddelandet hör till en annan ström, eller är av en annan typ',
    en: 'the message is of another stream, or of another type',
  },
  messageChanged: {
    sv: 'det öppnade meddelandet är ett annat än det som står förseglat i loggen',
    en: 'the opened message is another than the one that stands sealed in the log',
  },
  keyMissing: {
    sv: 'nyckeln som det öppnade prövas med saknas',
    en: 'the key by which what is opened is checked is missing',
  },
  keyOfNobody: { sv: 'nyckeln hör inte till något i underlaget', en: 'the key is of nothing in the bundle' },
  notErased: {
    sv: 'meddelandet visas inte, och ingen gallring av det står i loggen',
    en: 'the message is not shown, and no erasure of it stands in the log',
  },
  notAsDerived: {
    sv: 'följer inte av händelserna i underlaget',
    en: 'does not follow from the events of the bundle',
  },
  derivedByOther: {
    sv: 'gjordes med en annan version av programmet än denna, och följer inte av händelserna som denna räknar: pröva med den versionen',
    en: 'was made by another version of the program, and does not follow from the events as this one reckons: check it with that version',
  },
  noView: {
    sv: 'av händelserna följer ingenting: de är inga som ett nav har godtagit',
    en: 'nothing follows from the events: they are none that a hub has accepted',
  },
  entriesChanged: {
    sv: 'förteckningen över loggens alla blad är inte den som signerades',
    en: 'the list of all leaves of the log is not the one that was signed',
  },
  cutStream: {
    sv: 'strömmen har fler händelser i loggen än i underlaget',
    en: 'the stream has more events in the log than in the bundle',
  },
  notGoneOn: {
    sv: 'loggen börjar inte med vad den var när kontrollpunkten sparades: något är borttaget, ändrat eller flyttat',
    en: 'the log does not begin with what it was when the checkpoint was kept: something was removed, changed or moved',
  },
  knownForged: {
    sv: 'den sparade kontrollpunkten är inte signerad av nyckeln',
    en: 'the checkpoint that was kept is not signed by the key',
  },
} as const satisfies Readonly<Record<string, WrongSaid>>;

export type WrongCode = keyof typeof WRONG;
