import { offer } from './design/charts/png'
import { http } from './http'
import { addNotice } from './notices'
import { codeOf } from './problem'

/** A file the server makes, handed to the browser's downloads under our own name; a failure is told above the page. */
export async function download(
  path: string,
  searchParams: Readonly<Record<string, string | number>>,
  fileName: string,
): Promise<void> {
  try {
    offer(await http.get(path, { searchParams }).blob(), fileName)
  } catch (error) {
    addNotice(codeOf(error))
  }
}
