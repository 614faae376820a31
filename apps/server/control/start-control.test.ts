import { describe, expect, test } from 'bun:test';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ADMIN_PATH, SystemError, type SystemServices } from '@cardea/admin';
import type { Actor, Management } from '@cardea/core';
import { temporaryFolder } from '@cardea/testkit';
import { controlSocketOf } from './control-socket.ts';
import { localUser, OPERATOR_HEADER, operatorActor } from './operator.ts';
import { type Control, ControlSocketError, startControl } from './start-control.ts';

const nowhere = () => Promise.reject(new Error('not asked in these tests'));

/** Remembers who removed a client; nothing else is asked of it here. */
const managementFor = (actors: Actor[]): Management => ({
  clients: {
    add: nowhere,
    list: nowhere,
    show: nowhere,
    changeable: nowhere,
    modify: nowhere,
    resetSecret: nowhere,
    dropOldSecrets: nowhere,
    remove: async (_id, actor) => void actors.push(actor),
  },
  resources: { add: nowhere, list: nowhere, show: nowhere, modify: nowhere, remove: nowhere },
  scopes: { add: nowhere, list: nowhere, modify: nowhere, remove: nowhere },
  tokens: { create: nowhere, list: nowhere, show: nowhere, revoke: nowhere, revokeAll: nowhere },
  accounts: {
    add: nowhere,
    list: nowhere,
    show: nowhere,
    modify: nowhere,
    setPassword: nowhere,
    passwordLink: nowhere,
    remove: nowhere,
  },
  registrationTokens: { add: nowhere, list: nowhere, remove: nowhere },
  appPasswords: { add: nowhere, list: nowhere, remove: nowhere, removeAll: nowhere },
  audit: { search: nowhere, listAfter: nowhere, verify: nowhere },
  sessions: { list: nowhere, end: nowhere, endAll: nowhere },
  grants: { list: nowhere, revoke: nowhere },
  explain: { get: nowhere, recent: nowhere, simulate: { token: nowhere, authorize: nowhere } },
  settings: { list: nowhere, get: nowhere, set: nowhere, reset: nowhere },
  outbox: { list: nowhere, show: nowhere, retry: nowhere, drop: nowhere },
  idempotency: { begin: nowhere },
  stats: { figures: nowhere, series: nowhere, attention: nowhere },
  keys: { list: nowhere, rotate: nowhere, retire: nowhere },
  identityProviders: {
    add: nowhere,
    list: nowhere,
    show: nowhere,
    modify: nowhere,
    remove: nowhere,
    test: nowhere,
  },
  trustedIssuers: { add: nowhere, list: nowhere, show: nowhere, modify: nowhere, remove: nowhere },
  branding: { show: nowhere, listClients: nowhere, modify: nowhere, reset: nowhere },
  identityLinks: { list: nowhere, remove: nowhere },
  setUp: { link: nowhere, owner: nowhere },
  factors: { list: nowhere, remove: nowhere },
});

const system: SystemServices = {
  status: () => ({
    version: '1',
    issuer: 'https://a.example',
    mode: 'production',
    pid: 1,
    startedAt: 1,
    database: 'x',
  }),
  diagnose: async () => [],
  backup: async (file) => new SystemError('backup.file_exists', file),
};

const start = (socket: string, actors: Actor[] = [], faults: unknown[] = []): Control =>
  startControl({
    socket,
    system,
    now: () => 0,
    management: managementFor(actors),
    onFault: (error) => faults.push(error),
  });

