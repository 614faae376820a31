import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { TextField } from '../../parts/field.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { formValues } from '../../parts/form-values.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { type Row, RowList } from '../../parts/row-list.tsx';

type Explanation = Outputs['explain']['get'];

const PAGE = 50;
const fields = [
  { name: 'clientId', label: 'Client', placeholder: 'An id' },
  { name: 'code', label: 'Code', placeholder: 'scope.not_allowed' },
  { name: 'endpoint', label: 'Where', placeholder: 'token' },
  { name: 'address', label: 'From', placeholder: '192.0.2.1' },
] as const;
const names = fields.map(({ name }) => name);

const rowOf = ({ id, requestId, code, endpoint, status, at, clientId, address, mend }: Explanation): Row => ({
  key: id,
  to: `/explain/${encodeURIComponent(requestId)}`,
  title: code,
  subtitle: (
    <>
      {endpoint}, {status}, {clientId ?? 'no client'} from {address}
      <span className="block text-ink">{mend}</span>
    </>
  ),
  aside: <Moment at={at} />,
});

/** The way to one request, by the id that its caller was shown. */
const FindRequest = () => {
  const navigate = useNavigate();
  return (
    <form
      id="find-request"
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const id = formValues(event.currentTarget).text('request');
        if (id !== undefined) void navigate({ to: '/explain/$id', params: { id } });
      }}
    >
      <div className="min-w-0 flex-1 basis-72">
        <TextField
          name="request"
          label="Id of the request"
          required
          placeholder="It is on each page of an error, and in the header X-Request-Id"
        />
      </div>
      <Button id="find-request-submit" type="submit" look="main">
        Explain it
      </Button>
    </form>
  );
};

const Nothing = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <Empty title={isFiltered ? 'Nothing like that was refused lately' : 'Nothing was refused lately'}>
    <p>
      When a client or a person is turned away, the reason is here for a while, by the id of the request: each check in
      its order, what was registered and what was sent, and what to do about it.
    </p>
    <LinkButton look="plain" to="/explain/dry-run">
      Try a request without sending it
    </LinkButton>
  </Empty>
);

/** Why requests were refused, newest first. */
export const ExplainPage = () => {
  const filter = filterIn(useSearch({ strict: false }), names);
  const load = (page: ListPage) => api.explain.recent.query({ ...filter, ...page });
  const query = usePages({
    key: ['explain', filter],
    limit: PAGE,
    load,
  });
  return (
    <>
      <PageHead title="Explain" text="Why requests were refused: every check in its order, and what to do about it.">
        <ExportButtons name="refusals" load={load} />
        <LinkButton id="to-dry-run" look="plain" to="/explain/dry-run">
          Dry run
        </LinkButton>
      </PageHead>
      <div className="flex flex-col gap-5">
        <Card>
          <div className="flex flex-col gap-5">
            <FindRequest />
            <FilterForm id="refusal-filter" to="/explain" fields={fields} filter={filter} />
          </div>
        </Card>
        <Loaded query={query}>
          {(refusals) => (
            <div>
              {refusals.length === 0 ? (
                <Nothing isFiltered={Object.keys(filter).length > 0} />
              ) : (
                <RowList id="refusals" label="Refusals" rows={refusals.map(rowOf)} />
              )}
              <MoreButton query={query} />
            </div>
          )}
        </Loaded>
      </div>
    </>
  );
};
