import type { Authorization, RefreshState } from '@cardea/core';
import type { authorizations } from '../schema/tables.ts';
import type { Entity } from './rows.ts';

type Row = Entity<typeof authorizations>;

/** The refresh state is a record in the port and columns in the table. */
export const toRow = ({ refresh, ...authorization }: Authorization): Row => ({
  ...authorization,
  refreshHash: refresh?.currentHash,
  refreshPreviousHash: refresh?.previousHash,
  refreshRotatedAt: refresh?.rotatedAt,
  refreshGeneration: refresh?.generation,
  refreshExpiresAt: refresh?.expiresAt,
  refreshUsedAt: refresh?.usedAt,
  refreshJkt: refresh?.jkt,
});

const refreshOf = (row: Row): RefreshState | undefined => {
  const { refreshHash, refreshRotatedAt, refreshGeneration, refreshExpiresAt } = row;
  if (refreshHash === undefined || refreshRotatedAt === undefined) return undefined;
  if (refreshGeneration === undefined || refreshExpiresAt === undefined) return undefined;
  return {
    currentHash: refreshHash,
    previousHash: row.refreshPreviousHash,
    rotatedAt: refreshRotatedAt,
    generation: refreshGeneration,
    usedAt: row.refreshUsedAt,
    jkt: row.refreshJkt,
    expiresAt: refreshExpiresAt,
  };
};

export const fromRow = (row: Row): Authorization => {
  const { refreshHash, refreshPreviousHash, refreshRotatedAt, refreshGeneration, ...rest } = row;
  const { refreshExpiresAt, refreshUsedAt, refreshJkt, ...authorization } = rest;
  return { ...authorization, refresh: refreshOf(row) };
};
