import { readFileSync } from 'node:fs';

// Loaded into a server under test before its own code: its wall clock is ahead by what the file says.
const file = process.env.TEST_CLOCK_OFFSET_FILE;
const realNow = Date.now;
let lastOffsetMs = 0;

const offsetMs = (): number => {
  if (file === undefined) return 0;
  try {
    const text = readFileSync(file, 'utf8');
    // Empty for an instant while it is being written.
    if (text !== '') lastOffsetMs = Number(text);
  } catch {
    // The test is over, and the folder gone.
  }
  return lastOffsetMs;
};

Date.now = () => realNow() + offsetMs();
