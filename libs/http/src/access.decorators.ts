/** Which door a route is, and how its handler learns who asks. Who is let in stands in the table of doors (`#access`). */
import { applyDecorators, createParamDecorator, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiSecurity } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { lawOf, OPAQUE_ID, PURPOSES, ROLES, type DoorName, type OfParty, type Principal, type Purpose } from '#access';
import { type PartyId } from '#domain/facts';
import { Refuses } from './describing.decorators.js';
import { refusal } from './refusal.js';
import { TOKEN_SCHEME } from './token-scheme.js';

/** `public`: without a token. Else the door that it is, by the table. */
export type RouteAccess = 'public' | DoorName;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Who asks; null only where a route is public. */
    principal: Principal | null;
    /** Who asks, by the same credential at this moment. Rejects as a new request would be refused, and with `IssuerUnavailable`. */
    askAgain(): Promise<Principal>;
  }
}

/** The header by which one says what it asks for. */
export const PURPOSE_HEADER = 'HVB-Purpose';
/** The header by which a machine says whom it shows the answer to. */
export const USER_HEADER = 'HVB-User';
/** Where the description of a route names its door. */
export const DOOR_EXTENSION = 'x-hvb-door';

/** Open to everybody: for health, and nothing else. */
export const Public = (): CustomDecorator => RouteConfig({ access: 'public' });

/** The route is that door: those are let in whom the table lets in, and the description says who they are. */
export const Door = (name: DoorName): MethodDecorator => {
  const { opensTo, purpose, onlyFor } = lawOf(name);
  return applyDecorators(
    RouteConfig({ access: name }),
    ApiExtension(DOOR_EXTENSION, name),
    ApiSecurity(TOKEN_SCHEME, opensTo === 'anyone' ? [] : [...opensTo]),
    ...(opensTo === 'anyone' || opensTo.length === ROLES.length ? [] : [Refuses('Forbidden')]),
    ...(purpose === undefined ? [] : asksPurpose(onlyFor)),
  );
};

/** `onlyFor`: one of these must be said, by whoever asks. */
const asksPurpose = (onlyFor?: readonly Purpose[]): readonly MethodDecorator[] => [
  ApiHeader({
    name: PURPOSE_HEADER,
    required: onlyFor !== undefined,
    description: onlyFor
      ? 'Ändamålet; måste sägas / what it is asked for; must be said'
      : 'Ändamålet; en person måste säga det / what it is asked for; a person must say so',
    schema: { type: 'string', enum: [...(onlyFor ?? PURPOSES)] },
  }),
  ApiHeader({
    name: USER_HEADER,
    required: false,
    description: 'Vem ett system visar svaret för, ett id utan personnummer / whom a system shows it to',
    schema: { type: 'string', pattern: OPAQUE_ID },
  }),
  Refuses('PurposeMissing', 'PurposeUnknown', 'BadRequest'),
];

/** Parameter: the `Principal` that asks. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => callerOf(context));

/** Parameter: the `PartyId` that asks. One who asks as auditor or operator is answered `Forbidden`. */
export const CallingParty = createParamDecorator((_: unknown, context: ExecutionContext): PartyId => {
  const caller = callerOf(context);
  if (caller.kind !== 'party') throw refusal('Forbidden');
  return caller.party;
});

function callerOf(context: ExecutionContext): Principal {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === null) throw refusal('Unauthorized');
  return principal;
}

/** Whoever asks, where only a party may. Refuses with `Forbidden` anyone else. */
export function partyAsking(caller: Principal): OfParty {
  if (caller.kind !== 'party') throw refusal('Forbidden');
  return caller;
}
