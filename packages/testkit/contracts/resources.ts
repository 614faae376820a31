import { describe, expect, test } from 'bun:test';
import type { Guard, Resource } from '@cardea/core';
import { aClient, aResource, aScope } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const resourcesContract = (open: OpenEmpty): void => {
  describe('resources', () => {
    const subject = openForGroup(open);
    const add = (resource: Resource): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'resource.insert', resource }, changes: [] });

    test('a resource is found as it was inserted, by its exact identifier', async () => {
      const full = aResource({
        enabled: false,
        tokenFormat: 'jwt',
        signingAlgorithm: 'RS256',
        scopes: ['read'],
        introspectors: ['api-server'],
        accessTokenTtlSeconds: 60,
      });
      for (const resource of [aResource(), full]) {
        expect(await subject.stores.resources.find(resource.uri)).toBeUndefined();
        expect(await add(resource)).toBe(true);
        expect(await subject.stores.resources.find(resource.uri)).toEqual(resource);
        expect(await subject.stores.resources.find(`${resource.uri}/`)).toBeUndefined();
      }
    });

    test('an identifier is given once, a replacement follows its version', async () => {
      const resource = aResource();
      expect(await add(resource)).toBe(true);
      expect(await add(resource)).toBe(false);
      const next = aResource({ uri: resource.uri, version: 2, name: 'Renamed', scopes: ['x'] });
      const replace = (): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'resource.replace', resource: next }, changes: [] });
      expect(await replace()).toBe(true);
      expect(await replace()).toBe(false);
      expect(await subject.stores.resources.find(resource.uri)).toEqual(next);
    });

    test('a deleted resource is gone, and listed no more', async () => {
      const resource = aResource();
      await add(resource);
      expect(await subject.stores.resources.list()).toContainEqual(resource);
      const remove = (): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'resource.delete', uri: resource.uri }, changes: [] });
      expect(await remove()).toBe(true);
      expect(await remove()).toBe(false);
      expect(await subject.stores.resources.find(resource.uri)).toBeUndefined();
      expect(await subject.stores.resources.list()).not.toContainEqual(resource);
    });
  });
};

/** What is named somewhere is not removed: the statement that removes asks for that. */
export const namedContract = (open: OpenEmpty): void => {
  describe('what others name', () => {
    const subject = openForGroup(open);
    const commit = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });

    test('a scope that a client or a resource names stays until nobody does', async () => {
      const scope = aScope();
      const [client, resource] = [aClient({ scopes: ['x', scope.name] }), aResource({ scopes: [scope.name] })];
      await commit({ kind: 'scope.insert', scope });
      await commit({ kind: 'client.insert', client });
      await commit({ kind: 'resource.insert', resource });
      const remove = (): Promise<boolean> => commit({ kind: 'scope.delete', name: scope.name });
      expect(await remove()).toBe(false);
      await commit({ kind: 'client.replace', client: { ...client, scopes: ['x'], version: 2 } });
      expect(await remove()).toBe(false);
      await commit({ kind: 'resource.replace', resource: { ...resource, scopes: [`${scope.name}x`], version: 2 } });
      expect(await remove()).toBe(true);
    });

    test('a resource stays while a client may get tokens for it', async () => {
      const resource = aResource();
      const client = aClient({ resources: ['https://other.example', resource.uri] });
      await commit({ kind: 'resource.insert', resource });
      await commit({ kind: 'client.insert', client });
      expect(await commit({ kind: 'resource.delete', uri: resource.uri })).toBe(false);
      await commit({ kind: 'client.delete', id: client.id });
      expect(await commit({ kind: 'resource.delete', uri: resource.uri })).toBe(true);
    });

    test('a client stays while it is the resource server of a resource', async () => {
      const client = aClient();
      const resource = aResource({ introspectors: [client.id] });
      await commit({ kind: 'client.insert', client });
      await commit({ kind: 'resource.insert', resource });
      expect(await commit({ kind: 'client.delete', id: client.id })).toBe(false);
      await commit({ kind: 'resource.replace', resource: { ...resource, introspectors: [], version: 2 } });
      expect(await commit({ kind: 'client.delete', id: client.id })).toBe(true);
    });
  });
};

export const scopesContract = (open: OpenEmpty): void => {
  describe('scopes', () => {
    const subject = openForGroup(open);

    test('scopes are listed by name', async () => {
      const scopes = [aScope({ name: 'b' }), aScope({ name: 'C' }), aScope({ name: 'a', claims: ['email'] })];
      for (const scope of scopes) {
        expect(await subject.stores.commit({ guard: { kind: 'scope.insert', scope }, changes: [] })).toBe(true);
        expect(await subject.stores.commit({ guard: { kind: 'scope.insert', scope }, changes: [] })).toBe(false);
      }
      const names = (await subject.stores.scopes.list()).map((scope) => scope.name);
      expect(names.filter((name) => scopes.some((scope) => scope.name === name))).toEqual(['C', 'a', 'b']);
      expect(await subject.stores.scopes.list()).toContainEqual(scopes[2] ?? aScope());
    });

    test('a scope that exists is replaced and deleted, another is not', async () => {
      const scope = aScope();
      const guarded = (kind: 'scope.insert' | 'scope.replace', changed = scope): Promise<boolean> =>
        subject.stores.commit({ guard: { kind, scope: changed }, changes: [] });
      expect(await guarded('scope.replace')).toBe(false);
      await guarded('scope.insert');
      expect(await guarded('scope.replace', { ...scope, description: 'Other words' })).toBe(true);
      expect(await subject.stores.scopes.list()).toContainEqual({ ...scope, description: 'Other words' });
      const remove = (): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'scope.delete', name: scope.name }, changes: [] });
      expect(await remove()).toBe(true);
      expect(await remove()).toBe(false);
    });

    test('ensuring a scope keeps the one that exists', async () => {
      const scope = aScope();
      const ensure = (description: string): Promise<boolean> =>
        subject.stores.commit({ changes: [{ kind: 'scope.ensure', scope: { ...scope, description } }] });
      expect(await ensure('first')).toBe(true);
      expect(await ensure('second')).toBe(true);
      expect(await subject.stores.scopes.list()).toContainEqual({ ...scope, description: 'first' });
    });
  });
};
