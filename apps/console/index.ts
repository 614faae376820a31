export { ensureConsole } from './build/build.ts';
export { sourceStamp } from './build/source-stamp.ts';
export { accentPalette, accentSheet } from './look/accent.ts';
export { OUTPUT as CONSOLE_OUTPUT } from './output/manifest.ts';
export { type BuiltConsole, type ConsoleFile, readConsole } from './output/read-console.ts';
