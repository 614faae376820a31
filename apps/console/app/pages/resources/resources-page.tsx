import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { RowList } from '../../parts/row-list.tsx';
import { useSession } from '../../shell/session-context.ts';

type NewResource = Inputs['resources']['add'];

const read = (values: FormValues): NewResource => ({
  uri: values.text('uri') ?? '',
  name: values.text('name') ?? '',
  tokenFormat: values.text('tokenFormat') === 'jwt' ? 'jwt' : 'opaque',
  scopes: values.words('scopes'),
  introspectors: values.words('introspectors'),
});

const AddResource = () => {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewResource) => api.resources.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['resources'] }),
  });
  return (
    <Card id="add" title="Register a resource">
      <EditForm id="new-resource" submit="Register" mutation={mutation} read={read} done="Registered">
        <TextField
          name="uri"
          label="Identifier"
          type="url"
          required
          placeholder="https://api.example"
          help="What tokens name as their audience."
        />
        <TextField name="name" label="Name" required />
        <SelectField
          name="tokenFormat"
          label="Tokens"
          value="opaque"
          options={[
            ['opaque', 'opaque: the resource asks about each one'],
            ['jwt', 'JWT: the resource looks at them itself'],
          ]}
        />
        <TextField name="scopes" label="Scopes" help="That it knows, between spaces. Empty: any." />
        <TextField name="introspectors" label="Who may ask about tokens" help="Ids of clients, between spaces." />
      </EditForm>
    </Card>
  );
};

const Remove = ({ uri, name }: Pick<Outputs['resources']['show'], 'uri' | 'name'>) => {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.resources.remove.mutate({ uri }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['resources'] }),
  });
  return (
    <Confirm id={`remove-${encodeURIComponent(uri)}`} label="Remove" title={`Remove ${name}?`} mutation={remove}>
      <p>No more tokens are issued for it. While a client is registered for it, it stays.</p>
    </Confirm>
  );
};

export const ResourcesPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const query = useQuery({ queryKey: ['resources'], queryFn: () => api.resources.list.query() });
  return (
    <>
      <PageHead title="Resources" text="APIs that take tokens of this server." />
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(resources) =>
            resources.length === 0 ? (
              <Empty title="No resource yet">
                <p>
                  A resource is an API that takes tokens. Registered, it has tokens of its own: one that was issued for
                  it opens nothing else.
                </p>
              </Empty>
            ) : (
              <RowList
                id="resources"
                label="Resources"
                rows={resources.map(({ uri, name, tokenFormat, scopes, enabled }) => ({
                  key: uri,
                  title: name,
                  subtitle: `${uri}${scopes.length === 0 ? '' : ` · ${scopes.join(' ')}`}`,
                  aside: (
                    <>
                      <Badge>{tokenFormat}</Badge>
                      {!enabled && <Badge tone="danger">disabled</Badge>}
                    </>
                  ),
                  ...(isChangeable ? { actions: <Remove uri={uri} name={name} /> } : {}),
                }))}
              />
            )
          }
        </Loaded>
        {isChangeable && <AddResource />}
      </div>
    </>
  );
};
