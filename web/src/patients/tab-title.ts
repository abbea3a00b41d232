import { useEffect } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'

/** For a page whose heading names a person: the browser's tab says the record's number instead. */
export function useTabTitle(title: string) {
  const words = useWords(common)
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title, words])
}
