import { inRanges, parseRanges } from './oncology-codes.js'

type Family = { name: string; histologies: string; sites: string; elsewhere: 'query' | 'rare' }

/**
 * Families of histologies and the sites where they arise. `rare` elsewhere when such cases are published, `query` when the
 * usual reason is a wrong code. Own list, after the kind of check that IARC Technical Report 42 (Ferlay and others, 2005)
 * describes and the site notes of ICD-O-3. C76 and C80 (ill-defined, unknown) pass for solid tumours.
 */
const families: readonly Family[] = [
  { name: 'retinoblastoma', histologies: '9510-9514', sites: 'C692', elsewhere: 'query' },
  { name: 'osteosarcoma', histologies: '9180-9187;9191-9195;9200', sites: 'C400-C419;C760-C809', elsewhere: 'rare' },
  {
    name: 'chondrosarcoma',
    histologies: '9220-9221;9230-9231;9240-9243',
    sites: 'C300-C329;C400-C419;C490-C499;C760-C809',
    elsewhere: 'rare',
  },
  { name: 'odontogenic', histologies: '9270-9342', sites: 'C030-C039;C410-C411;C310', elsewhere: 'query' },
  {
    name: 'leukaemia',
    histologies: '9800-9809;9820;9826;9831-9836;9840-9920;9931-9948',
    sites: 'C420-C421;C424',
    elsewhere: 'query',
  },
  { name: 'myeloma', histologies: '9732-9733', sites: 'C420-C421', elsewhere: 'query' },
  { name: 'myeloproliferative', histologies: '9950-9967;9975-9993', sites: 'C420-C421;C424', elsewhere: 'query' },
  {
    name: 'hodgkin-lymphoma',
    histologies: '9650-9667',
    sites: 'C379;C380-C389;C420-C424;C770-C779;C809',
    elsewhere: 'rare',
  },
  {
    name: 'melanoma',
    histologies: '8720-8790',
    sites: 'C000-C069;C209-C218;C300-C319;C440-C449;C510-C529;C600-C609;C632;C690-C729;C760-C809',
    elsewhere: 'rare',
  },
  {
    name: 'basal-cell-carcinoma',
    histologies: '8090-8098',
    sites: 'C000-C006;C210-C211;C440-C449;C510-C519;C600-C609;C632',
    elsewhere: 'query',
  },
  {
    name: 'glioma',
    histologies: '9380-9384;9390-9425;9430-9460',
    sites: 'C300;C692;C696;C700-C729;C751-C753',
    elsewhere: 'query',
  },
  {
    name: 'central-embryonal',
    histologies: '9470-9480;9508',
    sites: 'C700-C729;C751-C753',
    elsewhere: 'query',
  },
  { name: 'meningioma', histologies: '9530-9539', sites: 'C300-C319;C410;C690-C729', elsewhere: 'rare' },
  { name: 'pineal', histologies: '9360-9362', sites: 'C700-C729;C753', elsewhere: 'query' },
  { name: 'craniopharyngioma', histologies: '9350-9352', sites: 'C700-C729;C751-C752', elsewhere: 'query' },
  { name: 'nephroblastoma', histologies: '8959-8960', sites: 'C649', elsewhere: 'rare' },
  { name: 'renal-sarcoma', histologies: '8964-8967', sites: 'C649-C659', elsewhere: 'query' },
  { name: 'renal-cell', histologies: '8312;8316-8319', sites: 'C649', elsewhere: 'query' },
  { name: 'liver', histologies: '8160-8180;8970;8975', sites: 'C220-C249', elsewhere: 'rare' },
  { name: 'pancreatoblastoma', histologies: '8971', sites: 'C250-C259', elsewhere: 'rare' },
  { name: 'pleuropulmonary-blastoma', histologies: '8972-8973', sites: 'C340-C349;C380-C388', elsewhere: 'query' },
  {
    name: 'germ-cell',
    histologies: '9060-9105',
    sites: 'C220;C379-C389;C410-C419;C480-C499;C510-C589;C620-C629;C690-C729;C751-C753;C760-C809',
    elsewhere: 'rare',
  },
  {
    name: 'seminoma',
    histologies: '9061-9063',
    sites: 'C379-C389;C480-C499;C620-C629;C751-C753;C760-C809',
    elsewhere: 'query',
  },
  {
    name: 'neuroblastoma',
    histologies: '9490;9500',
    sites: 'C300;C379-C389;C470-C499;C690-C729;C740-C749;C754-C759;C760-C809',
    elsewhere: 'query',
  },
  { name: 'olfactory', histologies: '9520-9523', sites: 'C300-C319', elsewhere: 'rare' },
  { name: 'adrenal-cortex', histologies: '8370-8375', sites: 'C740-C749', elsewhere: 'query' },
  { name: 'thyroid', histologies: '8330-8337;8340-8350', sites: 'C739;C569', elsewhere: 'rare' },
  { name: 'thymoma', histologies: '8580-8586', sites: 'C379-C389', elsewhere: 'rare' },
  {
    name: 'mesothelioma',
    histologies: '9050-9055',
    sites: 'C380-C388;C480-C488;C569;C630-C639;C760-C809',
    elsewhere: 'query',
  },
  { name: 'urothelial', histologies: '8120;8130-8131', sites: 'C300-C319;C649-C689;C760-C809', elsewhere: 'rare' },
  { name: 'breast', histologies: '8520-8524', sites: 'C500-C509;C760-C809', elsewhere: 'rare' },
  { name: 'gastrointestinal-stromal', histologies: '8936', sites: 'C150-C269;C480-C499;C760-C809', elsewhere: 'rare' },
]

const parsed = families.map((family) => ({
  ...family,
  histologies: parseRanges(family.histologies),
  sites: parseRanges(family.sites),
}))

/** Site and histology as numbers (`siteNumber`, `histologyNumber`). A histology may be of two families: the stricter speaks. */
export function siteFits(site: number, histology: number): 'ok' | 'query' | 'rare' {
  const misplaced = parsed.filter(
    ({ histologies, sites }) => inRanges(histology, histologies) && !inRanges(site, sites),
  )
  if (misplaced.some(({ elsewhere }) => elsewhere === 'query')) return 'query'
  return misplaced.length > 0 ? 'rare' : 'ok'
}
