/** What is wrong with a token in which the master key is, an HSM, in a sentence for the person at the terminal. */
import { type TokenReason } from '#access';

interface Failure {
  readonly reason?: unknown;
  readonly message?: unknown;
}

interface Sentence {
  /** `settings`: what was asked cannot be. `unavailable`: it may be there another time. */
  readonly is: 'settings' | 'unavailable';
  readonly sentence: string;
}

const SENTENCES: Readonly<Record<TokenReason, Sentence>> = {
  noClient: {
    is: 'settings',
    sentence:
      'Programdelen för PKCS#11 är inte installerad: kör npm ci där det finns en kompilator (the client of PKCS#11 is not installed; run npm ci where there is a compiler)',
  },
  noLibrary: {
    is: 'settings',
    sentence:
      'HVB_PKCS11_MODULE: nyckelmodulens bibliotek går inte att läsa in (the library of the token cannot be loaded)',
  },
  noToken: {
    is: 'unavailable',
    sentence: 'HVB_PKCS11_TOKEN: ingen sådan nyckelmodul finns eller svarar (there is no such token, or it is away)',
  },
  manyTokens: {
    is: 'settings',
    sentence: 'HVB_PKCS11_TOKEN: flera heter så, ange HVB_PKCS11_SERIAL (more than one is called so; say which)',
  },
  noPinFile: {
    is: 'settings',
    sentence: 'HVB_PKCS11_PIN_FILE: filen går inte att läsa (the file cannot be read)',
  },
  pinRefused: {
    is: 'settings',
    sentence:
      'HVB_PKCS11_PIN_FILE: nyckelmodulen godtar inte koden, och låses efter några försök (the token refuses the PIN, and is locked after a few tries)',
  },
  pinLocked: {
    is: 'unavailable',
    sentence: 'Nyckelmodulens kod är låst: dess förvaltare får öppna den (the PIN of the token is locked)',
  },
  noKey: {
    is: 'settings',
    sentence:
      'HVB_PKCS11_KEY: ingen sådan AES-nyckel finns, hvb-hub keys make gör en (there is no such AES key; hvb-hub keys make makes one)',
  },
  manyKeys: { is: 'settings', sentence: 'HVB_PKCS11_KEY: flera heter så (more than one is called so)' },
  keyExists: {
    is: 'unavailable',
    sentence: 'HVB_PKCS11_KEY: en sådan nyckel finns redan (there is such a key already)',
  },
  keyNotSafe: {
    is: 'settings',
    sentence:
      'HVB_PKCS11_KEY: nyckeln är inte AES-256, eller kan läsas ut ur nyckelmodulen (it is not AES-256, or may leave the token)',
  },
  otherKey: {
    is: 'settings',
    sentence: 'HVB_PKCS11_KEY: nyckeln är en annan än den som var där (it is another than the one that was there)',
  },
  notAnswering: { is: 'unavailable', sentence: 'Nyckelmodulen svarar inte (the token does not answer)' },
};

/** By its reason, with what was looked for or the token's own code. */
export function tokenSentence({ reason, message }: Failure): {
  readonly reason: Sentence['is'];
  readonly sentence: string;
} {
  const { is, sentence } = SENTENCES[reason as TokenReason];
  return { reason: is, sentence: `${sentence}: ${String(message)}` };
}
