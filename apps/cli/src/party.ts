/** `hvb-hub party register|change|close file` and `hvb-hub mandate grant|end file`: what an operator says of parties. */
import { type RegisterFactName } from '#access';
import { postFile, type SendOptions } from './post-file.js';

const CREATED = 201;

/** What a subcommand says of a party, and what it does. */
export interface PartyCommand {
  readonly says: RegisterFactName;
  readonly about: string;
}

/** The subcommands, by the command that they are of: the fact that each says, and what it does. */
export const PARTY_COMMANDS = {
  party: {
    register: { says: 'partyRegistered', about: 'Registrerar en part (registers a party)' },
    change: { says: 'partyChanged', about: 'Ändrar en part; det som inte nämns står kvar (changes a party)' },
    close: { says: 'partyClosed', about: 'Stänger en part: inget åtkomstbevis gäller mer (closes a party)' },
  },
  mandate: {
    grant: { says: 'mandateGranted', about: 'Ger en granskare uppdrag (grants an auditor a mandate)' },
    end: { says: 'mandateEnded', about: 'Avslutar ett uppdrag (ends a mandate)' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, PartyCommand>>>>;

/** Sends the data that stand in a file. Exit code 0 where it is said, 1 where it is refused, 2 for no JSON, 3 where no hub answers. */
export async function sayOfParty(says: RegisterFactName, file: string, options: SendOptions): Promise<number> {
  const made = (text: string) => {
    try {
      const body = JSON.stringify({ type: `hub.${says}`, data: JSON.parse(text) as unknown });
      return { body, mediaType: 'application/json' };
    } catch {
      console.error(`${file}: inte JSON (no JSON)`);
      return null;
    }
  };
  return postFile(file, options, { path: '/v1/operator/parties', made, taken: CREATED });
}
