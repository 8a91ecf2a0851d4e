import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownIssuer } from '#access';
import { issueToken, writeToken } from './issue-token.js';

describe('a token issued for whoever runs the hub to hand out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hvb-token-'));
  const environment = { HVB_ACCESS_DIR: join(folder, 'access') };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is one that the hub over the same folder knows, of the party or the role named', async () => {
    const { verifier } = await ownIssuer(environment.HVB_ACCESS_DIR);
    expect(await verifier.verify(await issueToken('region-20', 30, environment))).toMatchObject({
      kind: 'party',
      party: 'region-20',
    });
    expect(await verifier.verify(await issueToken('operator', 30, environment))).toMatchObject({ kind: 'operator' });
  });

  it('is not issued to what is no party and no role, nor without a folder', async () => {
    await expect(issueToken('någon', 30, environment)).rejects.toThrow(/någon/);
    await expect(issueToken('operator', 30, {})).rejects.toThrow(/HVB_ACCESS_DIR/);
  });

  it('is written whole, for owner and group alone', () => {
    const path = join(folder, 'token');
    writeToken(path, 'ett');
    writeToken(path, 'två');
    expect(readFileSync(path, 'utf8')).toBe('två');
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });
});
