import { codesByStatus } from '@cardea/admin';

/** What stands in the contract for types of the server. */
const hidden: Readonly<Record<string, string>> = { AdminContext: 'object', Requirement: 'object', Problem: 'Problem' };
const ours = /import\("\.[^"]*"\)\.(\w+)/g;

/** The shape of errors stands in every procedure: once is enough. */
const ERROR_SHAPE = /errorShape: (\{\s*code: import[^{}]*\{[^{}]*\}[;\s]*\});/g;

const problem = (): string => {
  const codes = [...codesByStatus().values()].flat().toSorted();
  return [
    '/** Why a procedure refuses. Codes are stable. */',
    `export type ProblemCode =\n${codes.map((code) => `    | '${code}'`).join('\n')};`,
    '/** A refusal as callers see it: `data.problem` of a tRPC error. */',
    'export interface Problem {',
    '    readonly code: ProblemCode;',
    '    readonly message: string;',
    '    /** What to do about it. */',
    '    readonly mend: string;',
    '    /** The setting that is wrong. */',
    '    readonly field?: string | undefined;',
    '}',
  ].join('\n');
};

/** The contract in full, from the declaration that `tsc` has inferred of the router. Throws where a type of the server is left in it. */
export const contractDeclaration = (router: string): string => {
  const [, type] = /export declare const adminRouter: ([\s\S]*?\n\}>>);/.exec(router) ?? [];
  if (type === undefined) throw new Error('the declaration of the router is not as it was');
  const shown = type.replaceAll(ours, (_, name: string) => {
    if (!Object.hasOwn(hidden, name)) throw new Error(`the contract shows ${name}, which only a server has`);
    return hidden[name] ?? '';
  });
  const shape = ERROR_SHAPE.exec(shown)?.[1];
  if (shape === undefined) throw new Error('the declaration of errors is not as it was');
  const contract = shown.replaceAll(ERROR_SHAPE, 'errorShape: ErrorShape;');
  return [
    problem(),
    `type ErrorShape = ${shape};`,
    '/** The contract of the management: what each procedure takes and answers. */',
    `export type AdminRouter = ${contract};`,
    '',
  ].join('\n');
};
