import type { Endpoint } from '../endpoint.ts';
import { consoleCallback } from './callback.ts';
import { consoleCalls } from './calls.ts';
import { consoleAssets, consoleHome, consolePlaces } from './pages.ts';
import { consoleSession } from './session.ts';
import { consoleSignIn } from './sign-in.ts';
import { consoleSignOut } from './sign-out.ts';

/** The console: its page and files, the way to a sign-in and back, and what its page asks for. */
export const consoleEndpoints: readonly Endpoint[] = [
  consoleHome,
  consoleSignIn,
  consoleCallback,
  consoleSession,
  consoleCalls,
  consoleSignOut,
  consoleAssets,
  consolePlaces,
];
