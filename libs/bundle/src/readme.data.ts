/** What a bundle says of itself to whoever opens it. */
export const README = `EVIDENSUNDERLAG ur HVB Hub (English below)

report.html       rapporten: öppna den i en webbläsare
manifest.json     vad underlaget är, och varje fil med sin storlek och SHA-256
checkpoint.txt    loggens signerade kontrollpunkt (C2SP tlog-checkpoint)
consistency.json  bevis för att loggen börjar med vad den var vid tidigare kontrollpunkter (RFC 9162)
events.ndjson     en händelse per rad: bladet, beviset för att det står i loggen, det lagrade innehållet och det
                  öppnade meddelandet så långt den som hämtade underlaget fick se det
keys.json         jämförelsenycklar: prövar att det öppnade är vad som står förseglat; öppnar ingenting
views.json        vad som följer av händelserna: ansvar, kostnader, frister och anmärkningar, var och en med skäl
grounds.json      de grunder på vilka något får visas för någon
rules.json        regelpaket och de regler som åberopas
ledger.ndjson     vilka enheter som har läst personens uppgifter, och när; enligt navets uppgift
entries.bin       alla blad i loggen, bara kontrollsummor; finns om underlaget är fullständigt

Så prövas det, utan nät och utan att lita på den som lämnade det:

  npx hvb-hub verify <mappen eller filen> --key log.key --known sparad.checkpoint

Nyckeln log.key ska komma från någon du litar på, inte med underlaget. Utan --known går det inte att utesluta att hela
loggen har skrivits om och signerats på nytt. Formen står i docs/guides/evidence-bundle.md, så att vem som helst kan
skriva ett eget program som prövar den.


EVIDENCE BUNDLE of an HVB Hub

report.html is for people. manifest.json names every file with its size and SHA-256. checkpoint.txt is the signed head
of the log. events.ndjson has an event a line: its leaf, the proof that it stands in the log, the body as stored, and the
message opened as far as whoever exported was shown it. keys.json tries that what is opened is what stands sealed, and
opens nothing. views.json, grounds.json, rules.json and report.html follow from the events and can be made again.
ledger.ndjson tells which units have read of the person, as the hub says. entries.bin has every leaf of the log, where
the bundle is complete.

Check it offline, trusting nobody who handed it over:

  npx hvb-hub verify <folder or file> --key log.key --known kept.checkpoint

Have log.key from somebody whom you trust, and not with the bundle.
`;
