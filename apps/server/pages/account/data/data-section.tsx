import { isRefusal } from '@cardea/protocol';
import { SubmitButton } from '../../forms/button.tsx';
import { Form } from '../../forms/form.tsx';
import { Download } from '../../frame/icons.tsx';
import { Card } from '../frame/card.tsx';
import { ConfirmFirst } from '../frame/confirm-first.tsx';
import type { AccountSection } from '../section.ts';
import { downloadJson } from './download.ts';

export const data: AccountSection = {
  name: 'data',
  Icon: Download,
  summary: 'A person takes a copy of everything that is kept about them.',
  specification: 'GDPR Article 20',
  async show(visit) {
    const { visitor, cardea, surroundings, form } = visit;
    const words = surroundings.language.messages.account.data;
    if (isRefusal(cardea.engine.selfService.fresh(visitor))) return <ConfirmFirst {...visit} />;
    return (
      <Card title={words.what} text={words.text}>
        <Form target={form}>
          <SubmitButton id="data-download" look="primary" name="do" value="download" narrow>
            {words.submit}
          </SubmitButton>
        </Form>
      </Card>
    );
  },
  actions: {
    async download({ visitor, cardea }) {
      const { selfService } = cardea.engine;
      const fresh = selfService.fresh(visitor);
      if (isRefusal(fresh)) return fresh;
      const found = await selfService.exportData(fresh);
      return isRefusal(found) ? found : downloadJson(found, 'my-data.json');
    },
  },
};
