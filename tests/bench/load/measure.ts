import { CORE_NUMBERS } from '../machine/cores.ts';
import { type CpuTime, coreMicroseconds, cpuTime, watchMemory } from '../machine/process-figures.ts';
import type { ScenarioContext } from '../scenario.ts';
import type { RunningServer } from '../servers/server.ts';
import type { RequestPlan } from './plan.ts';
import { type LoadResult, runLoad } from './wrk.ts';

export interface Measurement extends LoadResult {
  /** Time of all threads of the server per request. */
  readonly cpuPerRequest: CpuTime;
  readonly peakResidentBytes: number;
  /** Share of the server's core that other processes took meanwhile: far above 0 the figures are disturbed. */
  readonly othersShare: number;
}

/** An unmeasured run in which every answer is looked at; its pace is the generator's rather than the server's. */
export async function warmUp(context: ScenarioContext, server: RunningServer, plan: RequestPlan): Promise<LoadResult> {
  const { workshop, pace } = context;
  const { connections, warmUpSeconds: seconds } = pace;
  return await runLoad(workshop, { origin: server.origin, plan, seconds, connections, check: true });
}

/** One measured run, with the server's processor time and memory. */
export async function measure(
  { workshop, pace }: ScenarioContext,
  server: RunningServer,
  plan: RequestPlan,
): Promise<Measurement> {
  const { connections, seconds } = pace;
  const memory = watchMemory(server.pid);
  const start = { server: cpuTime(server.pid), core: coreMicroseconds(CORE_NUMBERS.server), at: performance.now() };
  try {
    const load = await runLoad(workshop, { origin: server.origin, plan, seconds, connections, check: false });
    const end = cpuTime(server.pid);
    const userUs = end.userUs - start.server.userUs;
    const systemUs = end.systemUs - start.server.systemUs;
    const othersUs = coreMicroseconds(CORE_NUMBERS.server) - start.core - userUs - systemUs;
    return {
      ...load,
      cpuPerRequest: { userUs: userUs / load.requests, systemUs: systemUs / load.requests },
      peakResidentBytes: memory.stop(),
      othersShare: Math.max(0, othersUs) / ((performance.now() - start.at) * 1000),
    };
  } finally {
    memory.stop();
  }
}
