import { Button } from './button.tsx';

interface More {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

export const MoreButton = ({ query }: { readonly query: More }) =>
  query.hasNextPage ? (
    <div className="mt-4 text-center">
      <Button id="more" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        Show more
      </Button>
    </div>
  ) : null;
