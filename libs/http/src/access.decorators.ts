/** What a route says of who may ask, and how its handler learns who does. Nothing said: any token that holds. */
import { applyDecorators, createParamDecorator, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { type Principal, type Role } from '#access';
import { type PartyId } from '#domain/facts';
import { Refuses } from './describing.decorators.js';
import { refusal } from './problem-error.js';

/** `public`: without a token. A list: these roles and no others. */
export type RouteAccess = 'public' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Who asks; null only where a route is public. */
    principal: Principal | null;
  }
}

/** Open to everybody: for health, and nothing else. */
export const Public = (): CustomDecorator => RouteConfig({ access: 'public' });

/** Open to these roles; others are answered `Forbidden`. */
export const OnlyFor = (...roles: readonly Role[]): MethodDecorator =>
  applyDecorators(RouteConfig({ access: roles }), Refuses('Forbidden'));

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
