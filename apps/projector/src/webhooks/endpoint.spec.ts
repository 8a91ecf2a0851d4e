import { isPublicAddress, NOTHING_MORE, readEndpoint } from './endpoint.js';

describe('where a webhook may go (B16)', () => {
  it('is an https URL on port 443, by name or by a public address, with path and query', () => {
    expect(readEndpoint('https://Mottagare.example/hvb?x=1', NOTHING_MORE)).toEqual({
      ...{ scheme: 'https', host: 'mottagare.example', port: 443, authority: 'mottagare.example', path: '/hvb?x=1' },
    });
    expect(readEndpoint('https://8.8.8.8', NOTHING_MORE)).toMatchObject({ host: '8.8.8.8', path: '/' });
    expect(readEndpoint('https://[2606:4700::1111]:443/', NOTHING_MORE)).toMatchObject({
      ...{ host: '2606:4700::1111', port: 443, authority: '[2606:4700::1111]' },
    });
  });

  it('is on another port only where the installation allows that', () => {
    expect(readEndpoint('https://mottagare.example:8443/', NOTHING_MORE)).toBe('portNotAllowed');
    expect(readEndpoint('https://mottagare.example:8443/', { ports: [8443], places: [] })).toMatchObject({
      port: 8443,
    });
    expect(readEndpoint('https://mottagare.example:8444/', { ports: [8443], places: [] })).toBe('portNotAllowed');
    expect(readEndpoint('https://127.0.0.1:8443/', { ports: [8443], places: [] })).toBe('addressNotAllowed');
  });

  it('is plain http only at a place that is named with its port', () => {
    const allowed = { ports: [], places: ['127.0.0.1:8080', '[::1]:80'] };
    expect(readEndpoint('http://127.0.0.1:8080/a', allowed)).toEqual({
      ...{ scheme: 'http', host: '127.0.0.1', port: 8080, authority: '127.0.0.1:8080', path: '/a' },
    });
    expect(readEndpoint('http://[::1]/', allowed)).toMatchObject({ scheme: 'http', host: '::1', port: 80 });
    expect(readEndpoint('https://127.0.0.1:8080/a', allowed)).toMatchObject({ scheme: 'https' });
    expect(readEndpoint('http://127.0.0.1:8081/', allowed)).toBe('notHttps');
    expect(readEndpoint('https://127.0.0.1:8081/', allowed)).toBe('portNotAllowed');
    expect(readEndpoint('http://127.0.0.2:8080/', allowed)).toBe('notHttps');
    expect(readEndpoint('http://mottagare.example/', NOTHING_MORE)).toBe('notHttps');
  });

  it('is at most 2 048 characters', () => {
    const of = (length: number) => `https://mottagare.example/${'a'.repeat(length - 26)}`;
    expect([of(2_048).length, readEndpoint(of(2_048), NOTHING_MORE)]).toEqual([
      2_048,
      expect.objectContaining({ scheme: 'https' }),
    ]);
    expect(readEndpoint(of(2_049), NOTHING_MORE)).toBe('notAUrl');
  });

  it.each([
    ['0.255.255.255', '1.0.0.0'],
    ['10.0.0.0', '9.255.255.255'],
    ['10.255.255.255', '11.0.0.0'],
    ['100.64.0.0', '100.63.255.255'],
    ['100.127.255.255', '100.128.0.0'],
    ['127.255.255.255', '128.0.0.0'],
    ['169.254.0.0', '169.253.255.255'],
    ['169.254.255.255', '169.255.0.0'],
    ['172.16.0.0', '172.15.255.255'],
    ['172.31.255.255', '172.32.0.0'],
    ['192.0.0.255', '192.0.1.0'],
    ['192.0.2.0', '192.0.3.0'],
    ['192.31.196.0', '192.31.195.255'],
    ['192.52.193.255', '192.52.194.0'],
    ['192.88.99.1', '192.88.98.255'],
    ['192.168.0.0', '192.167.255.255'],
    ['192.168.255.255', '192.169.0.0'],
    ['192.175.48.1', '192.175.49.0'],
    ['198.18.0.0', '198.17.255.255'],
    ['198.19.255.255', '198.20.0.0'],
    ['198.51.100.9', '198.51.101.0'],
    ['203.0.113.255', '203.0.114.0'],
    ['224.0.0.0', '223.255.255.255'],
    ['255.255.255.255', '223.0.0.1'],
    ['1fff::1', '2000::1'],
    ['4000::', '3ffe:ffff::1'],
    ['2001:1ff:ffff::1', '2001:200::1'],
    ['2001:db8::1', '2001:db7::1'],
    ['2002:7f00:1::', '2003::1'],
    ['2620:4f:8000::1', '2620:4f:8001::1'],
    ['3fff::1', '3fff:1000::1'],
  ])('closes %s, and not %s beside it', (closed, open) => {
    expect([isPublicAddress(closed), isPublicAddress(open)]).toEqual([false, true]);
  });

  it.each(['', 'mottagare.example', '1.2.3', '2606:4700::1111%eth0', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'takes %s for no address of the public internet',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});
