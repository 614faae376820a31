/** The database did not answer in time, is full, locked or gone. The pipeline turns it into a 503 (design D7). */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}
