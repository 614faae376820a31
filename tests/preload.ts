// Loaded before every test file (bunfig.toml). Tests never read the developer's own Cardea settings.
for (const name of Object.keys(process.env)) if (name.startsWith('CARDEA_')) delete process.env[name];
