import { type BulletinLanguage, dayIn, longDay } from './bulletin.js'
import type { FigureKey } from './figure-keys.js'
import type { PublicAgreement } from './published-minutes.js'
import type { SessionMode } from './working-group.js'

/** What a draft is written from. No person is in it: who came is not told. */
export interface DraftSource {
  session: { number: number; heldOn: string; mode: SessionMode; topic: string | null }
  figures: readonly { key: FigureKey; value: number | string | null }[]
  agreements: readonly PublicAgreement[]
}

interface Draft {
  title: string
  text: string
}

/**
 * The first words of a bulletin: markdown whose figures are references. A sentence is left out where a figure of it is
 * hidden, or where there is nothing to tell.
 */
export function bulletinDraft(source: DraftSource, lang: BulletinLanguage): Draft {
  const words = lang === 'es' ? spanish : english
  const values = new Map(source.figures.map(({ key, value }) => [key, value]))
  const told = ({ needs, say }: Sentence) => (needs.every((key) => values.get(key) != null) ? [say] : [])
  const parts = words.parts.flatMap(({ heading, sentences }) => {
    const said = sentences.flatMap(told)
    return said.length === 0 ? [] : [`## ${heading}\n\n${said.join(' ')}`]
  })
  const agreed = source.agreements.map((agreement) => `- ${words.agreement(agreement)}`)
  return {
    title: words.title(source),
    text: [
      words.opening(source),
      ...parts,
      ...(agreed.length === 0 ? [] : [`## ${words.agreements}\n\n${agreed.join('\n')}`]),
      words.closing,
    ].join('\n\n'),
  }
}

/** A sentence and the figures without which it is not said. */
interface Sentence {
  needs: readonly FigureKey[]
  say: string
}

interface Words {
  title: (source: DraftSource) => string
  opening: (source: DraftSource) => string
  parts: readonly { heading: string; sentences: readonly Sentence[] }[]
  agreements: string
  agreement: (agreement: PublicAgreement) => string
  closing: string
}

/** Every reference of a sentence is one that it needs. */
const sentence = (say: string): Sentence => ({
  needs: [...say.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key as FigureKey), // written below, each a key
  say,
})

/** Words of others in markdown: one line, and nothing in them is a sign. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#{}]/g, String.raw`\$&`)

/** With a full stop behind it, where it has none. */
const sentenceOf = (text: string) => `${plain(text)}${/[.!?…]\s*$/.test(text) ? '' : '.'}`

const spanish: Words = {
  title: ({ session: { number, topic } }) =>
    `Sesión ${number} del grupo de trabajo con madres y padres${topic === null ? '' : `: ${topic}`}`,
  opening: ({ session: { number, heldOn, mode, topic } }) =>
    `El ${dayIn('es', heldOn, longDay)}, el instituto y las familias de niñas, niños y adolescentes con cáncer tuvieron la sesión ${number} de su grupo de trabajo, ${
      {
        virtual: 'por videoconferencia',
        'in-person': 'de manera presencial',
        regional: 'en una reunión regional',
        dialogue: 'en una mesa de diálogo',
      }[mode]
    }.${topic === null ? '' : ` El tema médico fue: ${plain(topic)}.`}`,
  parts: [
    {
      heading: 'Personas registradas',
      sentences: [
        sentence('Al {{on}}, la plataforma tenía registradas a {{total}} personas con cáncer.'),
        sentence(
          'De ellas, {{paediatric}} son niñas, niños y adolescentes ({{paediatricPercent}}) y {{adult}} son personas adultas ({{adultPercent}}).',
        ),
        sentence('En las dos semanas que terminaron ese día se sumaron {{added}}.'),
        sentence(
          'Las atienden {{hospitals}} hospitales: {{umae}} de alta especialidad (UMAE) y {{secondLevel}} de segundo nivel.',
        ),
      ],
    },
    {
      heading: 'Tratamiento y dolor',
      sentences: [
        sentence(
          'En ese periodo había programadas cerca de {{dosesDue}} dosis de quimioterapia, y el {{dosesOnTimePercent}} se aplicó a tiempo.',
        ),
        sentence(
          'El {{firstTreatmentPercent}} de quienes empezaron su tratamiento lo hizo en los tres días siguientes al diagnóstico.',
        ),
        sentence('Se valoró el dolor en el {{painAssessedPercent}} de los días con dosis.'),
        sentence('De los dolores moderados o intensos, el {{painTreatedPercent}} se atendió en el tiempo fijado.'),
      ],
    },
    {
      heading: 'Abasto',
      sentences: [
        sentence('Claves con existencias contadas: {{supplyKeys}}; piezas: {{supplyPieces}}.'),
        sentence('Alcanzan para {{supplyMonths}} meses de lo programado.'),
        sentence('Casos de desabasto abiertos: {{openShortages}}; hospitales con alguno: {{hospitalsWithShortage}}.'),
      ],
    },
  ],
  agreements: 'Acuerdos',
  agreement: ({ code, text, responsible, dueOn }) =>
    `**${code}** ${sentenceOf(text)} Responsable: ${plain(responsible)}. Fecha: ${dayIn('es', dueOn, longDay)}.`,
  closing:
    'Cada cifra sale de un informe congelado que puede consultarse. Las minutas y el avance de los acuerdos están en la plataforma.',
}

