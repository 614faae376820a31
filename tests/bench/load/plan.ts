/** The requests that a load run sends in turn. */
export interface RequestPlan {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One body per request; a single empty string for requests without one. */
  readonly bodies: readonly string[];
  /** A header that differs from request to request: a value for each body. */
  readonly eachHeader?: { readonly name: string; readonly values: readonly string[] };
  /** Status of every right answer; 200 when absent. */
  readonly status?: number;
  /** Text that every right answer contains: in its body, or in `Location` where it is a redirect. */
  readonly expect: string;
  /** `over-and-over` when absent. `once`: the run ends with the last request. */
  readonly use?: 'over-and-over' | 'once';
  /** Each answer gives the value of the next request: the bodies end with a value, and this member of the answer is the next one. */
  readonly chainedBy?: string;
}

/** Makes the plan of one run, outside the measured time, where requests are good for that run only. */
export interface PlanMaker {
  /** A plan of so many requests; chains are as many as the maker likes, but for a single request. */
  readonly make: (requests: number) => Promise<RequestPlan>;
  /** Where a server makes no more of them: longer runs end early. */
  readonly atMost?: number;
}

export type PlanSource = RequestPlan | PlanMaker;

export const isMaker = (source: PlanSource): source is PlanMaker => 'make' in source;

const statusOf = ({ status = 200 }: RequestPlan): number => status;
const isRedirect = (status: number): boolean => status >= 300 && status < 400;

function refuseUnquotable(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error('A request plan may hold printable ASCII only.');
  return text;
}

function quote(text: string): string {
  return `"${refuseUnquotable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** What all requests of the plan have in common, as a Lua chunk for load.lua. */
export function toLua(plan: RequestPlan): string {
  const headers = Object.entries(plan.headers).map(([name, value]) => `[${quote(name)}]=${quote(value)}`);
  const status = statusOf(plan);
  return [
    'return {',
    `method=${quote(plan.method)},path=${quote(plan.path)},expect=${quote(plan.expect)},`,
    `status=${status},redirect=${isRedirect(status)},once=${plan.use === 'once'},`,
    ...(plan.eachHeader ? [`eachHeader=${quote(plan.eachHeader.name)},`] : []),
    ...(plan.chainedBy ? [`chainedBy=${quote(plan.chainedBy)},`] : []),
    `headers={${headers.join(',')}}}`,
  ].join('\n');
}

/** The requests themselves, a line each: the body and, after a tab, the value of the header that differs. */
export function toLines({ bodies, eachHeader }: RequestPlan): string {
  const lines = bodies.map((body, index) => {
    const value = eachHeader?.values[index];
    return value === undefined ? refuseUnquotable(body) : `${refuseUnquotable(body)}\t${refuseUnquotable(value)}`;
  });
  return `${lines.join('\n')}\n`;
}

/** Sends the first request of the plan and gives its answer's body; throws unless it is a right one. */
export async function probe(origin: string, plan: RequestPlan): Promise<string> {
  const value = plan.eachHeader?.values[0];
  const response = await fetch(origin + plan.path, {
    method: plan.method,
    headers: { ...plan.headers, ...(plan.eachHeader && value ? { [plan.eachHeader.name]: value } : {}) },
    body: plan.bodies[0] || null,
    redirect: 'manual',
  });
  const text = await response.text();
  const status = statusOf(plan);
  const place = isRedirect(status) ? (response.headers.get('location') ?? '') : text;
  if (response.status !== status || !place.includes(plan.expect)) {
    throw new Error(`${plan.method} ${plan.path} answered ${response.status} ${place.slice(0, 300)}`);
  }
  return text;
}
