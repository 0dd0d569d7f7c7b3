/** Where to listen, and the store: `DATABASE_FILE` for the embedded one, else `NEO4J_URI`. */
export const port = Number(process.env['PORT']);
export const databaseFile = process.env['DATABASE_FILE'];
/** The schema that texts are validated against, where they are. */
export const schemaFile = process.env['SCHEMA_FILE'];
export const neo4jUri = process.env['NEO4J_URI'] ?? '';
