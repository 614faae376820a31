import type { Cardea } from '../../../cardea.ts';
import { Frame } from '../../frame/frame.tsx';
import { Heading } from '../../frame/heading.tsx';
import { respondPage } from '../../respond-page.ts';
import { surroundingsFor } from '../../surroundings.ts';
import { dateInWords } from '../frame/moment.tsx';

/** What comes of an account that its person has just ended. */
export const respondGoodbye = async (request: Request, deleteAt: number, cardea: Cardea): Promise<Response> => {
  const surroundings = await surroundingsFor(request, cardea);
  const { title, text } = surroundings.language.messages.account.deletion.done;
  return respondPage(
    <Frame {...surroundings} title={title}>
      <div id="account-goodbye">
        <Heading title={title} text={text(dateInWords(deleteAt, surroundings.language.tag))} />
      </div>
    </Frame>,
    { alone: true },
  );
};
