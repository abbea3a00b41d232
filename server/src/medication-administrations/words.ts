import type { Language } from 'shared/counts'
import type { AdministrationStatus, StatusReason } from 'shared/treatment'

interface WorklistWords {
  file: string
  name: string
  plannedOn: string
  daysLate: string
  person: string
  recordNumber: string
  age: string
  service: string
  medication: string
  route: string
  dose: string
  unit: string
  diluent: string
  minutes: string
  status: string
  reason: string
  doseGiven: string
  statuses: Record<AdministrationStatus, string>
  reasons: Record<StatusReason, string>
  about: (day: string) => string
  notAll: (rows: number) => string
}

/** Headings of the file; screens have their own words. */
export const worklistWords: Record<Language, WorklistWords> = {
  es: {
    file: 'lista-del-dia',
    name: 'Lista del día',
    plannedOn: 'Día planeado',
    daysLate: 'Días de atraso',
    person: 'Persona',
    recordNumber: 'Número de registro',
    age: 'Edad en años',
    service: 'Servicio',
    medication: 'Medicamento',
    route: 'Vía',
    dose: 'Dosis planeada',
    unit: 'Unidad',
    diluent: 'Diluyente',
    minutes: 'Minutos de infusión',
    status: 'Estado',
    reason: 'Motivo',
    doseGiven: 'Dosis dada',
    statuses: {
      planned: 'Por dar',
      'in-progress': 'En curso',
      completed: 'Dada',
      'not-done': 'No dada',
      cancelled: 'Cancelada',
      'entered-in-error': 'Registrada por error',
    },
    reasons: {
      'not-available': 'No hay medicamento',
      partial: 'Dada en parte',
      toxicity: 'Toxicidad',
      laboratory: 'Laboratorio',
      infection: 'Infección',
      absent: 'No acudió',
      refused: 'No aceptó',
      'no-bed': 'Sin cama',
      equipment: 'Equipo',
      other: 'Otro',
    },
    about: (day) => `Lo que aún espera de días anteriores y lo planeado para el ${day}.`,
    notAll: (rows) => `El archivo tiene las primeras ${rows} filas; hay más. Descargue por servicio.`,
  },
  en: {
    file: 'worklist',
    name: 'Worklist',
    plannedOn: 'Planned day',
    daysLate: 'Days late',
    person: 'Person',
    recordNumber: 'Record number',
    age: 'Age in years',
    service: 'Service',
    medication: 'Medication',
    route: 'Route',
    dose: 'Planned dose',
    unit: 'Unit',
    diluent: 'Diluent',
    minutes: 'Minutes of infusion',
    status: 'Status',
    reason: 'Reason',
    doseGiven: 'Dose given',
    statuses: {
      planned: 'To give',
      'in-progress': 'Under way',
      completed: 'Given',
      'not-done': 'Not given',
      cancelled: 'Cancelled',
      'entered-in-error': 'Entered in error',
    },
    reasons: {
      'not-available': 'Medicine not available',
      partial: 'Given in part',
      toxicity: 'Toxicity',
      laboratory: 'Laboratory',
      infection: 'Infection',
      absent: 'Did not come',
      refused: 'Refused',
      'no-bed': 'No bed',
      equipment: 'Equipment',
      other: 'Other',
    },
    about: (day) => `What still waits of earlier days, and what is planned for ${day}.`,
    notAll: (rows) => `The file holds the first ${rows} rows; there are more. Download it by service.`,
  },
}
