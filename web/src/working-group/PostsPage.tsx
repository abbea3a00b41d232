import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { GroupPost } from 'shared/working-group-posts'
import { StatusTag } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Checkbox } from '../design/Choices'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { ErrorState, Skeleton } from '../design/states'
import { TextField } from '../design/TextField'
import { useReach } from '../network/HospitalField'
import { paths } from '../paths'
import { OfflineError } from '../problem'
import { shownDay, today } from '../time'
import { useWords } from '../words/define'
import { postWords } from '../words/sessions'
import { groupWords, postKindWords } from '../words/working-group'
import { posts } from './api'
import { EditPostDialog } from './EditPostDialog'
import { HolderDialog } from './HolderDialog'
import { NewPostDialog } from './NewPostDialog'
import { placeText, postText } from './place'
import '../design/Card.css'
import './working-group.css'

type Open = { what: 'new' } | { what: 'holder' | 'edit'; post: GroupPost }

/** Posts of the working group, apart from whoever holds them. */
export function PostsPage() {
  const words = useWords(postWords)
  const group = useWords(groupWords)
  const { national } = useReach()
  const [open, setOpen] = useState<Open>()
  const [search, setSearch] = useState('')
  const [closed, setClosed] = useState(false)
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            <ButtonLink href={paths.sessions}>{group.back}</ButtonLink>
            {national && (
              <Button kind="primary" icon="personAdd" onClick={() => setOpen({ what: 'new' })}>
                {words.new}
              </Button>
            )}
          </>
        }
      />
      <div className="g-stack">
        <Filters onSearch={setSearch} closed={closed} onClosed={setClosed} />
        <Found search={search} closed={closed} {...(national && { onOpen: setOpen })} />
      </div>
      {open?.what === 'new' && <NewPostDialog onClose={close} />}
      {open?.what === 'holder' && <HolderDialog post={open.post} onClose={close} />}
      {open?.what === 'edit' && <EditPostDialog post={open.post} onClose={close} />}
    </>
  )
}

function Filters({
  onSearch,
  closed,
  onClosed,
}: {
  onSearch: (text: string) => void
  closed: boolean
  onClosed: (closed: boolean) => void
}) {
  const words = useWords(postWords)
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch(text.trim())
  }
  return (
    <search className="g-card g-no-print">
      <form className="g-stack" onSubmit={submit}>
        <TextField
          label={words.search}
          type="search"
          maxLength={80}
          value={text}
          onChange={({ target }) => setText(target.value)}
          after={
            <Button type="submit" icon="search">
              {words.find}
            </Button>
          }
        />
        <Checkbox label={words.closedToo} checked={closed} onChange={({ target }) => onClosed(target.checked)} />
      </form>
    </search>
  )
}

function Found({ search, closed, onOpen }: { search: string; closed: boolean; onOpen?: (open: Open) => void }) {
  const words = useWords(postWords)
  const kinds = useWords(postKindWords)
  const query = useInfiniteQuery(posts({ search, closed }))
  if (query.data === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  }
  const columns: readonly Column<GroupPost>[] = [
    {
      key: 'post',
      header: words.post,
      title: true,
      cell: ({ name, closedOn }) => (
        <span className="g-post">
          {name}
          {closedOn !== null && <StatusTag tone="neutral">{words.closedOn(shownDay(closedOn))}</StatusTag>}
        </span>
      ),
    },
    { key: 'kind', header: words.kind, cell: ({ kind }) => kinds[kind] },
    { key: 'place', header: words.place, cell: ({ place }) => placeText(place) || '—' },
    { key: 'holder', header: words.holder, cell: (post) => <Holders post={post} /> },
    ...(onOpen
      ? [
          {
            key: 'acts',
            header: words.acts,
            cell: (post: GroupPost) => (
              <span className="g-row g-post-acts">
                {post.closedOn === null && (
                  <Button
                    size="small"
                    aria-label={words.actOn(words.nameHolder, postText(post))}
                    onClick={() => onOpen({ what: 'holder', post })}
                  >
                    {words.nameHolder}
                  </Button>
                )}
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={words.actOn(words.edit, postText(post))}
                  onClick={() => onOpen({ what: 'edit', post })}
                >
                  {words.edit}
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ]
  return (
    <div className="g-stack" aria-busy={query.isPlaceholderData}>
      <DataTable
        caption={words.caption}
        level={2}
        copy={false}
        columns={columns}
        rows={query.data.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => id}
        empty={
          search === '' && !closed
            ? { title: words.none, text: words.noneText }
            : { title: words.noneFound, text: words.noneFoundText }
        }
        pageLength={1000} // "Ver más" lengthens the list
      />
      {query.hasNextPage && (
        <div className="g-row g-no-print">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Who holds it today or will, and who did. */
function Holders({ post: { holders } }: { post: GroupPost }) {
  const words = useWords(postWords)
  const day = today()
  const now = holders.filter(({ endsOn }) => endsOn === null || endsOn >= day)
  const former = holders.filter(({ endsOn }) => endsOn !== null && endsOn < day)
  return (
    <span className="g-post">
      {now.length === 0 && <span className="g-soft">{words.nobody}</span>}
      {now.map(({ id, name, startsOn }) => (
        <span key={id}>
          {name} <small>{(startsOn > day ? words.from : words.since)(shownDay(startsOn))}</small>
        </span>
      ))}
      {former.length > 0 && (
        <details>
          <summary>{words.formerOnes}</summary>
          <ul>
            {former.map(({ id, name, startsOn, endsOn }) => (
              <li key={id}>{words.before(name, shownDay(startsOn), shownDay(endsOn ?? ''))}</li>
            ))}
          </ul>
        </details>
      )}
    </span>
  )
}
