import { type BulletinPhoto, hasConsent } from 'shared/bulletins'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Checkbox } from '../design/Choices'
import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import { type Form, refusedAt } from '../form'
import { longDay, today } from '../time'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'
import { type BulletinForm, noPhoto } from './form'

/** Links to photographs, each with the consent of those in it. */
export function PhotoFields({ form: { values, refused, set } }: { form: Form<BulletinForm> }) {
  const words = useWords(bulletinWords)
  const { photos } = values
  const change = (at: number, part: Partial<BulletinPhoto>) =>
    set({ photos: photos.map((photo, n) => (n === at ? { ...photo, ...part } : photo)) }, [
      ...Object.keys(part).map((field) => `photos/${at}/${field}`),
    ])
  return (
    <Card title={words.photos}>
      <div className="g-stack">
        <p>{words.photosText}</p>
        {photos.map((photo, at) => {
          const id = (field: string) => `photos-${at}-${field}`
          const error = (field: string) => refusedAt(refused, `photos/${at}/${field}`)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same address, and their place is all they have
            <fieldset key={at} className="g-bulletin-photo">
              <legend>{words.photo(at + 1)}</legend>
              <div className="g-form-grid">
                <div className="g-span-6">
                  <TextField
                    id={id('url')}
                    label={words.url}
                    type="url"
                    value={photo.url}
                    error={error('url')}
                    onChange={({ target }) => change(at, { url: target.value })}
                  />
                </div>
                <div className="g-span-6">
                  <TextField
                    id={id('caption')}
                    label={words.caption}
                    value={photo.caption}
                    error={error('caption')}
                    onChange={({ target }) => change(at, { caption: target.value })}
                  />
                </div>
                <div className="g-span-6">
                  <Checkbox
                    id={id('consent')}
                    label={words.consent}
                    checked={photo.consent}
                    aria-invalid={error('consent') ? true : undefined}
                    onChange={({ target }) => change(at, { consent: target.checked })}
                  />
                </div>
                <div className="g-span-6">
                  <DateField
                    id={id('consentExpiresOn')}
                    label={words.consentExpiresOn}
                    hint={words.consentHint}
                    error={error('consentExpiresOn')}
                    value={photo.consentExpiresOn ?? ''}
                    onChange={(day) => change(at, { consentExpiresOn: day === '' ? null : day })}
                  />
                </div>
              </div>
              <p>{consentWords(photo, words)}</p>
              <Button
                size="small"
                kind="quiet"
                icon="close"
                onClick={() => set({ photos: photos.filter((_, n) => n !== at) }, ['photos'])}
              >
                {words.removePhoto(at + 1)}
              </Button>
            </fieldset>
          )
        })}
        <div className="g-row">
          <Button icon="upload" onClick={() => set({ photos: [...photos, noPhoto] })}>
            {words.addPhoto}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** How the consent for a photograph stands today. */
export function consentWords(
  photo: Pick<BulletinPhoto, 'consent' | 'consentExpiresOn'>,
  words: typeof bulletinWords.es,
): string {
  const { consent, consentExpiresOn } = photo
  if (!consent) return words.noConsent
  if (consentExpiresOn === null) return words.standsAlways
  if (!/^\d{4}-\d{2}-\d{2}$/.test(consentExpiresOn)) return words.consentHint
  return (hasConsent(photo, today()) ? words.stands : words.expired)(longDay(consentExpiresOn))
}
