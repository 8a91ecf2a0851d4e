/** The API description at `/openapi.json`. It needs a token like everything else. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const DESCRIPTION = [
  'Varje anrop bär ett åtkomstbevis: `Authorization: Bearer <JWT>`. Fel besvaras som `application/problem+json` med en stabil `code`.',
  'Every request carries a bearer token. Errors are `application/problem+json` with a stable `code`.',
].join('\n\n');

/** Describes all routes that are mounted. Call before `listen`; the document is made when it is first asked for. */
export function describeApi(app: NestFastifyApplication, title: string): void {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'token')
    .addSecurityRequirements('token')
    .build();
  SwaggerModule.setup('openapi', app, () => SwaggerModule.createDocument(app, config), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
  });
}
