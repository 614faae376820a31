import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { UserView } from '../../api/api.ts';

/** What a part of the page of one person is given. */
export interface UserPart {
  readonly user: UserView;
  readonly isChangeable: boolean;
}

/** Something that belongs to one person: all of it is asked for anew when the person is locked, say. */
export const userListKey = (userId: string, name: string): readonly string[] => ['user-lists', userId, name];

export const useUserList = <T>(userId: string, name: string, load: () => Promise<T>): UseQueryResult<T> =>
  useQuery({ queryKey: userListKey(userId, name), queryFn: load });
