/** The published message types: what a supplier validates against before it sends. */
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  asyncApi,
  listed,
  PUBLISHED_SCHEMAS,
  schemaOf,
  shape,
  TEXT_SCHEMA,
  type JsonSchema,
  type PublishedSchema,
} from '#contracts';
import { Door } from './access.decorators.js';
import { Answers, Refuses, TakesPath } from './describing.decorators.js';
import { refusal } from './refusal.js';

type SchemaDocument = NonNullable<ReturnType<typeof schemaOf>>;

const ASYNCAPI: JsonSchema = { type: 'object', required: ['asyncapi'], properties: { asyncapi: { const: '3.0.0' } } };

interface Published {
  readonly schemas: readonly PublishedSchema[];
}

const LISTED = shape<Published>(
  'PublishedSchemas',
  {
    schemas: listed(
      shape<PublishedSchema>('PublishedSchema', { type: TEXT_SCHEMA, id: { type: 'string', format: 'uri' } }, {}),
    ),
  },
  {},
);

@ApiTags('schemas')
@Controller('v1/schemas')
export class SchemasController {
  @Get()
  @Door('contracts')
  @ApiOperation({ summary: 'All message types, each with the address that `dataschema` may name' })
  @Answers(200, { says: 'Alla typer / all types', schema: LISTED })
  list(): Published {
    return { schemas: PUBLISHED_SCHEMAS };
  }

  @Get(':type')
  @Door('contracts')
  @Header('content-type', 'application/schema+json')
  @ApiOperation({ summary: 'JSON Schema 2020-12 of the data of one message type' })
  @TakesPath('type', 'Typens namn / name of the type', {
    type: 'string',
    enum: PUBLISHED_SCHEMAS.map(({ type }) => type),
  })
  @Answers(200, { says: 'JSON Schema 2020-12', schema: { type: 'object' }, mediaType: 'application/schema+json' })
  @Refuses('NotFound')
  show(@Param('type') type: string): SchemaDocument {
    const schema = schemaOf(type);
    if (schema === undefined) throw refusal('NotFound');
    return schema;
  }
}

/** What is pushed, and said over Kafka, beside `/openapi.json`. */
@ApiTags('schemas')
@Controller('asyncapi.json')
export class AsyncApiController {
  private document: ReturnType<typeof asyncApi> | undefined;

  @Get()
  @Door('contracts')
  @ApiOperation({
    summary:
      'Det som skickas och det som tas emot över Kafka, som AsyncAPI 3 (what is pushed, and what is taken by Kafka)',
  })
  @Answers(200, { says: 'AsyncAPI 3', schema: ASYNCAPI })
  show(): ReturnType<typeof asyncApi> {
    return (this.document ??= asyncApi());
  }
}
