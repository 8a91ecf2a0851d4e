/** What is said at the terminal of a file of the data folder that cannot be used: which it is, what is wrong, what to do. */
import { basename } from 'node:path';
import { type FileDamage } from '#event-log';

interface Failure {
  readonly path?: unknown;
  readonly damage?: unknown;
  readonly reason?: unknown;
}

const RESTORE_SV = 'Lägg tillbaka den ur den senaste säkerhetskopian, med de andra ur samma';
const RESTORE_EN = 'put it back from the latest backup, with the others of the same';

/** In Swedish and English: what is wrong, and what to do where it is the same for every file. */
const WRONG: Readonly<Record<FileDamage, readonly [sv: string, en: string]>> = {
  missing: [`saknas, fast resten av mappen hör ihop med den. ${RESTORE_SV}`, `is missing; ${RESTORE_EN}`],
  older: [
    'är äldre än resten av mappen: det som skrevs sist finns inte i den. Lägg tillbaka den nyaste; är alla filer ur samma ' +
      'säkerhetskopia ska de ligga i en tom mapp, utan rows.db, due.db, bearing.db, feeds.db, proofs.db och seen.json',
    'is older than the rest of the folder; put back the newest, or put all files of one backup into an empty folder, without ' +
      'rows.db, due.db, bearing.db, feeds.db, proofs.db and seen.json',
  ],
  foreign: [
    `hör till en annan logg än resten av mappen. Lägg tillbaka den som hör hit, eller välj en annan mapp med HVB_DATA_DIR`,
    'belongs to another log than the rest of the folder; put back the one that belongs here, or choose another folder',
  ],
  damaged: [`är skadad. ${RESTORE_SV}`, `is damaged; ${RESTORE_EN}`],
  later: ['är skriven av en senare version. Starta den versionen', 'was written by a later version; start that one'],
  notAFile: [
    `är ingen fil. Flytta undan det som står där. ${RESTORE_SV}`,
    `is no file; move it away, and ${RESTORE_EN}`,
  ],
  closed: [
    'går inte att läsa eller skriva för den här användaren. Ge användaren rätt till den',
    'cannot be read or written by this user; give the user the right to',
  ],
  inUse: [
    'används av ett annat program. Vänta tills det är klart',
    'is used by another program; wait until that is done',
  ],
  diskFull: ['går inte att skriva: disken är full', 'cannot be written: the disk is full'],
  diskFails: ['går inte att läsa eller skriva: disken svarar med fel', 'cannot be read or written: the disk fails'],
};

const NO_BACKUP: Readonly<Record<string, string>> = {
  'hub.db':
    ' Finns ingen kopia: starta en gång med HVB_LOST=hub.db; det som väntade måste då sändas om (without a copy start once ' +
    'with HVB_LOST=hub.db; what waited must then be sent again).',
  'feed-index.db':
    ' Finns ingen kopia: starta en gång med HVB_LOST=feed-index.db; flödena får då nya nummer ur loggen, och den som följer ' +
    'ett flöde börjar om från 0 (without a copy start once with HVB_LOST=feed-index.db; the feeds are then numbered anew from ' +
    'the log, and who follows one begins again from 0).',
  'subscriptions.db':
    ' Finns ingen kopia: starta en gång med HVB_LOST=subscriptions.db; den som vill ha webhookar prenumererar då på nytt ' +
    '(without a copy start once with HVB_LOST=subscriptions.db; who wants webhooks then subscribes anew).',
  'signing-key.jwk.json':
    ' Finns ingen kopia: starta en gång med HVB_LOST=signing-key.jwk.json; alla åtkomstbevis slutar då gälla (without a copy ' +
    'start once with HVB_LOST=signing-key.jwk.json; all tokens are then void).',
};

const LATER: Readonly<Record<string, string>> = {
  'rows.db':
    ' Eller ta bort filen: raderna görs på nytt ur loggen (or remove the file: the rows are made anew from the log).',
};

/** Of a `FileUnusable`. */
export function fileSentence({ path, damage, reason }: Failure): string {
  const file = String(path);
  const [sv, en] = WRONG[damage as FileDamage];
  const more = damage === 'later' ? LATER[basename(file)] : NO_BACKUP[basename(file)];
  return `${file} ${sv} (it ${en}). [${String(reason)}]${more ?? ''}`;
}
