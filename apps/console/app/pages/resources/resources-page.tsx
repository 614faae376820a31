import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { useEditing } from '../../parts/editing.ts';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { RowList } from '../../parts/row-list.tsx';
import { SwitchButton } from '../../parts/switch-button.tsx';
import { useSwitch } from '../../parts/use-switch.ts';
import { useSession } from '../../shell/session-context.ts';
import { EditResource } from './edit-resource.tsx';
import { formatOf, tokenFormats } from './token-formats.ts';

type Resource = Outputs['resources']['show'];
type NewResource = Inputs['resources']['add'];

const read = (values: FormValues): NewResource => ({
  uri: values.text('uri') ?? '',
  name: values.text('name') ?? '',
  tokenFormat: formatOf(values.text('tokenFormat')),
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
        <SelectField name="tokenFormat" label="Tokens" value="opaque" options={tokenFormats} />
        <TextField name="scopes" label="Scopes" help="That it knows, between spaces. Empty: any." />
        <TextField name="introspectors" label="Who may ask about tokens" help="Ids of clients, between spaces." />
      </EditForm>
    </Card>
  );
};

const Actions = ({ resource, onEdit }: { readonly resource: Resource; readonly onEdit: () => void }) => {
  const { uri, name, enabled } = resource;
  const toggle = useSwitch<Resource>({
    key: ['resources'],
    item: resource,
    isMeant: (other) => other.uri === uri,
    change: async ({ version }, wanted) =>
      (await api.resources.modify.mutate({ uri, version, enabled: wanted })).resource,
    name,
  });
  return (
    <>
      <SwitchButton id={`toggle-${encodeURIComponent(uri)}`} name={name} isOn={enabled} onPress={toggle} />
      <Button id={`edit-${encodeURIComponent(uri)}`} aria-label={`Change: ${name}`} onClick={onEdit}>
        Change
      </Button>
      <ConfirmedAct
        id={`remove-${encodeURIComponent(uri)}`}
        label="Remove"
        about={name}
        title={`Remove ${name}?`}
        act={() => api.resources.remove.mutate({ uri })}
        keys={[['resources']]}
      >
        <p>No more tokens are issued for it. While a client is registered for it, it stays.</p>
      </ConfirmedAct>
    </>
  );
};

export const ResourcesPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const { edited, edit, stop } = useEditing();
  const load = (page: ListPage) => api.resources.list.query(page);
  const query = usePages({ key: ['resources'], load });
  const shown = query.data?.find(({ uri }) => uri === edited);
  return (
    <>
      <PageHead title="Resources" text="APIs that take tokens of this server.">
        <ExportButtons name="resources" load={load} />
      </PageHead>
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
                rows={resources.map((resource) => ({
                  key: resource.uri,
                  title: resource.name,
                  subtitle: [resource.uri, ...resource.scopes].join(' · '),
                  aside: (
                    <>
                      <Badge>{resource.tokenFormat}</Badge>
                      {!resource.enabled && <Badge tone="danger">disabled</Badge>}
                    </>
                  ),
                  ...(isChangeable
                    ? { actions: <Actions resource={resource} onEdit={() => edit(resource.uri)} /> }
                    : {}),
                }))}
              />
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {isChangeable && shown !== undefined && <EditResource key={shown.uri} resource={shown} onClose={stop} />}
        {isChangeable && <AddResource />}
      </div>
    </>
  );
};
