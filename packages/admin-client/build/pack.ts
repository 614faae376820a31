import { join } from 'node:path';

/** Makes the tarball of a built package beside its files; its path. */
export const pack = async (folder: string): Promise<string> => {
  const child = Bun.spawn([process.execPath, 'pm', 'pack', '--quiet'], { cwd: folder, stdout: 'pipe', stderr: 'pipe' });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  const name = stdout.trim().split('\n').at(-1);
  if ((await child.exited) !== 0 || !name?.endsWith('.tgz')) throw new Error(`bun pm pack: ${stdout}${stderr}`);
  return join(folder, name);
};
