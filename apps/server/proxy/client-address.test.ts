import { describe, expect, test } from 'bun:test';
import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { type CallerOptions, createCallerOf } from './client-address.ts';
import { elementsFromRight, parseForwardedElement, parseNode } from './forwarded.ts';
import { addressMatcher, canonicalAddress, limitKey } from './ip-address.ts';

const proxied = (header: CallerOptions['proxyHeader'], ...trustedProxies: string[]) =>
  createCallerOf({ trustedProxies, proxyHeader: header, scheme: 'http' });
const ip = fc.oneof(fc.ipV4(), fc.ipV6());
/** What can stand in a header line (RFC 9110 §5.5). */
const headerText = fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]{0,60}$/);
const forwarded = (value: string) => new Headers({ forwarded: value });
const xForwarded = (value: string, proto = '') => new Headers({ 'x-forwarded-for': value, 'x-forwarded-proto': proto });

describe('the address of the caller', () => {
  test('is the socket’s where no proxy is trusted, whatever the headers say (S062, S123)', () => {
    const callerOf = proxied('x-forwarded');
    fc.assert(
      fc.property(ip, headerText, headerText, (peer, a, b) => {
        const headers = new Headers({ 'x-forwarded-for': a, forwarded: b, 'x-forwarded-proto': 'https' });
        expect(callerOf(peer, headers)).toEqual({ address: canonicalAddress(peer) ?? '', scheme: 'http' });
      }),
    );
  });

  test('is the socket’s where the peer is not a trusted proxy (S062, S123)', () => {
    const headers = new Headers({ 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1;proto=https' });
    for (const header of ['forwarded', 'x-forwarded'] as const)
      expect(proxied(header, '10.0.0.0/8')('198.51.100.7', headers)).toEqual({
        address: '198.51.100.7',
        scheme: 'http',
      });
  });

  test('is what the trusted proxy appended, whatever the caller wrote before it', () => {
    fc.assert(
      fc.property(headerText, ip, (spoofed, real) => {
        const address = canonicalAddress(real) ?? '';
        fc.pre(!address.startsWith('10.'));
        const node = real.includes(':') ? `"[${real}]:4711"` : real;
        expect(
          proxied('forwarded', '10.0.0.0/8')('10.0.0.1', forwarded(`${spoofed}, for=${node};proto=https`)),
        ).toEqual({
          address,
          scheme: 'https',
        });
        const headers = xForwarded(`${spoofed}, ${real}`, 'https');
        expect(proxied('x-forwarded', '10.0.0.0/8')('10.0.0.1', headers)).toEqual({ address, scheme: 'https' });
      }),
      { numRuns: 1000 },
    );
  });

  test('is the right-most that is no trusted proxy itself', () => {
    const callerOf = proxied('x-forwarded', '10.0.0.0/8', '2001:db8:1::/48');
    const headers = xForwarded('6.6.6.6, 192.0.2.1, 10.1.1.1, 2001:DB8:1:0::5', 'http, https, http, http');
    expect(callerOf('::ffff:10.0.0.1', headers)).toEqual({ address: '192.0.2.1', scheme: 'https' });
    expect(callerOf('10.0.0.1', xForwarded('10.1.1.1'))).toEqual({ address: '10.1.1.1', scheme: 'http' });
  });

  test('comes from the configured header alone', () => {
    const headers = new Headers({ forwarded: 'for=192.0.2.1', 'x-forwarded-for': '192.0.2.2' });
    expect(proxied('forwarded', '::1/128')('::1', headers).address).toBe('192.0.2.1');
    expect(proxied('x-forwarded', '::1/128')('::1', headers).address).toBe('192.0.2.2');
  });

  test('is the last that is known where a proxy does not tell', () => {
    const callerOf = proxied('forwarded', '10.0.0.0/8');
    for (const value of ['', 'for=unknown', 'for=192.0.2.1, proto=https', 'for=192.0.2.1, for=1.2.3', 'for="192.0.2.1'])
      expect(callerOf('10.0.0.1', forwarded(value)).address).toBe('10.0.0.1');
    expect(callerOf('10.0.0.1', forwarded('for=192.0.2.1, for=_hidden')).address).toBe('_hidden');
  });

  test('several lines of the header are one list', () => {
    const headers = new Headers();
    headers.append('forwarded', 'for=6.6.6.6');
    headers.append('forwarded', 'for=192.0.2.1');
    expect(proxied('forwarded', '10.0.0.0/8')('10.0.0.1', headers).address).toBe('192.0.2.1');
  });

  test('never throws and is never empty', () => {
    fc.assert(
      fc.property(
        headerText,
        headerText,
        fc.constantFrom('forwarded' as const, 'x-forwarded' as const),
        (a, b, header) => {
          const headers = new Headers({ forwarded: a, 'x-forwarded-for': a, 'x-forwarded-proto': b });
          const { address } = proxied(header, '0.0.0.0/0', '::/0')('10.0.0.1', headers);
          expect(isIP(address) > 0 || /^_[\w.-]+$/.test(address)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('Forwarded (RFC 7239 §4)', () => {
  test('reads the examples of the specification', () => {
    const pairs = (text: string) => Object.fromEntries(parseForwardedElement(text) ?? [['error', 'malformed']]);
    expect(pairs('for="_gazonk"')).toEqual({ for: '_gazonk' });
    expect(pairs('For="[2001:db8:cafe::17]:4711"')).toEqual({ for: '[2001:db8:cafe::17]:4711' });
    expect(pairs('for=192.0.2.60;proto=http;by=203.0.113.43')).toEqual({
      for: '192.0.2.60',
      proto: 'http',
      by: '203.0.113.43',
    });
    expect([...elementsFromRight('for=192.0.2.43, for=198.51.100.17')]).toEqual([
      'for=198.51.100.17',
      'for=192.0.2.43',
    ]);
  });

  test('a quoted text may hold separators and escaped quotes', () => {
    const element = 'for="_a";host="x, y; \\"z\\\\"';
    expect([...elementsFromRight(`for=a, ${element}`)]).toEqual([element, 'for=a']);
    expect(parseForwardedElement(element)?.get('host')).toBe('x, y; "z\\');
  });

  test('any quoted text survives the round trip', () => {
    fc.assert(
      fc.property(headerText, headerText, (host, before) => {
        const element = `host="${host.replace(/["\\]/g, '\\$&')}";for=_x`;
        const [last] = elementsFromRight(`${before}, ${element}`);
        expect(last).toBe(element);
        expect(parseForwardedElement(element)?.get('host')).toBe(host);
      }),
      { numRuns: 1000 },
    );
  });

  test('what breaks the grammar is not guessed at', () => {
    for (const text of ['for', 'for=', '=x', 'for=a;for=b', 'for=a;', 'for="a', 'for=a b', 'for = a', 'for=[::1]'])
      expect(parseForwardedElement(text)).toBeUndefined();
  });

  test('nodes are addresses with or without a port, or obfuscated', () => {
    expect(parseNode('192.0.2.1:80')).toBe('192.0.2.1');
    expect(parseNode('[2001:DB8::1]:_p')).toBe('2001:db8::1');
    expect(parseNode('[::ffff:192.0.2.1]')).toBe('192.0.2.1');
    expect(parseNode('_secret.1:8')).toBe('_secret.1');
    for (const text of ['unknown', '', 'host.example', '1.2.3.4.5', '[host]', '1.2.3.4:port', '_', '_a b', '[::1'])
      expect(parseNode(text)).toBeUndefined();
  });
});

describe('addresses', () => {
  test('every spelling of an address is one', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = canonicalAddress(address) ?? '';
        expect(canonicalAddress(canonical)).toBe(canonical);
        expect(canonicalAddress(address.toUpperCase())).toBe(canonical);
      }),
    );
    expect(canonicalAddress('fe80::1%eth0')).toBe('fe80::1');
    expect(canonicalAddress('::FFFF:7f00:1')).toBe('127.0.0.1');
    expect(canonicalAddress('01.2.3.4')).toBeUndefined();
  });

  test('a block holds what BlockList says it holds', () => {
    fc.assert(
      fc.property(ip, fc.nat(128), ip, (block, length, address) => {
        const canonical = canonicalAddress(address) ?? '';
        // Over families BlockList goes by mapped addresses, so that ::/0 would hold all of IPv4.
        fc.pre(
          block.includes(':') === canonical.includes(':') &&
            canonicalAddress(block)?.includes(':') === block.includes(':'),
        );
        const family = block.includes(':') ? 'ipv6' : 'ipv4';
        const prefix = family === 'ipv4' ? length % 33 : length;
        const list = new BlockList();
        list.addSubnet(block, prefix, family);
        const expected = list.check(canonical, canonical.includes(':') ? 'ipv6' : 'ipv4');
        expect(addressMatcher([`${block}/${prefix}`])(canonical)).toBe(expected);
      }),
    );
    expect(addressMatcher(['::ffff:10.0.0.0/104'])('10.9.9.9')).toBe(true);
    expect(addressMatcher(['::/0'])('10.9.9.9')).toBe(false);
  });

  test('IPv4 is counted by itself, IPv6 by its /64', () => {
    expect(limitKey('192.0.2.1')).toBe('192.0.2.1');
    expect(limitKey('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(limitKey('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(limitKey('::1')).toBe('0:0:0:0::/64');
    expect(limitKey('_hidden')).toBe('_hidden');
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 12, maxLength: 12 }), (groups) => {
        const [network, one, other] = [groups.slice(0, 4), groups.slice(4, 8), groups.slice(8)];
        fc.pre(network.some((value) => value !== '0'));
        const key = limitKey([...network, ...one].join(':'));
        expect(key).toBe(`${network.join(':')}::/64`);
        expect(limitKey([...network, ...other].join(':'))).toBe(key);
      }),
    );
  });
});
