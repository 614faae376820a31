// An oidc-provider adapter on SQLite with everything in its favour: WAL, held statements, synchronous calls without a
// thread hop, one table whose indexes are partial, so that a client-credentials token touches one B-tree only.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS models (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    grant_id TEXT,
    user_code TEXT,
    uid TEXT,
    expires_at INTEGER,
    consumed_at INTEGER,
    PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS models_grant ON models (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS models_user_code ON models (user_code) WHERE user_code IS NOT NULL;
  CREATE INDEX IF NOT EXISTS models_uid ON models (uid) WHERE uid IS NOT NULL;`;

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** bun:sqlite on Bun, the `libsql` binding (the API of better-sqlite3, prebuilt) on Node. */
async function open(file) {
  if (process.versions.bun) return new (await import('bun:sqlite')).Database(file);
  return new (await import('libsql')).default(file);
}

function prepareStatements(database) {
  const live = 'kind = ? AND (expires_at IS NULL OR expires_at > ?)';
  return {
    upsert: database.prepare(
      `INSERT INTO models (kind, id, payload, grant_id, user_code, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
         user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
    ),
    find: database.prepare(`SELECT payload, consumed_at FROM models WHERE ${live} AND id = ?`),
    findByUserCode: database.prepare(`SELECT payload, consumed_at FROM models WHERE ${live} AND user_code = ?`),
    findByUid: database.prepare(`SELECT payload, consumed_at FROM models WHERE ${live} AND uid = ?`),
    consume: database.prepare('UPDATE models SET consumed_at = ? WHERE kind = ? AND id = ?'),
    destroy: database.prepare('DELETE FROM models WHERE kind = ? AND id = ?'),
    revokeByGrantId: database.prepare('DELETE FROM models WHERE grant_id = ?'),
  };
}

function toPayload(row) {
  if (!row) return undefined;
  const payload = JSON.parse(row.payload);
  return row.consumed_at ? { ...payload, consumed: row.consumed_at } : payload;
}

/** The adapter interface of oidc-provider: a factory that gets a model's name. */
export async function createSqliteAdapter({ file, synchronous }) {
  const database = await open(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(`PRAGMA synchronous = ${synchronous === 'FULL' ? 'FULL' : 'NORMAL'}`);
  database.exec(SCHEMA);
  const statements = prepareStatements(database);
  return (kind) => ({
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn ? nowSeconds() + expiresIn : null;
      const { grantId = null, userCode = null, uid = null } = payload;
      statements.upsert.run(kind, id, JSON.stringify(payload), grantId, userCode, uid, expiresAt);
    },
    async find(id) {
      return toPayload(statements.find.get(kind, nowSeconds(), id));
    },
    async findByUserCode(userCode) {
      return toPayload(statements.findByUserCode.get(kind, nowSeconds(), userCode));
    },
    async findByUid(uid) {
      return toPayload(statements.findByUid.get(kind, nowSeconds(), uid));
    },
    async consume(id) {
      statements.consume.run(nowSeconds(), kind, id);
    },
    async destroy(id) {
      statements.destroy.run(kind, id);
    },
    async revokeByGrantId(grantId) {
      statements.revokeByGrantId.run(grantId);
    },
  });
}
