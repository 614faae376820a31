import { LinkButton } from '../../forms/link-button.tsx';
import type { SectionVisit } from '../section.ts';
import { Card } from './card.tsx';

/** Stands in the place of what only somebody may do who has just proved who they are. */
export const ConfirmFirst = ({ surroundings, confirmUrl }: Pick<SectionVisit, 'surroundings' | 'confirmUrl'>) => {
  const { confirm } = surroundings.language.messages.account;
  return (
    <Card id="confirm-first" title={confirm.title} text={confirm.text}>
      <LinkButton id="confirm-start" look="primary" href={confirmUrl}>
        {confirm.submit}
      </LinkButton>
    </Card>
  );
};
