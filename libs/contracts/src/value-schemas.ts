/** JSON Schema of the values that answers are made of, and of those that a question may name. */
import { isDay, KOMMUN_CODES, REGION_CODES } from '#domain/facts';
import { type JsonSchema } from './field-kind.js';
import * as kinds from './fields.js';
import { formed } from './form.js';
import { isOpenPartyId } from './open-values.js';

const PARTY_PATTERN = `^(kommun-(${KOMMUN_CODES.join('|')})|region-(${REGION_CODES.join('|')}))(\\.[a-z0-9][a-z0-9-]{0,39})?$`;

const titled = (title: string, schema: JsonSchema): JsonSchema => ({ title, ...schema });

/** The pattern of a value, to stand within another. */
export const patternWithin = (schema: JsonSchema): string => String(schema['pattern']).slice(1, -1);

export const UUID_SCHEMA = titled('Uuid', kinds.uuid.schema());
export const DAY_SCHEMA = titled('Day', kinds.day.schema());
export const KOMMUN_SCHEMA = titled('KommunCode', kinds.kommunCode.schema());
/** With the codes that are official. */
export const PARTY_SCHEMA = titled('PartyId', { ...kinds.partyId.schema(), pattern: PARTY_PATTERN });
export const ORE_SCHEMA = titled('Ore', { ...kinds.ore.schema(), description: 'öre, heltal / whole number' });
export const PERMILLE_SCHEMA = titled('Permille', kinds.permille.schema());
export const YES_NO_SCHEMA: JsonSchema = { type: 'boolean' };
export const COUNT_SCHEMA: JsonSchema = { type: 'integer', minimum: 0 };
export const TEXT_SCHEMA: JsonSchema = { type: 'string' };

export const INSTANT_SCHEMA = titled('Instant', {
  type: 'string',
  format: 'date-time',
  pattern: '^(19|2[0-9])[0-9]{2}-',
  description: 'tidpunkt / instant, RFC 3339, 1900–2999',
});

/** Whichever log the hub is on: `<commit>-<prepare>` is of a cluster's. */
export const POSITION_SCHEMA = titled('Position', {
  type: 'string',
  pattern: '^(0|[1-9][0-9]{0,15})(-(0|[1-9][0-9]{0,15}))?$',
  description: 'plats i loggen / place in the log: 0 before everything',
});

export const RULE_SCHEMA = titled('RuleId', {
  type: 'string',
  pattern: '^[A-Z]-[0-9]+$',
  description: 'regelns id i docs/rulebook.md / id of the rule in docs/rulebook.md',
});

export const DAY_FORM = formed(DAY_SCHEMA, 'YYYY-MM-DD', isDay);
export const PARTY_FORM = formed(PARTY_SCHEMA, 'kommun-NNNN[.nämnd] | region-NN[.unit]', isOpenPartyId);
