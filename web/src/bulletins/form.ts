import type { Bulletin, BulletinEdit, BulletinPhoto } from 'shared/bulletins'

/** What is typed of a bulletin, with the version that it began from. */
export interface BulletinForm {
  version: number
  year: string
  number: string
  titleEs: string
  titleEn: string
  textEs: string
  textEn: string
  photos: BulletinPhoto[]
  notAPerson: string[]
}

export const formOf = ({
  version,
  year,
  number,
  titleEs,
  titleEn,
  textEs,
  textEn,
  photos,
}: Bulletin): BulletinForm => ({
  ...{ version, year: String(year), number: String(number), titleEs, titleEn, textEs, textEn },
  photos: photos.map(({ hidden: _, ...photo }) => photo),
  notAPerson: [],
})

export const editOf = ({ version: _, year, number, notAPerson, ...texts }: BulletinForm): BulletinEdit => ({
  ...texts,
  ...{ year: Number(year), number: Number(number) },
  ...(notAPerson.length > 0 && { notAPerson }),
})

export const noPhoto: BulletinPhoto = { url: '', caption: '', consent: false, consentExpiresOn: null }
