// Loaded before every test file (bunfig.toml). Tests, and what they start, never see the developer's own settings, and
// reach loopback without anybody's proxy.
const FOREIGN = /^(CARDEA_|OTEL_)|^(https?|all)_proxy$/i;
for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
process.env.NODE_ENV = 'test';
