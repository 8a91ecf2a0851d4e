/** The commands of `hvb-hub`, read and run. */
import 'reflect-metadata';
import { program } from 'commander';
import { startFromEnvironment } from '#standalone';
import { backup, restore, type BackupOptions, type RestoreOptions } from './backup.js';
import { demo } from './demo.js';
import { EXIT } from './exit-codes.js';
import { exportBundle, type ExportOptions } from './export.js';
import { explain, type ExplainOptions } from './explain.js';
import { erasureRequest, gallring, type GallringOptions } from './gallring.js';
import { keys, KEYS_COMMANDS, type KeysOptions } from './keys.js';
import { list, type ListOptions } from './list.js';
import { PARTY_COMMANDS, sayOfParty, type PartyCommand } from './party.js';
import { type SendOptions } from './post-file.js';
import { publish } from './publish.js';
import { rebuild, type RebuildOptions } from './rebuild.js';
import { replay, type ReplayOptions } from './replay.js';
import { scenarios, type ScenarioOptions } from './scenarios.js';
import { tail, type TailOptions } from './tail.js';
import { validate } from './validate.js';
import { type VerifyBundleOptions } from './verify-bundle.js';
import { verifyEither } from './verify-either.js';
import { type VerifyOptions } from './verify.js';
import { verifyLog, type VerifyLogOptions } from './verify-log.js';
import { witness, type WitnessOptions } from './witness.js';

/** An option that may be given several times. */
const more = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

program
  .name('hvb-hub')
  .description('Navet mellan kommun och region för placeringar på HVB (the hub between kommun and region)')
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage);
  });

program
  .command('start')
  .description('Startar navet på den inbyggda grunden (starts the hub on the embedded default)')
  .action(async () => {
    await startFromEnvironment();
  });

program
  .command('demo')
  .description('Startar navet med scenarierna uppspelade (starts the hub with the scenarios played in)')
  .option('--port <port>', 'port (else HVB_PORT, else 3000)')
  .option('--scenarios <folder>', 'mapp med scenarier (folder of scenarios)', 'test/scenarios')
  .action(demo);

program
  .command('scenario')
  .description('Spelar upp scenarier, vart och ett på ett eget nav (plays scenarios, each on a hub of its own)')
  .argument('<file...>')
  .option('--json', 'ett objekt per scenario (one object per scenario)')
  .option('--pack <pack>', 'vad som skiljer under ett annat regelpaket (what differs under another pack[@version])')
  .option(
    '--setting <name=value>',
    'vad som skiljer med en annan inställning (what differs with another setting)',
    more,
  )
  .action(async (files: string[], options: ScenarioOptions) => {
    process.exitCode = await scenarios(files, options);
  });

program
  .command('validate')
  .description('Prövar meddelanden i en fil mot kontraktet (checks the messages of a file against the contract)')
  .argument('<file>')
  .option('--json')
  .action(async (file: string, options: { json?: true }) => {
    process.exitCode = await validate(file, options);
  });

program
  .command('publish')
  .description('Skickar meddelanden i en fil till ett nav (sends the messages of a file to a hub)')
  .argument('<file>')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (file: string, options: SendOptions) => {
    process.exitCode = await publish(file, options);
  });

program
  .command('explain')
  .description('Vad en mottagare får se, fält för fält, och varför (what a recipient may see, field by field, and why)')
  .requiredOption('--recipient <party>', 'mottagaren (the recipient)')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--unit <unit>', 'enhet hos mottagaren (unit of the recipient)')
  .option('--of <subject>', 'allt om placement/<uuid>, sip/<uuid> … (all that is said of it)')
  .option('--event <position>', 'ett meddelande (one message)')
  .option('--at <moment>', 'position eller tidpunkt, annars nu (a position or an instant, else now)')
  .option('--purpose <purpose>', 'ändamål, som en person måste säga (what for: a person must say)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (options: ExplainOptions) => {
    process.exitCode = await explain(options);
  });

program
  .command('tail')
  .description('Vad som händer, allteftersom: partens flöde, eller loggen för en granskare (what happens, as it comes)')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--after <number>', 'efter numret i flödet, eller positionen (after the number, or the position)', '0')
  .option('--once', 'till slutet, och inte längre (to the end, and no further)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json', 'ett objekt per händelse (one object per event)')
  .action(async (options: TailOptions) => {
    process.exitCode = await tail(options);
  });

