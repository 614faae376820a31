export { ensureConsole } from './build/build.ts';
export { type BuiltConsole, type ConsoleFile, readConsole } from './output/read-console.ts';
