import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { isPublicAddress } from './public-address.ts';

const refused: readonly (readonly [string, ...string[]])[] = [
  ['this network', '0.0.0.0', '0.1.2.3'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['private use (RFC 1918)', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ['carrier-grade NAT (RFC 6598)', '100.64.0.1', '100.127.255.255'],
  ['link local', '169.254.0.1', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  ['metadata of clouds', '169.254.169.254', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'],
  ['protocol assignments', '192.0.0.1', '192.0.0.255', '192.88.99.1', '2001::1', '2001:1ff:ffff::1'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  ['benchmarks', '198.18.0.1', '198.19.255.255', '2001:2::1'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  ['reserved', '240.0.0.1', '255.255.255.255', '4000::1', 'e000::1'],
  ['unspecified', '::'],
  ['unique local', 'fc00::1', 'fdff::1'],
  ['site local', 'fec0::1'],
  ['discard', '100::1', '100:0:0:1::1'],
  ['segment routing', '5f00::1'],
  ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:10.0.0.1'],
  ['IPv4-compatible', '::127.0.0.1', '::8.8.8.8'],
  ['IPv4-translated', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '64:ff9b:1::808:808'],
  ['6to4', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:808:808::1'],
  [
    'no address',
    '',
    'localhost',
    '1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '08.8.8.8',
    '8.8.8.8 ',
    '[::1]',
  ],
];

describe('S081: addresses', () => {
  test.each(refused)('%s is not public', (_, ...addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('every way to write an IPv4 address inside an IPv6 one is judged like the address itself, or refused', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const plain = `${a}.${b}.${c}.${d}`;
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const form of [`::ffff:${plain}`, `::ffff:${hex}`, `0:0:0:0:0:FFFF:${hex}`, `64:ff9b::${hex}`]) {
          expect(isPublicAddress(form)).toBe(isPublicAddress(plain));
        }
        for (const form of [`::${plain}`, `::ffff:0:${hex}`, `64:ff9b:1::${hex}`, `2002:${hex}::1`]) {
          expect(isPublicAddress(form)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('any text is judged without a throw', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'));
  });
});
