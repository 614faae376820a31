const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** Request heads and bodies as no honest client sends them. `smuggled` is what an attacker wants to be taken for a request. */
export const malformedRequests = (host: string, smuggled: string): Readonly<Record<string, string>> => {
  const post = (lines: string, body: string): string =>
    `POST /api/v1/oauth/token HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n${lines}\r\n${body}`;
  const get = (lines: string): string => `GET /livez HTTP/1.1\r\nHost: ${host}\r\n${lines}\r\n`;
  const chunked = (body: string): string => post('Transfer-Encoding: chunked\r\n', body);
  const lastChunk = `0\r\n\r\n${smuggled}`;

  return {
    // Two ways of measuring one body (RFC 9112 §6.1, §6.3)
    'a length and chunks': post('Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', lastChunk),
    'chunks and a length': post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `1\r\nx\r\n${lastChunk}`),
    'two lengths': post(`Content-Length: 3\r\nContent-Length: ${3 + smuggled.length}\r\n`, `abc${smuggled}`),
    'the same length twice': post('Content-Length: 3\r\nContent-Length: 3\r\n', 'a=b'),
    'a list of lengths': post('Content-Length: 3, 3\r\n', 'a=b'),
    'a negative length': post('Content-Length: -1\r\n', smuggled),
    'a length with a sign': post('Content-Length: +3\r\n', `abc${smuggled}`),
    'a hexadecimal length': post('Content-Length: 0x3\r\n', `abc${smuggled}`),
    'a length with a space': post('Content-Length: 3 0\r\n', `abc${smuggled}`),
    'an empty length': post('Content-Length: \r\n', smuggled),
    'a length past 64 bits': post('Content-Length: 18446744073709551619\r\n', `abc${smuggled}`),
    'a length with many digits': post(`Content-Length: ${'9'.repeat(300)}\r\n`, smuggled),
    'a space before the colon of the coding': post('Transfer-Encoding : chunked\r\n', lastChunk),
    'a space before the colon of the length': post(`Content-Length : ${smuggled.length}\r\n`, smuggled),
    'a length, and a coding with a space': post('Content-Length: 5\r\nTransfer-Encoding : chunked\r\n', lastChunk),
    'an unknown coding': post('Transfer-Encoding: xchunked\r\n', lastChunk),
    'a coding behind a vertical tab': post('Transfer-Encoding: \x0bchunked\r\n', lastChunk),
    'a coding on a folded line': post('Transfer-Encoding:\r\n chunked\r\n', lastChunk),
    'two codings': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', lastChunk),
    'chunks that are not last': post('Transfer-Encoding: chunked, gzip\r\n', lastChunk),
    'chunks in HTTP/1.0': chunked(lastChunk).replace('HTTP/1.1', 'HTTP/1.0'),

    // Chunks (RFC 9112 §7.1)
    'a negative chunk': chunked(`-3\r\nabc\r\n${lastChunk}`),
    'a chunk past 64 bits': chunked(`10000000000000003\r\nabc\r\n${lastChunk}`),
    'an endless chunk': chunked(`FFFFFFFFFFFFFFFF\r\nabc${smuggled}`),
    'a chunk with a prefix': chunked(`0x3\r\nabc\r\n${lastChunk}`),
    'a chunk without its end': chunked(`3\r\nabcXX${lastChunk}`),
    'chunks with bare line feeds': chunked(`3\nabc\n0\n\n${smuggled}`),
    'a chunk extension with a bare line feed': chunked(`3;a\n${smuggled.length}\r\nabc\r\n${lastChunk}`),
    'trailer fields': chunked(`0\r\n${smuggled}`),

    // Lines (RFC 9112 §2.2, §5.1, §5.2)
    'bare line feeds': post(`Content-Length: 3\r\n`, `abc${smuggled}`).replaceAll('\r\n', '\n'),
    'a bare line feed between fields': post('X: 1\nContent-Length: 3\r\n', `abc${smuggled}`),
    'a bare line feed at the end of the head': get('X: 1\n\n').replace(/\r\n$/, smuggled),
    'a bare carriage return': get(`X: 1\rContent-Length: ${smuggled.length}\r\n`) + smuggled,
    'a folded line': post('X: a\r\n b\r\nContent-Length: 3\r\n', `abc${smuggled}`),
    'a folded length': post('X: a\r\n Content-Length: 3\r\n', `abc${smuggled}`),
    'a NUL in a value': get('X: a\0b\r\n'),
    'a NUL in a name': get('X\0: a\r\n'),
    'an empty name': get(': a\r\n'),
    'a name that is none': get('X(: a\r\n'),
    'a line without a colon': get('nonsense\r\n'),
    'no host': 'GET /livez HTTP/1.1\r\n\r\n',

    // Sizes (design D6)
    'a header of 20 KB': get(`X: ${'a'.repeat(20_000)}\r\n`),
    'a header of 1 MB': get(`X: ${'a'.repeat(1_000_000)}\r\n`),
    'a name of 20 KB': get(`${'X'.repeat(20_000)}: a\r\n`),
    '500 headers': get(repeat(500, (index) => `X-${index}: 1\r\n`)),
    'a URI of 20 KB': get('').replace('/livez', `/${'a'.repeat(20_000)}`),
    'a query of 20 KB': get('').replace('/livez', `/livez?${'a'.repeat(20_000)}`),
    'a method of 20 KB': get('').replace('GET', 'G'.repeat(20_000)),

    // Request lines (RFC 9112 §3)
    'an unknown version': get('').replace('HTTP/1.1', 'HTTP/9.9'),
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a method that is none': get('').replace('GET', 'G@T'),
    'an unknown method': get('').replace('GET', 'NONSENSE'),
    'a target without a slash': get('').replace('/livez', 'livez'),
    'two targets': get('').replace('/livez', '/livez /readyz'),
    'TLS on a plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'an empty line and nonsense': '\r\nnonsense\r\n\r\n',
  };
};
