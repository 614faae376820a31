import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Card, Empty } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { RowList } from '../../parts/row-list.tsx';
import { useSession } from '../../shell/session-context.ts';

type NewScope = Inputs['scopes']['add'];

const read = (values: FormValues): NewScope => ({
  name: values.text('name') ?? '',
  description: values.text('description') ?? '',
  claims: values.words('claims'),
});

const AddScope = () => {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewScope) => api.scopes.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scopes'] }),
  });
  return (
    <Card id="add" title="Register a scope" text="Scopes that a client names are registered with it.">
      <EditForm id="new-scope" submit="Register" mutation={mutation} read={read} done="Registered">
        <TextField name="name" label="Name" required placeholder="reports:read" />
        <TextField name="description" label="Description" help="People read it when they are asked to agree." />
        <TextField name="claims" label="Claims" help="About the person, that it opens; between spaces." />
      </EditForm>
    </Card>
  );
};

const Remove = ({ name }: { readonly name: string }) => {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.scopes.remove.mutate({ name }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scopes'] }),
  });
  return (
    <Confirm id={`remove-${encodeURIComponent(name)}`} label="Remove" title={`Remove ${name}?`} mutation={remove}>
      <p>While a client or a resource has it, it stays.</p>
    </Confirm>
  );
};

export const ScopesPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const query = useQuery({ queryKey: ['scopes'], queryFn: () => api.scopes.list.query() });
  return (
    <>
      <PageHead title="Scopes" text="What tokens may be used for. Those of OpenID Connect are there by themselves." />
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(scopes) =>
            scopes.length === 0 ? (
              <Empty title="No scope yet">
                <p>A scope is a word that an API looks for in a token, such as reports:read.</p>
              </Empty>
            ) : (
              <RowList
                id="scopes"
                label="Scopes"
                rows={scopes.map(({ name, description, claims }) => ({
                  key: name,
                  title: name,
                  subtitle: [description, ...claims].filter((text) => text !== '').join(' · '),
                  ...(isChangeable ? { actions: <Remove name={name} /> } : {}),
                }))}
              />
            )
          }
        </Loaded>
        {isChangeable && <AddScope />}
      </div>
    </>
  );
};
