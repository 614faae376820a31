import { describe, expect, test } from 'bun:test';
import { authorityProblems } from '../problems/authority-problems.ts';
import { faults, statusOf } from '../problems/status.ts';
import { listProcedures } from '../procedures/list-procedures.ts';
import { adminRouter } from '../router.ts';
import { openApiDocument } from './open-api-document.ts';

const ISSUER = 'https://id.example';
const document = openApiDocument({ issuer: ISSUER, authorization: `${ISSUER}/authorize`, token: `${ISSUER}/token` });

describe('the OpenAPI document', () => {
  test('has every procedure of the router and nothing else: its method, its scope, what it takes and answers', () => {
    const procedures = listProcedures(adminRouter);
    expect(procedures.length).toBeGreaterThan(50);
    expect(Object.keys(Object(document.paths)).toSorted()).toEqual(
      procedures.map(({ path }) => `/admin/trpc/${path}`).toSorted(),
    );
    for (const { path, type, requirement, input } of procedures) {
      const [[method, operation] = []] = Object.entries<Record<string, unknown>>(
        Reflect.get(Object(document.paths), `/admin/trpc/${path}`),
      );
      expect([method, operation]).toEqual([
        type === 'query' ? 'get' : 'post',
        expect.objectContaining({
          operationId: path,
          summary: expect.stringMatching(/^[A-Z].+\.$/),
          security: [{ cardea: [`admin:${requirement.permission}`] }],
          ...(input === undefined ? {} : { [type === 'query' ? 'parameters' : 'requestBody']: expect.anything() }),
        }),
      ]);
      const isRecent = String(operation?.description).includes('second factor in the last 300 seconds');
      expect([path, isRecent]).toEqual([path, requirement.stepUp]);
    }
  });

  test('every reference in it leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to);
    expect(references.length).toBeGreaterThan(100);
    for (const to of new Set(references)) {
      expect(to).toStartWith('#/components/');
      const found = to
        .split('/')
        .slice(1)
        .reduce<unknown>((at, name) => Reflect.get(Object(at), name), document);
      expect([to, typeof found]).toEqual([to, 'object']);
    }
  });

  test('every code that a call is refused with is among those of one status', () => {
    const { responses } = document.components as { readonly responses: object };
    const told = Object.values(responses).map((response) => JSON.stringify(response));
    const codes = [
      ...Object.keys(statusOf),
      ...Object.keys(authorityProblems),
      ...Object.keys(faults),
      'input.invalid',
    ];
    for (const code of codes)
      expect([code, told.filter((text) => text.includes(`"${code}"`)).length]).toEqual([code, 1]);
  });
});