const ask = (socket: string, procedure: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://x${ADMIN_PATH}/${procedure}`, {
    unix: socket,
    method: 'POST',
    body: '{"id":"a"}',
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('the control socket', () => {
  test('is for its owner alone, answers, and is gone after the stop', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const control = start(socket);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect((await ask(socket, 'clients.remove')).status).toBe(200);
    await control.stop();
    expect(existsSync(socket)).toBe(false);
  });

  test('stops at once, whoever holds a connection without having asked for anything', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const control = start(socket);
    const connections = [connect(socket), connect(socket)];
    connections[1]?.write('POST ');
    await Promise.all(connections.map((connection) => once(connection, 'connect')));
    expect((await ask(socket, 'clients.remove')).status).toBe(200);
    const stopped = control.stop().then(() => 'stopped');
    expect(await Promise.race([stopped, Bun.sleep(5_000).then(() => 'waits')])).toBe('stopped');
    for (const connection of connections) connection.destroy();
  });

  test('finishes what is under way, and breaks it off where that takes too long', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const removals: PromiseWithResolvers<undefined>[] = [];
    const remove = () => {
      const removal = Promise.withResolvers<undefined>();
      removals.push(removal);
      return removal.promise;
    };
    const idle = managementFor([]);
    const management = { ...idle, clients: { ...idle.clients, remove } };
    const control = startControl({ socket, system, now: () => 0, management, onFault: () => undefined });
    const answers = [ask(socket, 'clients.remove'), ask(socket, 'clients.remove')];
    const [finished, broken] = answers.map((answer) => answer.then(({ status }) => status).catch(() => 'broken off'));
    while (removals.length < 2) await Bun.sleep(5);
    const stopped = control.stop();
    removals[0]?.resolve(undefined);
    expect(await Promise.race([finished, broken])).toBe(200);
    control.cut();
    expect(new Set(await Promise.all([finished, broken]))).toEqual(new Set([200, 'broken off']));
    await stopped;
    expect(existsSync(socket)).toBe(false);
  });

  test('takes the place of a socket whose process was killed', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const dead = Bun.spawn([
      process.execPath,
      '-e',
      `Bun.serve({ unix: ${JSON.stringify(socket)}, fetch: () => new Response() }); console.log('up')`,
    ]);
    await dead.stdout.getReader().read();
    dead.kill('SIGKILL');
    await dead.exited;
    expect(existsSync(socket)).toBe(true);
    const control = start(socket);
    expect((await ask(socket, 'clients.remove')).status).toBe(200);
    await control.stop();
  });

  test('never removes what is no socket', () => {
    using folder = temporaryFolder();
    const socket = join(folder.path, 'cardea.sock');
    writeFileSync(socket, 'precious');
    expect(() => start(socket)).toThrow(ControlSocketError);
    expect(readFileSync(socket, 'utf8')).toBe('precious');
  });

  test('says so where its path is too long', () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(join(folder.path, 'x'.repeat(100)));
    expect(() => start(socket)).toThrow(/too long for a socket \(\d+ bytes, at most 103\)/);
  });

  test('leaves the mask of the process for other files as it was', async () => {
    using folder = temporaryFolder();
    const before = process.umask();
    const control = start(controlSocketOf(folder.path));
    expect(process.umask()).toBe(before);
    await control.stop();
  });

  test('names the operator as the command line says, and the local user where it says nothing sensible', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const actors: Actor[] = [];
    const control = start(socket, actors);
    await ask(socket, 'clients.remove', { [OPERATOR_HEADER]: 'ada' });
    await ask(socket, 'clients.remove', { [OPERATOR_HEADER]: 'x'.repeat(65) });
    await ask(socket, 'clients.remove');
    await control.stop();
    expect(actors).toEqual(['ada', localUser(), localUser()].map((id) => ({ kind: 'operator', id })));
    expect(operatorActor('a b').id).toBe(localUser());
  });

  test('keeps a defect to the log', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const faults: unknown[] = [];
    const control = start(socket, [], faults);
    const response = await ask(socket, 'clients.dropOldSecrets');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('not asked');
    expect(faults).toHaveLength(1);
    await control.stop();
  });

  test('refuses a body that is too large without reading it all', async () => {
    using folder = temporaryFolder();
    const socket = controlSocketOf(folder.path);
    const control = start(socket);
    const response = await fetch(`http://x${ADMIN_PATH}/clients.remove`, {
      unix: socket,
      method: 'POST',
      body: new Uint8Array(2 * 1024 * 1024),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(413);
    await control.stop();
  });
});
