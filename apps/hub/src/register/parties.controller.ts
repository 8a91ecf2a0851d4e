/** The operator's doors: what is said of parties and mandates, and what holds of them. */
import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { REGISTER_FACTS, registerFact, registerSchema, type RegisterFact, type RegisterFactName } from '#access';
import { either, listed, POSITION_SCHEMA, shape, type JsonSchema } from '#contracts';
import { Answers, Door, jsonObject, NOT_THE_BODY, refusal, Refuses, TakesBody } from '#http';
import { REGISTER } from '../hub.tokens.js';
import { sayOfParty, type RegisterDeps } from './say-of-party.js';

const PREFIX = 'hub.';
const TYPES = REGISTER_FACTS.map((name) => `${PREFIX}${name}`);

const factSchema = (name: RegisterFactName): JsonSchema => ({
  type: 'object',
  required: ['type', 'data'],
  properties: { type: { const: `${PREFIX}${name}` }, data: registerSchema(name) },
  additionalProperties: false,
});
const FACT = either(...REGISTER_FACTS.map(factSchema));

const EXAMPLE = {
  type: 'hub.partyRegistered',
  data: {
    partyId: 'kommun-2080.socialnamnden',
    kind: 'namnd',
    name: 'Socialnamnden, Falu kommun',
    controller: true,
    issuers: [{ iss: 'https://idp.example', claim: 'organizationId', value: 'SE2120002239' }],
    certificates: [],
    alertAddresses: ['hvb@falun.example'],
  },
};

interface SaidAnswer {
  readonly position: string;
}
const SAID = shape<SaidAnswer>('SaidOfParty', { position: POSITION_SCHEMA }, {});

interface RegisterView {
  readonly parties: readonly object[];
  readonly mandates: readonly object[];
}
const withState = (name: RegisterFactName, state: string): JsonSchema => {
  const schema = registerSchema(name) as { readonly required: readonly string[]; readonly properties: object };
  return {
    ...schema,
    required: [...schema.required, state],
    properties: { ...schema.properties, [state]: { type: 'boolean' } },
  };
};
const VIEW = shape<RegisterView>(
  'Register',
  {
    parties: listed(withState('partyRegistered', 'isClosed')),
    mandates: listed(withState('mandateGranted', 'isEnded')),
  },
  {},
);

@ApiTags('operations')
@Controller('v1/operator/parties')
export class PartiesController {
  constructor(@Inject(REGISTER) private readonly deps: RegisterDeps) {}

  @Post()
  @HttpCode(201)
  @Door('sayOfParties')
  @ApiOperation({ summary: 'Registrerar, ändrar eller stänger en part; ger eller avslutar ett uppdrag (of a party)' })
  @TakesBody({ 'application/json': { schema: FACT, example: EXAMPLE } })
  @Answers(201, { says: 'Sagt, och gäller / said, and holds', schema: SAID })
  @Refuses('PartyRefused', ...NOT_THE_BODY)
  async say(@Req() request: FastifyRequest): Promise<SaidAnswer> {
    const said = await sayOfParty(this.deps, factIn(jsonObject(request, ['type', 'data'])));
    if ('refused' in said) {
      const { pointer, expected } = said.refused;
      throw refusal('PartyRefused', { pointer: `/data${pointer}`, expected });
    }
    return { position: said.position };
  }

  @Get()
  @Door('parties')
  @ApiOperation({ summary: 'Registrerade parter, och uppdrag (registered parties, and mandates)' })
  @Answers(200, { says: 'Som det är nu / as it is now', schema: VIEW })
  async show(): Promise<RegisterView> {
    await this.deps.register.look();
    const { parties, mandates } = this.deps.register.current();
    return { parties: [...parties.values()], mandates: [...mandates.values()] };
  }
}

function factIn({ type, data }: Readonly<Record<string, unknown>>): RegisterFact {
  for (const [key, value] of Object.entries({ type, data }))
    if (value === undefined) throw refusal('MissingField', { pointer: `/${key}` });
  const name = REGISTER_FACTS.find((one) => `${PREFIX}${one}` === type);
  if (name === undefined) throw refusal('InvalidValue', { pointer: '/type', expected: TYPES.join(', ') });
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw refusal('WrongType', { pointer: '/data', expected: 'objekt / object' });
  const fact = registerFact(name, data as Readonly<Record<string, unknown>>);
  if (!('code' in fact)) return fact;
  throw refusal(fact.code, { pointer: `/data${fact.pointer}`, expected: fact.expected });
}
