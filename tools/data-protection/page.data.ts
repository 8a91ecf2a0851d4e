/** The words of the page on data protection that no code tells. */

export const INTRODUCTION = `# Dataskydd

Vad som lagras var, vad som är förseglat, vad som finns kvar när uppgifter gallras, och vilken klass varje uppgift har när den
ska lämnas ut. Tabellerna vävs av \`npm run dataskydd\` ur koden; ändra dem inte för hand.

*What is stored where, what is sealed, what is left after erasure, and of which class each item is when it is to be disclosed.
The tables are woven by \`npm run dataskydd\`; do not edit.*

## Vad som ligger öppet i loggen

Allt annat i en händelse är förseglat (AES-256-GCM) under nyckeln för den som är personuppgiftsansvarig för den.

| Händelse | Öppet |
|---|---|
| Vad en part säger | meddelandets id, avsändare, ärendets id, tid, kontrollsumma under nyckel, vems nyckel, vilket meddelande det rättar |
| Vad hubben säger | ärendets id, vems nyckel, vilka händelser som är orsaken |
| Att något gallrats | ärendets id, vems nyckel |
| Bredvid varje händelse | ström, nummer i strömmen, typ, händelsens id, tid, kontrollsumma |

Händelsens id säger inget om innehållet: ett faktums id bygger på en summa under nyckel, hubbens på plats i strömmen.
Version 1 av formen (före nycklar per ansvarig) läses fortfarande och skrivs aldrig mer; där låg datum, koder och hubbens egna
ord öppna, och en enda nyckel gällde hela strömmen.

## Vem som är ansvarig

En nämnd är ansvarig för sitt, en kommun utan angiven nämnd för hela sitt, en region för sina enheter. På Gotland är kommun och
region en (SoL 4:4), och nämnderna är sina egna. Vad hubben säger om en placering är den placerande partens; vad den säger om
en överenskommelse är hubbens eget och handlar inte om någon enskild. Ansvarig skrivs i händelsen, så att ett senare register
bara ändrar nya händelser. Alla nycklar i en ström är ordnade under den person som strömmen gäller.

## Gallring

Gallring är att en ansvarigs nycklar för en person förstörs. Därefter står \`<slag>.erased\` på var och en av personens strömmar.
Från den händelsen sägs och bedöms inget mer på strömmen, så att den enes gallring aldrig gör en frist missad för den andre. Har
den gallrat som öppnade ärendet svarar vyerna \`status: erased\` och inget mer; annars \`erased\` med vem som gallrat, och de
andras uppgifter läses i tidslinjen. Listorna visar inget av ett gallrat ärende.

| Överlever en gallring | Grund |
|---|---|
| typ, ström, nummer och tid, avsändare och meddelandets id | behövs för att loggen ska vara obruten och för att samma meddelande ska kännas igen; de säger att något sagts i ett ärende med ett slumpat id, inte vad (GDPR art. 5.1 c, 11) |
| orsakernas och de rättade meddelandenas id | ordning och spårbarhet; id utan innehåll |
| kontrollsumman under nyckel, och vad nyckeln förbinder sig till | kan inte räknas om eller prövas sedan nyckeln förstörts |
| i EventStoreDB: ström, typ, händelsens id, tid och kontrollsumma | samma uppgifter som i filen; inget av innehållet står i dess metadata |
| äldre säkerhetskopior av nyckellagret | tills de gallras; huvudnyckeln ligger aldrig i dem |

## Inställningar för rättslig granskning

| Fråga | Hubbens val |
|---|---|
| Är typ, ström och tid personuppgifter efter gallring? | De lämnas kvar. |
| Hur länge gäller en säkerhetskopia av nycklarna? | Avgörs av driften; uppgifterna kan återfås tills den är borta. |
| Vad en huvudman får se genom sin roll (OSL 10:2, 26:1) | Tills grunder för utlämnande prövas ser ärendets huvudmän det utom identitet och fritext. |
| Den som har gallrat, och de som sagt något i ärendet, ser att det är gallrat | Ja; rollerna kan inte längre avgöras. |
| Nödåtkomst: får nöd (BrB 24:4) vara grunden för att läsa i ett ärende utan egen grund? | Ja, för en person vid en region eller nämnd, i högst fyra timmar, för uppgifterna om placeringen men inte kostnaderna; granskas inom sju dagar. |
| Får den nämnd som placerar veta skälet till en nödåtkomst (OSL 10:2)? | Ja, för granskningen; vem personen är visas bara den egna myndigheten. |
| Var en person med skyddade uppgifter finns, vid nödåtkomst | Visas inte förrän en andra person vid samma myndighet har godkänt den. |

## Klasser för utlämnande

\`routing\` (id, typ, vem som sagt det; ingen grund utöver en roll) · \`case\` (vad ärendet gäller) · \`place\` (var någon är) ·
\`identity\` (vem det är) · \`sensitive\` (känsligt i sig, all fritext) · \`cost\` (pengar och andelar). Vad som görs med
klasserna avgörs av den som prövar utlämnandet. *Lagring*: \`open\` är vad lagen läser, \`identity\` och \`sensitive\` det som
dessutom aldrig visas den andra sidan; allt är förseglat i loggen.
`;

/** What a field's storage class is called on the page. */
export const PRIVACY_SV = { open: 'öppet för lagen', identity: 'identitet', sensitive: 'känsligt' } as const;
