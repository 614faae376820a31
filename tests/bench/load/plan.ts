/** The requests that a load run sends in turn, over and over. */
export interface RequestPlan {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One body per request; a single empty string for requests without one. */
  readonly bodies: readonly string[];
  /** Text that every right answer contains. */
  readonly expect: string;
}

function quote(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error('A request plan may hold printable ASCII only.');
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** The plan as a Lua chunk, for load.lua. */
export function toLua(plan: RequestPlan): string {
  const headers = Object.entries(plan.headers).map(([name, value]) => `[${quote(name)}]=${quote(value)}`);
  return [
    'return {',
    `method=${quote(plan.method)},path=${quote(plan.path)},expect=${quote(plan.expect)},`,
    `headers={${headers.join(',')}},`,
    `bodies={\n${plan.bodies.map(quote).join(',\n')}\n}}`,
  ].join('\n');
}

/** Sends the first request of the plan and gives its answer's body; throws unless it is a right one. */
export async function probe(origin: string, plan: RequestPlan): Promise<string> {
  const body = plan.bodies[0] || null;
  const response = await fetch(origin + plan.path, { method: plan.method, headers: { ...plan.headers }, body });
  const text = await response.text();
  if (response.status !== 200 || !text.includes(plan.expect)) {
    throw new Error(`${plan.method} ${plan.path} answered ${response.status} ${text.slice(0, 300)}`);
  }
  return text;
}
