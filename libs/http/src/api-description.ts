/** The API description at `/openapi.json`, OpenAPI 3.1. It needs a token like everything else. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { TOKEN_SCHEME } from './token-scheme.js';
import { whole } from './whole-description.js';

const DESCRIPTION = [
  'Varje anrop bär ett åtkomstbevis: `Authorization: Bearer <JWT>`. Fel besvaras som `application/problem+json` med en stabil `code`.',
  'Every request carries a bearer token. Errors are `application/problem+json` with a stable `code`.',
].join('\n\n');

/** As publiccode.yml has it. */
const CONTACT = { name: 'HVB Hub maintainers', url: 'https://hvbhub.se' };

/** Describes all routes that are mounted. Call before `listen`; the document is made when it is first asked for. */
export function describeApi(app: NestFastifyApplication, title: string): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
    .addServer('/', 'Den som svarar på denna adress / whoever answers here')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, TOKEN_SCHEME)
    .addSecurityRequirements(TOKEN_SCHEME)
    .build();
  config.info.contact = CONTACT;
  let made: OpenAPIObject | undefined;
  SwaggerModule.setup('openapi', app, () => (made ??= whole(SwaggerModule.createDocument(app, config))), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
  });
}
