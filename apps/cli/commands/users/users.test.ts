import { describe, expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

const GOOD = 'correct horse battery staple';
const MADE = /^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/;

describe('cardea users, without a server (parity: cardea users)', () => {
  test('add makes a password, shows it once, and answers in JSON', async () => {
    using cli = await commandLine();
    const added = await cli.json([
      ...['users', 'add', '--username', 'alice', '--email', 'alice@people.example', '--email-verified'],
      ...['--name', 'Alice Liddell', '--claim', 'locale=en-GB', '--claim', 'address.locality=St. Gallen'],
    ]);
    expect(added).toEqual({
      id: expect.stringMatching(/^u_[0-9A-Za-z]{22}$/),
      username: 'alice',
      email: 'alice@people.example',
      email_verified: true,
      state: 'active',
      has_password: true,
      password_changed_at: expect.any(Number),
      claims: { name: 'Alice Liddell', locale: 'en-GB', address: { locality: 'St. Gallen' } },
      created_at: expect.any(Number),
      updated_at: expect.any(Number),
      version: 1,
      password: expect.stringMatching(MADE),
    });
    for (const words of [
      ['users', 'ls'],
      ['users', 'show', 'alice'],
      ['users', 'ls', '--json'],
    ]) {
      const later = await cli.type(words);
      expect(later).toMatchObject({ exitCode: 0, stderr: '' });
      expect(later.stdout).toContain('alice@people.example');
      expect(later.stdout).not.toMatch(/argon2|([a-km-np-z2-9]{5}-){3}/);
    }
  });

  test('add tells people the password on standard output, with a warning beside it', async () => {
    using cli = await commandLine();
    const { stdout, stderr } = await cli.type(['users', 'add', '--username', 'alice']);
    expect(stdout).toMatch(/password {2}([a-km-np-z2-9]{5}-){3}/);
    expect(stderr).toContain('only time the password is shown');
  });

  test('a password comes from standard input without its newline, and is shown nowhere', async () => {
    using cli = await commandLine();
    const words = ['users', 'add', '--username', 'alice', '--password-stdin'];
    const weak = await cli.type([...words, '--json'], { stdin: 'password123\n' });
    expect(weak).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(weak.stderr)).toMatchObject({
      error: 'account.password_refused',
      field: 'password',
      mend: expect.stringContaining('four words'),
    });
    expect(weak.stderr).not.toContain('password123');
    const added = await cli.type([...words, '--json'], { stdin: `${GOOD}\r\n` });
    expect(added.exitCode).toBe(0);
    expect(added.stdout + added.stderr).not.toContain(GOOD);
    expect(JSON.parse(added.stdout)).not.toHaveProperty('password');
  });

  test('mod changes what is named, takes away what has no value, and finds people by any of their names', async () => {
    using cli = await commandLine();
    const words = ['users', 'add', '--username', 'alice', '--email', 'a@people.example', '--no-password'];
    const { id } = await cli.json([...words, '--claim', 'address.country=CH', '--claim', 'nickname=Al']);
    const changed = await cli.json([
      ...['users', 'mod', 'A@People.example', '--username', 'Alicia', '--email-verified', '--name', 'A B'],
      ...['--claim', 'nickname=', '--claim', 'address.locality=Bern', '--claim', 'phone_number=+41441234567'],
      ...['--claim', 'phone_number_verified=true'],
    ]);
    expect(changed).toMatchObject({
      id,
      username: 'Alicia',
      email_verified: true,
      has_password: false,
      claims: {
        name: 'A B',
        phone_number: '+41441234567',
        phone_number_verified: true,
        address: { country: 'CH', locality: 'Bern' },
      },
      version: 2,
    });
    expect(changed.claims).not.toHaveProperty('nickname');
    const cleared = await cli.json([
      ...['users', 'mod', 'alicia', '--email', 'none', '--claim', 'address.country=', '--claim', 'address.locality='],
    ]);
    expect(cleared).not.toHaveProperty('email');
    expect(cleared.claims).not.toHaveProperty('address');
    expect((await cli.type(['users', 'mod', String(id), '--name', 'A B'])).stderr).toContain('like this already');
  });

  test('lock, disable and enable', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'alice', '--disable']);
    expect(await cli.json(['users', 'show', 'alice'])).toMatchObject({ state: 'disabled' });
    expect(await cli.json(['users', 'mod', 'alice', '--enable'])).toMatchObject({ state: 'active' });
    expect(await cli.json(['users', 'mod', 'alice', '--lock'])).toMatchObject({ state: 'locked' });
  });

  test('passwd asks twice at a terminal, reads standard input, or makes one', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'alice']);
    const passwd = ['users', 'passwd', 'alice'];
    const asked = await cli.type(passwd, { secrets: [GOOD, GOOD] });
    expect(asked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(asked.stdout).not.toContain(GOOD);
    const slipped = await cli.type(passwd, { secrets: [GOOD, 'something else'] });
    expect(slipped).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not the same') });
    expect((await cli.type(passwd)).exitCode).toBe(2);
    expect((await cli.type([...passwd, '--password-stdin'], { stdin: `${GOOD} 2\n` })).exitCode).toBe(0);
    expect(await cli.json([...passwd, '--generate'])).toMatchObject({
      version: 4,
      password: expect.stringMatching(MADE),
    });
    expect((await cli.type(['users', 'passwd', 'nobody', '--generate'])).exitCode).toBe(1);
  });

  test('rm asks at a terminal, wants --yes elsewhere, and removes once', async () => {
    using cli = await commandLine();
    const { id } = await cli.json(['users', 'add', '--username', 'alice']);
    expect((await cli.type(['users', 'rm', 'alice'])).exitCode).toBe(2);
    expect((await cli.type(['users', 'rm', 'alice'], { answer: false })).exitCode).toBe(1);
    expect(await cli.json(['users', 'rm', 'alice', '--yes'])).toEqual({ id, removed: true });
    const gone = await cli.type(['users', 'rm', 'alice', '--yes', '--json']);
    expect(JSON.parse(gone.stderr)).toMatchObject({ error: 'account.not_found' });
  });

  test.each([
    [['users', 'add'], '--username is needed'],
    [['users', 'add', '--username', 'a', '--claim', 'sub=x'], 'with a name that is known'],
    [['users', 'add', '--username', 'a', '--claim', 'nickname'], 'with a name that is known'],
    [['users', 'add', '--username', 'a', '--claim', 'phone_number_verified=yes'], 'neither true nor false'],
    [['users', 'add', '--username', 'a', '--password-stdin', '--no-password'], 'exclude each other'],
    [['users', 'mod', 'alice'], 'nothing is to be changed'],
    [['users', 'mod', 'alice', '--lock', '--enable'], 'exclude each other'],
    [['users', 'mod', 'alice', '--email-verified', '--email-unverified'], 'exclude each other'],
    [['users', 'passwd', 'alice', '--generate', '--password-stdin'], 'exclude each other'],
  ])('%j is a usage error and exit code 2', async (words, message) => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'alice', '--no-password']);
    const { exitCode, stdout, stderr } = await cli.type(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
