import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';
import { ChangeableSetting } from './changeable-setting.tsx';
import { FixedSettings } from './fixed-settings.tsx';

/** More than there are. */
const MOST = 1000;

/** How the servers are set up: some of it changed here, the rest to be looked at. */
export const SettingsPage = () => {
  const { person } = useSession();
  const query = useQuery({
    queryKey: ['settings'],
    queryFn: async () => (await api.settings.list.query({ limit: MOST })).items,
  });
  return (
    <>
      <PageHead
        title="Settings"
        text="What is changed here holds on all servers within five seconds. Lifetimes count for what is made from then on."
      />
      <Loaded query={query}>
        {(settings) => (
          <>
            <div id="changeable" className="grid items-start gap-4 xl:grid-cols-2">
              {settings
                .filter(({ isStorable }) => isStorable)
                .map((setting) => (
                  <ChangeableSetting
                    key={setting.name}
                    setting={setting}
                    isEditable={mayChange(person.role, 'others')}
                  />
                ))}
            </div>
            <FixedSettings settings={settings.filter(({ isStorable }) => !isStorable)} />
          </>
        )}
      </Loaded>
    </>
  );
};
