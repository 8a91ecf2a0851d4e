/** The published message types: what a supplier validates against before it sends. */
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { asyncApi, PUBLISHED_SCHEMAS, schemaOf, type PublishedSchema } from '#contracts';
import { refusal } from './problem-error.js';

type SchemaDocument = NonNullable<ReturnType<typeof schemaOf>>;

@ApiTags('schemas')
@Controller('v1/schemas')
export class SchemasController {
  @Get()
  @ApiOperation({ summary: 'All message types, each with the address that `dataschema` may name' })
  list(): { readonly schemas: readonly PublishedSchema[] } {
    return { schemas: PUBLISHED_SCHEMAS };
  }

  @Get(':type')
  @Header('content-type', 'application/schema+json')
  @ApiOperation({ summary: 'JSON Schema 2020-12 of the data of one message type' })
  @ApiProduces('application/schema+json')
  @ApiResponse({ status: 200 })
  @ApiResponse({ status: 404, description: 'NotFound' })
  show(@Param('type') type: string): SchemaDocument {
    const schema = schemaOf(type);
    if (schema === undefined) throw refusal('NotFound');
    return schema;
  }
}

/** What is said over Kafka, beside `/openapi.json`. */
@ApiTags('schemas')
@Controller('asyncapi.json')
export class AsyncApiController {
  private document: ReturnType<typeof asyncApi> | undefined;

  @Get()
  @ApiOperation({ summary: 'Topics and messages on Kafka, as AsyncAPI 3' })
  show(): ReturnType<typeof asyncApi> {
    return (this.document ??= asyncApi());
  }
}
