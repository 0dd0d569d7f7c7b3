/** The keys of a table that is written down whole, as the compiler knows them. */
export const keysOf = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table & string)[];