program
  .command('replay')
  .description(
    'En vy händelse för händelse, eller vad som skiljer två tidpunkter (a view event by event); för granskare',
  )
  .requiredOption('--of <subject>', 'placement/<uuid>, sip/<uuid> …')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--view <view>', 'vilken av dess vyer, annars den egna (which of its views)')
  .option('--as-of <day>', 'per vilken dag (as of which day), annars i dag')
  .option('--known-from <moment>', 'efter position eller tidpunkt (after which moment), annars från början')
  .option('--known-at <moment>', 'till position eller tidpunkt (up to which moment), annars nu')
  .option('--difference', 'bara vad som skiljer de två tidpunkterna (only what differs between the two)')
  .option('--purpose <purpose>', 'ändamål, som en person måste säga (what for: a person must say)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (options: ReplayOptions) => {
    process.exitCode = await replay(options);
  });

program
  .command('list')
  .description('En lista som den var känd: placements, deadlines … (a list as it was known); för granskare')
  .argument('<list>', 'placements | deviations | deadlines | findings | handovers')
  .requiredOption('--known-at <moment>', 'position eller tidpunkt (a position or an instant)')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--as-of <day>', 'per vilken dag (as of which day), annars i dag')
  .option('--where <word=value>', 'bara de rader som (only the rows that): party=kommun-2080 …', more)
  .option('--purpose <purpose>', 'ändamål, som en person måste säga (what for: a person must say)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (name: string, options: ListOptions) => {
    process.exitCode = await list(name, options);
  });

program
  .command('verify')
  .description(
    'Prövar ett evidensunderlag, eller att ett navs logg är vad den var (checks a bundle, or that the log of a hub is what it was)',
  )
  .argument('[bundle]', 'fil eller mapp, prövas utan nät (file or folder, checked offline)')
  .requiredOption('--key <file>', 'fil med nyckeln till kontrollpunkter (file with the key of checkpoints)')
  .option('--token <file>', 'fil med åtkomstbevis, för ett nav (file with the token, for a hub)')
  .option('--complete', 'underlaget ska ha alla loggens blad (the bundle is to have all leaves of the log)')
  .option('--known <file>', 'en kontrollpunkt som har sparats (a checkpoint that was kept)', more)
  .option('--witness <file>', 'ett vittnes nyckel (the key of a witness)', more)
  .option('--keep <file>', 'spara den nyaste här, när allt stämmer (keep the newest here, where all is in order)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (bundle: string | undefined, options: Partial<VerifyOptions> & VerifyBundleOptions) => {
    process.exitCode = await verifyEither(bundle, options);
  });

program
  .command('export')
  .description(
    'Tar ut ett evidensunderlag av ett ärende eller en tid (takes out an evidence bundle of a case or a period)',
  )
  .requiredOption('--token <file>', 'fil med granskarens åtkomstbevis (file with the auditor’s token)')
  .requiredOption(
    '--out <path>',
    'ny fil som slutar på .tar, annars ny mapp (a new file that ends in .tar, else a new folder)',
  )
  .option('--of <subject>', 'placement/<uuid>, sip/<uuid> …')
  .option('--from <instant>', 'allt där något togs upp från och med (all of which something was recorded from)')
  .option('--to <instant>', 'till före (until before)')
  .option('--as-of <day>', 'ställning den dag, annars i dag (as of the day, else today)')
  .option('--complete', 'med alla loggens blad, bara kontrollsummor (with all leaves of the log, digests only)')
  .option('--known <file>', 'en kontrollpunkt som har sparats (a checkpoint that was kept)', more)
  .option('--purpose <purpose>', 'ändamål, som en person måste säga (what for: a person must say)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (options: ExportOptions) => {
    process.exitCode = await exportBundle(options);
  });

program
  .command('verify-log')
  .description('Prövar loggen i en datamapp eller en kopia, utan nav (checks the log of a data folder, without a hub)')
  .argument('<folder>', 'mappen, som inget nav använder (the folder, which no hub uses)')
  .requiredOption('--key <file>', 'fil med nyckeln till kontrollpunkter (file with the key of checkpoints)')
  .option('--known <file>', 'en kontrollpunkt som har sparats (a checkpoint that was kept)', more)
  .option('--json')
  .action(async (folder: string, options: VerifyLogOptions) => {
    process.exitCode = await verifyLog(folder, options);
  });

