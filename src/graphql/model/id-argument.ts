/** How the id of an entry is described wherever a field takes one. */
export const idArgument = { description: 'Its id, of the form <kind>:<slug>.' };
