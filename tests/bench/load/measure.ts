import { type CpuTime, cpuTime, watchMemory } from '../machine/process-figures.ts';
import type { ScenarioContext } from '../scenario.ts';
import type { RunningServer } from '../servers/server.ts';
import type { RequestPlan } from './plan.ts';
import { type LoadResult, runLoad } from './wrk.ts';

export interface Measurement extends LoadResult {
  /** Time of all threads of the server per request. */
  readonly cpuPerRequest: CpuTime;
  readonly peakResidentBytes: number;
}

/** An unmeasured run in which every answer is looked at. */
export async function warmUp(context: ScenarioContext, server: RunningServer, plan: RequestPlan): Promise<void> {
  const { workshop, pace } = context;
  const { connections, warmUpSeconds: seconds } = pace;
  await runLoad(workshop, { origin: server.origin, plan, seconds, connections, check: true });
}

/** One measured run, with the server's processor time and memory. */
export async function measure(
  { workshop, pace }: ScenarioContext,
  server: RunningServer,
  plan: RequestPlan,
): Promise<Measurement> {
  const { connections, seconds } = pace;
  const memory = watchMemory(server.pid);
  const before = cpuTime(server.pid);
  try {
    const load = await runLoad(workshop, { origin: server.origin, plan, seconds, connections, check: false });
    const after = cpuTime(server.pid);
    return {
      ...load,
      cpuPerRequest: {
        userUs: (after.userUs - before.userUs) / load.requests,
        systemUs: (after.systemUs - before.systemUs) / load.requests,
      },
      peakResidentBytes: memory.stop(),
    };
  } finally {
    memory.stop();
  }
}
