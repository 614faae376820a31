import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { protect, protectedResourceMetadata } from '@cardea/resource';
import { type OAuthClientProvider, UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { answerOf, browserAtConsent, submitConsent } from '../harness/authorization.ts';
import { aDocument, publishDocument } from '../harness/client-document.ts';
import { freePort } from '../harness/free-port.ts';
import { addPerson, alice } from '../harness/people.ts';
import { addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';

setDefaultTimeout(60_000);

/** An MCP server behind the guard, with one tool that says who calls. */
const startMcpServer = (issuer: string) => {
  const port = freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const metadata = protectedResourceMetadata({
    resource: url,
    authorizationServers: [issuer],
    scopes: ['notes:read'],
  });
  const guard = protect({ issuer, audience: url, scopes: ['notes:read'], resourceMetadata: metadata.url });
  const server = Bun.serve({
    port,
    hostname: '127.0.0.1',
    routes: {
      [metadata.path]: metadata.handler,
      '/mcp': guard.guard(async (request, token) => {
        const mcp = new McpServer({ name: 'notes', version: '1' });
        mcp.registerTool('who', { description: 'Who calls' }, () => ({
          content: [{ type: 'text', text: `${token.clientId} ${token.scopes.join(' ')}` }],
        }));
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
        await mcp.connect(transport);
        return transport.handleRequest(request);
      }),
    },
  });
  return { url, stop: () => server.stop(true) };
};

let cardea: RunningCardea;
let mcp: ReturnType<typeof startMcpServer>;

beforeAll(async () => {
  // As it starts by itself, but for the port
  cardea = await startCardea();
  await addPerson(cardea, alice);
  mcp = startMcpServer(cardea.issuer);
  await addResource(cardea, { uri: mcp.url, scope: 'notes:read', words: ['--self-registered'] });
});

afterAll(async () => {
  await mcp.stop();
  await cardea.stop();
});

/** A client that keeps what it is given, and whose person says yes. */
const aProvider = () => {
  const redirectUrl = `http://127.0.0.1:${freePort()}/callback`;
  const kept: {
    client?: OAuthClientInformationMixed;
    tokens?: OAuthTokens;
    verifier?: string;
    code?: string | undefined;
  } = {};
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: {
      client_name: 'An MCP client',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => kept.client,
    saveClientInformation: (client) => {
      kept.client = client;
    },
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens;
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier ?? '',
    redirectToAuthorization: async (url) => {
      const { browser, page } = await browserAtConsent(cardea, url.href);
      const { parameters } = answerOf(await submitConsent(browser, page));
      kept.code = parameters.code;
    },
  };
  return { provider, kept };
};

describe('the MCP client of the TypeScript SDK', () => {
  test('registers itself, asks the person, and calls a tool with a token for that server alone', async () => {
    const { provider, kept } = aProvider();
    const connect = () => new StreamableHTTPClientTransport(new URL(mcp.url), { authProvider: provider });
    const first = connect();
    const client = new Client({ name: 'test', version: '1' });
    await expect(client.connect(first)).rejects.toBeInstanceOf(UnauthorizedError);
    await first.finishAuth(kept.code ?? '');
    await client.connect(connect());
    const { content } = await client.callTool({ name: 'who', arguments: {} });
    expect(content).toEqual([{ type: 'text', text: `${kept.client?.client_id} notes:read` }]);
    await client.close();
    const shown = await cardea.cli(['clients', 'show', kept.client?.client_id ?? '', '--json']);
    expect(shown.json<object>()).toMatchObject({ registered_by: 'dynamic', application_type: 'native' });
  });
});

const CONFORMANCE = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

/** Runs the scenarios for authorization servers; the person of the browser they ask for signs in and agrees. */
const runConformance = async (clientId: string, port: number) => {
  const child = Bun.spawn(
    [
      ...[process.execPath, CONFORMANCE, 'authorization', '--url', cardea.issuer, '--resource', mcp.url],
      ...['--client-id', clientId, '--port', String(port)],
    ],
    { stdout: 'pipe', stderr: 'pipe', stdin: 'ignore' },
  );
  let output = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) output += decoder.decode(chunk, { stream: true });
  };
  const reading = read();
  try {
    const asked = () => new RegExp(`^${cardea.endpoint('authorize')}\\?\\S+$`, 'm').exec(output)?.[0];
    await waitUntil(async () => asked() !== undefined || child.exitCode !== null, {
      what: 'it asks for a browser',
      timeoutMs: 20_000,
    });
    const { browser, page } = await browserAtConsent(cardea, asked() ?? '');
    const { location = '' } = await submitConsent(browser, page);
    await (await fetch(location)).text();
    await child.exited;
    await reading;
    return { exitCode: child.exitCode, output };
  } finally {
    child.kill();
  }
};

describe('the conformance suite of MCP for authorization servers', () => {
  test('passes with a client known by its document', async () => {
    const port = freePort();
    await using site = publishDocument({
      ...aDocument,
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      scope: 'notes:read offline_access',
    });
    const { exitCode, output } = await runConformance(site.id, port);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining('Total: 3 passed, 0 failed') });
    expect(output).not.toMatch(/skipped|warning/i);
  });
});
