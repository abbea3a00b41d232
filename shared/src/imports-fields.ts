import { fold } from './fold.js'
import type { BuiltInMapping } from './imports.js'

/** A column a mapping knows: `header` as templates print it, `aliases` as hospitals also write it. */
export interface ImportField {
  field: string
  header: string
  aliases: readonly string[]
  required: boolean
  /** What a cell may hold, for the template and the mapping screen. */
  example: string
}

const field = (name: string, header: string, example: string, aliases: readonly string[] = []): ImportField => ({
  field: name,
  header,
  aliases,
  required: false,
  example,
})
const required = (...args: Parameters<typeof field>): ImportField => ({ ...field(...args), required: true })

/** Headers of the contract (api.md), in any order, case and accent. Examples are of nobody. */
const patients: readonly ImportField[] = [
  field('curp', 'curp', '', ['clave única de registro de población']),
  field('nss', 'nss', '12345678903', [
    'número de seguridad social',
    'número de seguro social',
    'no. de seguridad social',
  ]),
  field('agregado', 'agregado', '3F2015OR', ['agregado médico', 'agregado medico']),
  required('givenName', 'nombre', 'Itzel', ['nombres', 'nombre(s)', 'nombre de pila']),
  required('firstSurname', 'primer_apellido', 'Núñez', ['apellido paterno', 'paterno', 'apellido 1']),
  field('secondSurname', 'segundo_apellido', "D'Amico", ['apellido materno', 'materno', 'apellido 2']),
  required('birthDate', 'fecha_nacimiento', '27/03/2015', ['fecha de nacimiento', 'nacimiento', 'fecha nac']),
  required('sex', 'sexo', 'M', ['género', 'sexo (h, m, x)']),
  field('birthState', 'entidad_nacimiento', 'Jalisco', [
    'entidad de nacimiento',
    'estado de nacimiento',
    'lugar de nacimiento',
  ]),
  required('clues', 'clues', 'DFIMS000616', ['clave clues', 'unidad clues', 'clues unidad']),
  field('icd10', 'cie10', 'C91.0', ['cie-10', 'cie 10', 'icd10', 'icd-10', 'diagnóstico cie10']),
  field('topography', 'topografia', 'C42.1', ['topografía', 'topografía cie-o']),
  field('morphology', 'morfologia', '9836/3', ['morfología', 'histología', 'morfología cie-o']),
  field('behaviour', 'comportamiento', '3', ['conducta', 'comportamiento biológico']),
  field('diagnosisDate', 'fecha_diagnostico', '14/08/2024', [
    'fecha de diagnóstico',
    'fecha dx',
    'confirmación diagnóstica',
  ]),
  field('weightKg', 'peso_kg', '24.5', ['peso', 'peso (kg)']),
  field('heightCm', 'talla_cm', '118', ['talla', 'talla (cm)', 'estatura']),
]

/** The 27-column census sheet; positions, names and rules in server/catalogue/census-27.csv. */
const census: readonly ImportField[] = [
  field('consecutive', 'No.', '1', ['no', 'num', 'número', 'consecutivo']),
  field('ooad', 'OOAD', 'Jalisco', ['delegación', 'ooad o delegación']),
  required('hospital', 'UNIDAD MÉDICA', 'JCIMS000434', ['unidad', 'hospital', 'clues']),
  required('name', 'NOMBRE', 'NÚÑEZ RÍOS ITZEL', ['nombre completo', 'nombre del paciente']),
  field('nss', 'NSS', '12345678903', ['número de seguridad social']),
  field('agregado', 'AGREGADO MÉDICO', '3F2015OR', ['agregado']),
  required('birthDate', 'FECHA DE NACIMIENTO', '27/03/2015', ['fecha nacimiento', 'fecha nac', 'f. nacimiento']),
  field('ageText', 'EDAD', '9 A 4 M'),
  field('symptomOnset', 'INICIO DE SÍNTOMAS', '01/06/2024', ['inicio sintomas']),
  field('diagnosisDate', 'CONFIRMACIÓN DIAGNÓSTICA', '14/08/2024', [
    'fecha de diagnóstico',
    'confirmación de diagnóstico',
  ]),
  field('diagnosisText', 'DIAGNÓSTICO', 'Leucemia linfoblástica aguda', ['dx']),
  field('stage', 'ESTADIO', 'NA', ['etapa', 'estadío']),
  field('referredOn', 'FECHA DE ENVÍO A ONCOCREAN', '16/08/2024', ['envío a oncocrean']),
  field('firstSeenOn', 'PRIMERA ATENCIÓN EN ONCOCREAN', '19/08/2024', ['primera atención']),
  field('referringUnitKind', 'UNIDAD QUE REFIERE', '2'),
  field('chemotherapyStart', 'INICIO DE QUIMIOTERAPIA', '22/08/2024', ['inicio quimioterapia', 'inicio qt']),
  field('firstLineScheme', 'ESQUEMA DE PRIMERA LÍNEA', '', ['esquema']),
  field('chemotherapyEnd', 'TÉRMINO DE QUIMIOTERAPIA', '', ['término quimioterapia', 'término qt']),
  field('sentToReference', 'ENVIADO A CENTRO DE REFERENCIA', '0'),
  field('sentToReferenceOn', 'FECHA DE ENVÍO', ''),
  field('sentReason', 'MOTIVO DE ENVÍO', ''),
  field('lastVisit', 'ÚLTIMA CONSULTA', '30/09/2024'),
  field('relapse', 'RECAÍDA', 'NO', ['recaida']),
  field('deceased', 'DEFUNCIÓN', 'NO', ['fallecimiento']),
  field('causeOfDeath', 'CAUSA DE DEFUNCIÓN', ''),
  field('comments', 'COMENTARIOS', '', ['observaciones']),
  field('frequentDiagnosis', 'DIAGNÓSTICO FRECUENTE', ''),
]

/** Cases without identity. The columns of known research files are in the server; these are our own sheet's. */
const deidentified: readonly ImportField[] = [
  required('caseNumber', 'caso', '1', ['case', 'case_number', 'seqno', 'rownames', 'id']),
  field('sex', 'sexo', 'mujer', ['sex', 'gender']),
  field('ageMonths', 'edad_meses', '25', ['age_months']),
  field('icd10', 'cie10', 'C64', ['cie-10', 'icd10']),
  field('topography', 'topografia', 'C64.9', ['topography']),
  field('morphology', 'morfologia', '8960/3', ['morphology']),
  field('iccc3Group', 'grupo_iccc3', 'VI', ['iccc3', 'iccc', 'iccc_group']),
  field('stage', 'estadio', 'II', ['stage']),
  field('histology', 'histologia', 'favourable', ['histology']),
  field('relapse', 'recaida', '0', ['relapse']),
  field('daysToRelapse', 'dias_recaida', '', ['days_to_relapse']),
  field('deceased', 'defuncion', '0', ['deceased', 'status']),
  field('survivalDays', 'dias_supervivencia', '1801', ['survival_days']),
]

export const importFields: Readonly<Record<BuiltInMapping, readonly ImportField[]>> = {
  patients,
  'census-27': census,
  'deidentified-cases': deidentified,
}

/** The form in which headers are compared: folded, signs and underscores as spaces. */
export const foldHeader = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
