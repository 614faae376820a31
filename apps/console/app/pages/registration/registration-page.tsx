import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Card, Empty } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { RowList } from '../../parts/row-list.tsx';
import { useSession } from '../../shell/session-context.ts';

type NewToken = Inputs['registrationTokens']['add'];

const read = (values: FormValues): NewToken => ({
  name: values.text('name') ?? '',
  scopes: values.words('scopes'),
  maxUses: values.number('maxUses') ?? null,
});

const AddToken = () => {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewToken) => api.registrationTokens.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['registration-tokens'] }),
  });
  return (
    <Card id="add" title="Make a token">
      <div className="flex flex-col gap-5">
        {mutation.data !== undefined && (
          <ShownOnce id="registration-token" label="Initial access token" text={mutation.data.text} />
        )}
        <EditForm id="new-registration-token" submit="Make it" mutation={mutation} read={read} done="Made">
          <TextField name="name" label="For whom" required />
          <TextField name="scopes" label="Scopes" help="That clients registered with it may have, between spaces." />
          <TextField name="maxUses" label="How many clients" type="number" help="Empty: any number." />
        </EditForm>
      </div>
    </Card>
  );
};

const Remove = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.registrationTokens.remove.mutate({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['registration-tokens'] }),
  });
  return (
    <Confirm id={`remove-${id}`} label="Remove" title={`Remove the token for ${name}?`} mutation={remove}>
      <p>Nobody registers with it any more; clients that did stay.</p>
    </Confirm>
  );
};

export const RegistrationPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const load = (page: ListPage) => api.registrationTokens.list.query(page);
  const query = usePages({ key: ['registration-tokens'], load });
  return (
    <>
      <PageHead title="Registration" text="Initial access tokens, with which clients register themselves (RFC 7591).">
        <ExportButtons name="registration-tokens" load={load} />
      </PageHead>
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(tokens) =>
            tokens.length === 0 ? (
              <Empty title="No initial access token">
                <p>Hand one to somebody whose software registers itself: it says what those clients may have.</p>
              </Empty>
            ) : (
              <RowList
                id="registration-tokens"
                label="Initial access tokens"
                rows={tokens.map(({ id, name, scopes, uses, maxUses, expiresAt }) => ({
                  key: id,
                  title: name,
                  subtitle: scopes.join(' '),
                  aside: (
                    <span>
                      {maxUses === undefined ? `used ${uses} times` : `used ${uses} of ${maxUses} times`}
                      {expiresAt !== undefined && (
                        <>
                          , until <Moment at={expiresAt} />
                        </>
                      )}
                    </span>
                  ),
                  ...(isChangeable ? { actions: <Remove id={id} name={name} /> } : {}),
                }))}
              />
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {isChangeable && <AddToken />}
      </div>
    </>
  );
};
