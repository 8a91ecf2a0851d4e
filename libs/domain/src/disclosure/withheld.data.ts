/** Why something is not shown, in words, with the rule that withholds it: what an explanation says of a field. */
import { type Sentence } from '../kernel/index.js';
import { type RuleId } from '../rules/index.js';

export interface WithheldLaw extends Sentence {
  /** null where nothing is left to be shown. */
  readonly rule: RuleId | null;
}

/** Why something is not shown (B1). `excluded` is never said to whom the individual has excluded. */
export type WithheldBecause =
  'noUser' | 'noGround' | 'excluded' | 'expired' | 'withdrawn' | 'innerSecrecy' | 'protected' | 'erased' | 'cost';

export const WITHHELD: Readonly<Record<WithheldBecause, WithheldLaw>> = {
  // HSLF-FS 2016:40 4:9: the log tells whose eyes it was. Who asks may name a user, and is then shown it.
  noUser: {
    rule: null,
    sv: 'Visas bara för en namngiven användare, och systemet nämner ingen (HVB-User).',
    en: 'Shown to a named user only, and the system names none (HVB-User).',
  },
  // D-022 "om det inte står klart att uppgiften kan röjas": what no ground opens is secret (OSL 25:1, 26:1).
  noGround: {
    rule: 'D-022',
    sv: 'Ingen grund för att lämna ut uppgiften till mottagaren gäller den dagen.',
    en: 'No ground for disclosing it to the recipient is in force on the day.',
  },
  // A-037 "erbjudas möjlighet att undanta uppgifter".
  excluded: {
    rule: 'A-037',
    sv: 'Den enskilde har undantagit uppgiften från samtycket.',
    en: 'The individual has left it out of the consent.',
  },
  // D-023 "Varje gång… måste det prövas (sk menprövning)": what was tried once is tried again.
  expired: {
    rule: 'D-023',
    sv: 'Grunden har löpt ut; utlämnandet prövas på nytt.',
    en: 'The ground has expired; disclosure is tried anew.',
  },
  // A-041 "när som helst rätt att dra tillbaka sitt samtycke".
  withdrawn: {
    rule: 'A-041',
    sv: 'Grunden är återtagen eller avslutad.',
    en: 'The ground has been withdrawn or ended.',
  },
  // D-028 "i den utsträckning som är normal eller behövlig".
  innerSecrecy: {
    rule: 'D-028',
    sv: 'Enheten har inte hand om ärendet.',
    en: 'The unit does not have the case.',
  },
  // A-017 "Parterna iakttar den sekretess och tystnadsplikt som gäller inom sitt verksamhetsområde".
  protected: {
    rule: 'A-017',
    sv: 'Personen har skyddade uppgifter, och ingen grund namnger platsen.',
    en: 'The person is protected, and no ground names the place.',
  },
  erased: { rule: null, sv: 'Uppgiften är gallrad.', en: 'It has been erased.' },
  // A-094 "sker huvudmännen emellan".
  cost: {
    rule: 'A-094',
    sv: 'Kostnaderna visas bara för huvudmännen och för betalare.',
    en: 'Costs are shown to the principals and to payers only.',
  },
};
