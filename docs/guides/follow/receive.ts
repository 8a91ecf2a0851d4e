import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { HVB_SECRETS = '', HVB_PORT = '8080', HVB_RECEIVED = 'received.jsonl' } = process.env;
const keys = HVB_SECRETS.split(' ').map((secret) => new Webhook(secret));

function isSigned(body: string, headers: Record<string, string>): boolean {
  return keys.some((key) => {
    try {
      key.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
}

const lines = existsSync(HVB_RECEIVED) ? readFileSync(HVB_RECEIVED, 'utf8').split('\n').filter(Boolean) : [];
const seen = new Set(lines.map((line) => JSON.parse(line).id as string));

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const headers = request.headers as Record<string, string>;
  if (!isSigned(body, headers)) return void response.writeHead(401).end();
  const id = headers['webhook-id'] ?? '';
  if (!seen.has(id)) {
    // Safe before it is answered. What is yours to do is read at /v1/feed/events/{sequence}.
    appendFileSync(HVB_RECEIVED, `${JSON.stringify({ id, event: JSON.parse(body) })}\n`);
    seen.add(id);
  }
  response.writeHead(204).end();
}).listen(Number(HVB_PORT), '127.0.0.1', () => console.log('listening'));