program
  .command('witness')
  .description('Bevittnar loggars kontrollpunkter, för parterna (witnesses the checkpoints of logs, for the parties)')
  .requiredOption('--log <file>', 'fil med en loggs nyckel (file with the key of a log)', more)
  .requiredOption('--name <name>', 'vittnets namn, som hubb.example/vittne (the witness’s name)')
  .option('--data <folder>', 'mapp för vad det minns (folder of what it remembers)', 'witness')
  .option('--port <port>', 'port', '3002')
  .option('--host <address>', 'adress att lyssna på (address to listen on)', '127.0.0.1')
  .action(async (options: WitnessOptions) => {
    process.exitCode = await witness(options);
  });

for (const [command, subcommands] of Object.entries(PARTY_COMMANDS)) {
  const of = program.command(command).description('För den som driver navet (for whoever runs the hub)');
  for (const [name, { says, about }] of Object.entries<PartyCommand>(subcommands))
    of.command(name)
      .description(about)
      .argument('<file>', 'uppgifterna som JSON (the data as JSON)')
      .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
      .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
      .option('--json')
      .action(async (file: string, options: SendOptions) => {
        process.exitCode = await sayOfParty(says, file, options);
      });
}

program
  .command('gallring')
  .description(
    'Gallringslista: vad som ska gallras, vad som bevaras och varför (what is to be weeded, and what is kept)',
  )
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--apply', 'gallra det som ska gallras (weed what is to be weeded)')
  .option('--json')
  .action(async (options: GallringOptions) => {
    process.exitCode = await gallring(options);
  });

program
  .command('erasure-request')
  .description('Svaret på en begäran om radering (the answer to a request for erasure, GDPR art. 17)')
  .argument('<file>', '{"controller": "kommun-2080.socialnamnden", "person": "<uuid>"}')
  .requiredOption('--token <file>', 'fil med åtkomstbevis (file with the token)')
  .option('--url <url>', 'navets adress (the hub)', 'http://localhost:3000')
  .option('--json')
  .action(async (file: string, options: SendOptions) => {
    process.exitCode = await erasureRequest(file, options);
  });

program
  .command('rebuild')
  .description('Gör listraderna på nytt ur loggen, med navet stoppat (makes the list rows anew, with the hub stopped)')
  .option('--compare', 'jämför i stället, medan navet går, och ändra inget (compare instead, while the hub runs)')
  .option('--json')
  .action(async (options: RebuildOptions) => {
    process.exitCode = await rebuild(options);
  });

program
  .command('backup')
  .description(
    'Säkerhetskopierar datamappen, också medan navet går (backs the data folder up, also while the hub runs)',
  )
  .argument('<folder>', 'tom eller ny mapp (a folder that is empty or not there)')
  .option('--json')
  .action(async (folder: string, options: BackupOptions) => {
    process.exitCode = await backup(folder, options);
  });

program
  .command('restore')
  .description(
    'Prövar en säkerhetskopia och lägger tillbaka den i en tom datamapp (verifies a backup and puts it back)',
  )
  .argument('<folder>', 'säkerhetskopian (the backup)')
  .option('--master-key <file>', 'fil med huvudnyckeln, om den ska ligga i mappen (file of the master key)')
  .option('--erasures <file>', 'vad som har gallrats (the list of what has been erased), annars HVB_ERASURES_FILE')
  .option('--no-erasures', 'inget har gallrats (nothing has been erased)')
  .option('--known <file>', 'en kontrollpunkt som har sparats (a checkpoint that was kept)', more)
  .option('--json')
  .action(async (folder: string, options: RestoreOptions) => {
    process.exitCode = await restore(folder, options);
  });

const ofKeys = program.command('keys').description('Huvudnyckeln (the master key); för den som driver navet');
for (const [name, { about }] of Object.entries(KEYS_COMMANDS))
  ofKeys
    .command(name)
    .description(about)
    .option('--batch <keys>', 'nycklar åt gången (keys of one transaction)')
    .action(async (options: KeysOptions) => {
      process.exitCode = await keys(name as keyof typeof KEYS_COMMANDS, options);
    });

await program.parseAsync();
