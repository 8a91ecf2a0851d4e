/** Users of the event store, made through its HTTP interface: there is no other way to make one. */
import { request } from 'node:https';
import { type StoreUser } from './access-file.js';

export interface StoreNodes {
  /** `host:port` of every node; one of them leads, and only it makes users. */
  readonly nodes: readonly string[];
  readonly admin: { readonly name: string; readonly password: string };
  /** PEM of the authority that the nodes' certificates are of. */
  readonly ca?: string;
}

const ANSWER_MS_MAX = 10_000;
const OK = 200;
const REDIRECTS = 300;
const CONFLICT = 409;

/** Makes a user, or gives one that is there the password. Gives a line of what was done; throws where no node takes it. */
export async function makeUser(store: StoreNodes, user: StoreUser, password: string): Promise<string> {
  const refused: string[] = [];
  for (const node of store.nodes) {
    const made = await post(store, node, '/users/', {
      loginName: user.name,
      fullName: user.fullName,
      groups: [],
      password,
    });
    if (isOk(made)) return `created user ${user.name}`;
    if (made === CONFLICT) {
      const path = `/users/${encodeURIComponent(user.name)}/command/reset-password`;
      if (isOk(await post(store, node, path, { newPassword: password }))) return `set password of ${user.name}`;
    }
    refused.push(`${node} ${made}`);
  }
  throw new Error(`no node of the event store takes user ${user.name}: ${refused.join(', ')}`);
}

const isOk = (status: number | string): boolean => typeof status === 'number' && status >= OK && status < REDIRECTS;

/** The answer's status, or what went wrong. */
function post({ admin, ca }: StoreNodes, node: string, path: string, body: object): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(
      `https://${node}${path}`,
      {
        method: 'POST',
        auth: `${admin.name}:${admin.password}`,
        headers: { 'content-type': 'application/json' },
        timeout: ANSWER_MS_MAX,
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          resolve(answer.statusCode ?? 0);
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', (error) => {
      resolve(error.message);
    });
    asked.end(JSON.stringify(body));
  });
}
