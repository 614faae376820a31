import { metricsTable } from './metrics-table.ts';
import { counterFamily, type Family, type HistogramSeries, histogramFamily, observe, type Series } from './series.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

interface Route {
  readonly seconds: HistogramSeries;
  readonly methods: Map<string, Map<number, Series>>;
}

/** The counts of requests. What was counted once is found again by two look-ups, without its labels being written anew. */
export class RequestCounts {
  readonly totals: Family<Series> = counterFamily(metricsTable.requests);
  readonly durations: Family<HistogramSeries> = histogramFamily(metricsTable.requestSeconds);
  readonly #routes = new Map<string, Route>();

  count(route: string, method: string, answer: { readonly status: number; readonly seconds: number }): void {
    let known = this.#routes.get(route);
    if (known === undefined) {
      known = { seconds: this.durations.of(route), methods: new Map() };
      this.#routes.set(route, known);
    }
    const name = METHODS.has(method) ? method : 'other';
    let statuses = known.methods.get(name);
    if (statuses === undefined) {
      statuses = new Map();
      known.methods.set(name, statuses);
    }
    let series = statuses.get(answer.status);
    if (series === undefined) {
      series = this.totals.of(route, name, String(answer.status));
      statuses.set(answer.status, series);
    }
    series.value++;
    observe(known.seconds, answer.seconds);
  }
}