const english: Words = {
  title: ({ session: { number, topic } }) =>
    `Session ${number} of the working group with mothers and fathers${topic === null ? '' : `: ${topic}`}`,
  opening: ({ session: { number, heldOn, mode, topic } }) =>
    `On ${dayIn('en', heldOn, longDay)} the institute and the families of children and adolescents with cancer held session ${number} of their working group, ${
      {
        virtual: 'by video conference',
        'in-person': 'in person',
        regional: 'in a regional meeting',
        dialogue: 'as a dialogue table',
      }[mode]
    }.${topic === null ? '' : ` Its medical topic was: ${plain(topic)}.`}`,
  parts: [
    {
      heading: 'People registered',
      sentences: [
        sentence('On {{on}} the platform had {{total}} people with cancer on its roll.'),
        sentence(
          'Of them, {{paediatric}} are children and adolescents ({{paediatricPercent}}) and {{adult}} are adults ({{adultPercent}}).',
        ),
        sentence('In the two weeks that ended on that day {{added}} were added.'),
        sentence(
          'Care is given in {{hospitals}} hospitals: {{umae}} of high specialty (UMAE) and {{secondLevel}} of second level.',
        ),
      ],
    },
    {
      heading: 'Treatment and pain',
      sentences: [
        sentence(
          'About {{dosesDue}} doses of chemotherapy were planned in that time, and {{dosesOnTimePercent}} were given on time.',
        ),
        sentence('Of those who began treatment, {{firstTreatmentPercent}} did so within three days of the diagnosis.'),
        sentence('Pain was assessed on {{painAssessedPercent}} of the days with a dose.'),
        sentence('Of moderate or severe pains, {{painTreatedPercent}} were answered in the time that was set.'),
      ],
    },
    {
      heading: 'Supply',
      sentences: [
        sentence('Keys with counted stock: {{supplyKeys}}; pieces: {{supplyPieces}}.'),
        sentence('They last for {{supplyMonths}} months of what is planned.'),
        sentence('Open cases of shortage: {{openShortages}}; hospitals with one: {{hospitalsWithShortage}}.'),
      ],
    },
  ],
  agreements: 'Agreements',
  agreement: ({ code, text, responsible, dueOn }) =>
    `**${code}** ${sentenceOf(text)} Responsible: ${plain(responsible)}. Due: ${dayIn('en', dueOn, longDay)}.`,
  closing:
    'Every figure comes from a frozen report that can be read. Minutes and the progress of agreements are on the platform.',
}
