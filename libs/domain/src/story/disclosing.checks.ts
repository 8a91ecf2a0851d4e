/** What is said in a case of who may see it. */
import { decidesOnDisclosure, endsDisclosure, type DisclosingSoFar } from '../saying/disclosing.js';
import { type CaseSoFar } from './so-far.js';
import { isOfARegisteredPlacement } from './who-may-say.js';

const read = ({ story: { facts, chains }, takenBack, today }: CaseSoFar): DisclosingSoFar => ({
  ...{ facts, chains, takenBack, today },
});

/** Of a placement, its costs or a handover: a party lets another see what it has told. */
export const DECIDES_ON_DISCLOSURE = [isOfARegisteredPlacement, decidesOnDisclosure(read)] as const;

/** It no longer does. */
export const ENDS_DISCLOSURE = [isOfARegisteredPlacement, endsDisclosure(read)] as const;
