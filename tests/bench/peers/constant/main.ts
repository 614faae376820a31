// The floor: Bun.serve with a fetch handler that answers one constant JSON of the given size to everything.
const [port = '0', bytes = '0'] = Bun.argv.slice(2);
const frame = JSON.stringify({ constant: '' });
const body = JSON.stringify({ constant: 'x'.repeat(Math.max(0, Number(bytes) - frame.length)) });
const headers = { 'content-type': 'application/json' };

Bun.serve({
  hostname: '127.0.0.1',
  port: Number(port),
  fetch: () => new Response(body, { headers }),
});
