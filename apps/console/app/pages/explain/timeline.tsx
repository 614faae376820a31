import type { Outputs } from '../../api/api.ts';

type Checks = Outputs['explain']['get']['checks'];
type Outcome = Checks[number]['outcome'];

const looks: Readonly<Record<Outcome, { readonly word: string; readonly dot: string; readonly text: string }>> = {
  passed: { word: 'Passed', dot: 'bg-accent', text: '' },
  failed: { word: 'Failed', dot: 'bg-danger ring-4 ring-danger-tint', text: 'font-medium text-danger' },
  not_reached: { word: 'Not looked at', dot: 'border-2 border-control bg-card', text: 'text-muted' },
};

/** The checks of a request in the order in which they were made, down to where it stopped. */
export const Timeline = ({ checks }: { readonly checks: Checks }) =>
  checks.length === 0 ? (
    <p className="text-muted text-sm">What was checked is not known of this one.</p>
  ) : (
    <ol aria-label="Checks, in their order" className="flex flex-col gap-4 text-sm">
      {checks.map(({ check, rule, section, outcome }) => {
        const { word, dot, text } = looks[outcome];
        return (
          <li key={check} data-outcome={outcome} className="relative pl-8">
            <span
              aria-hidden="true"
              className="absolute top-6 -bottom-3 left-[0.4375rem] w-0.5 bg-line in-[li:last-child]:hidden"
            />
            <span aria-hidden="true" className={`absolute top-1 left-0 size-4 rounded-full ${dot}`} />
            <span className={text}>{rule}</span>{' '}
            <span className="wrap-anywhere text-muted">
              ({word}, {section})
            </span>
          </li>
        );
      })}
    </ol>
  );
