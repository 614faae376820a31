import { api, type Inputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { useEditing } from '../../parts/editing.ts';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { type Row, RowList } from '../../parts/row-list.tsx';
import { SwitchButton } from '../../parts/switch-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useSwitch } from '../../parts/use-switch.ts';
import { useSession } from '../../shell/session-context.ts';
import { EditIssuer } from './edit-issuer.tsx';
import { IssuerFields, readIssuer, type TrustedIssuer } from './issuer-fields.tsx';

type NewIssuer = Inputs['trustedIssuers']['add'];

const read = (values: FormValues): NewIssuer => {
  const jwksUri = values.text('jwksUri');
  return {
    ...readIssuer(values),
    issuer: values.text('issuer') ?? '',
    ...(jwksUri === undefined ? {} : { jwksUri }),
  };
};

const AddIssuer = () => {
  const add = useAct((wanted: NewIssuer) => api.trustedIssuers.add.mutate(wanted), ['trusted-issuers'], ['scopes']);
  return (
    <Card
      id="add"
      title="Trust an issuer"
      text="Needs an owner and a fresh sign-in: whoever says whose word is taken can have anybody be spoken for."
    >
      <EditForm id="new-issuer" submit="Trust it" mutation={add} read={read} done="Trusted">
        <TextField name="issuer" label="Issuer" type="url" required placeholder="https://ci.example" />
        <IssuerFields />
      </EditForm>
    </Card>
  );
};

const Actions = ({ issuer, onEdit }: { readonly issuer: TrustedIssuer; readonly onEdit: () => void }) => {
  const toggle = useSwitch<TrustedIssuer>({
    key: ['trusted-issuers'],
    item: issuer,
    isMeant: (other) => other.issuer === issuer.issuer,
    change: ({ issuer: url, version }, enabled) => api.trustedIssuers.modify.mutate({ issuer: url, version, enabled }),
    name: issuer.name,
  });
  return (
    <>
      <SwitchButton
        id={`toggle-${encodeURIComponent(issuer.issuer)}`}
        name={issuer.name}
        isOn={issuer.enabled}
        onPress={toggle}
      />
      <Button id={`edit-${encodeURIComponent(issuer.issuer)}`} aria-label={`Change: ${issuer.name}`} onClick={onEdit}>
        Change
      </Button>
      <ConfirmedAct
        id={`remove-${encodeURIComponent(issuer.issuer)}`}
        label="Remove"
        about={issuer.name}
        title={`Trust ${issuer.name} no more?`}
        act={() => api.trustedIssuers.remove.mutate({ issuer: issuer.issuer })}
        keys={[['trusted-issuers']]}
      >
        <p>No more tokens are issued for its assertions.</p>
      </ConfirmedAct>
    </>
  );
};

const rowOf = (issuer: TrustedIssuer, edit: ((issuer: string) => void) | undefined): Row => ({
  key: issuer.issuer,
  title: issuer.name,
  subtitle: [issuer.issuer, ...issuer.scopes].join(' · '),
  aside: (
    <>
      <Badge>{issuer.subjects}</Badge>
      {!issuer.enabled && <Badge tone="danger">disabled</Badge>}
    </>
  ),
  ...(edit === undefined ? {} : { actions: <Actions issuer={issuer} onEdit={() => edit(issuer.issuer)} /> }),
});

export const TrustedIssuersPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const { edited, edit, stop } = useEditing();
  const load = (page: ListPage) => api.trustedIssuers.list.query(page);
  const query = usePages({ key: ['trusted-issuers'], load });
  const shown = query.data?.find(({ issuer }) => issuer === edited);
  return (
    <>
      <PageHead
        title="Trusted issuers"
        text="Whose assertions clients may trade for tokens (RFC 7523): a build server, a partner, a cloud."
      >
        <ExportButtons name="trusted-issuers" load={load} />
      </PageHead>
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(issuers) =>
            issuers.length === 0 ? (
              <Empty title="Nobody else’s word is taken">
                <p>
                  A job of a build server has a signed note about itself. Trust its issuer, and the job trades the note
                  for a token here: no secret needs to be kept there.
                </p>
              </Empty>
            ) : (
              <RowList
                id="trusted-issuers"
                label="Trusted issuers"
                rows={issuers.map((issuer) => rowOf(issuer, isChangeable ? edit : undefined))}
              />
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {isChangeable && shown !== undefined && <EditIssuer key={shown.issuer} issuer={shown} onClose={stop} />}
        {person.role === 'owner' && <AddIssuer />}
      </div>
    </>
  );
};
