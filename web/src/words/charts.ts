import { defineWords } from './define'

export const charts = defineWords({
  es: {
    asTable: 'Ver como tabla',
    asChart: 'Ver como gráfica',
    downloadPng: 'Imagen PNG',
    downloadXlsx: 'Excel',
    download: 'Descargar:',
    pngFailed: 'El navegador no pudo hacer la imagen. Use Excel o imprima la página.',
    hidden: 'Oculto para no identificar a nadie',
    hiddenShort: 'oculto',
    noData: 'Sin dato',
    women: 'Mujeres',
    men: 'Hombres',
    ageBand: 'Edad',
    office: 'Oficina',
    value: 'Personas',
    people: 'personas',
    period: 'Periodo',
    hospital: 'Hospital',
    level: 'Nivel',
    umae: 'UMAE',
    secondLevel: 'Segundo nivel',
    goal: (value: string) => `Meta ${value}`,
    legend: 'Personas por oficina',
    classRange: (from: string, to: string) => `${from}–${to}`,
    mapKeys: 'Use las flechas para ir de una oficina a otra y Entrar para ver sus hospitales.',
    barSummary: (count: number, max: string, maxAt: string, min: string, minAt: string) =>
      `${count} periodos. El mayor fue ${max} en ${maxAt}; el menor, ${min} en ${minAt}.`,
    pyramidSummary: (women: string, men: string, peak: string) =>
      `${women} mujeres y ${men} hombres. El grupo más numeroso es el de ${peak} años.`,
    mapSummary: (offices: number, top: string, value: string) =>
      `${offices} oficinas. La que tiene más personas es ${top}, con ${value}.`,
    rankSummary: (count: number, top: string, value: string) =>
      `${count} hospitales, de mayor a menor. Primero, ${top}, con ${value}.`,
    hiddenSummary: (count: number) => (count === 1 ? 'Hay un dato oculto.' : `Hay ${count} datos ocultos.`),
    day: 'Día',
    lineSummary: (count: number, first: string, firstOn: string, last: string, lastOn: string) =>
      `${count} medidas, de ${first} el ${firstOn} a ${last} el ${lastOn}.`,
    session: (number: string) => `Sesión ${number}`,
  },
  en: {
    asTable: 'See as table',
    asChart: 'See as chart',
    downloadPng: 'PNG image',
    downloadXlsx: 'Excel',
    download: 'Download:',
    pngFailed: 'The browser could not make the image. Use Excel or print the page.',
    hidden: 'Hidden so that nobody is identified',
    hiddenShort: 'hidden',
    noData: 'No data',
    women: 'Women',
    men: 'Men',
    ageBand: 'Age',
    office: 'Office',
    value: 'People',
    people: 'people',
    period: 'Period',
    hospital: 'Hospital',
    level: 'Level',
    umae: 'UMAE',
    secondLevel: 'Second level',
    goal: (value: string) => `Goal ${value}`,
    legend: 'People by office',
    classRange: (from: string, to: string) => `${from}–${to}`,
    mapKeys: 'Use the arrow keys to move between offices and Enter to see their hospitals.',
    barSummary: (count: number, max: string, maxAt: string, min: string, minAt: string) =>
      `${count} periods. The highest was ${max} in ${maxAt}; the lowest, ${min} in ${minAt}.`,
    pyramidSummary: (women: string, men: string, peak: string) =>
      `${women} women and ${men} men. The largest group is aged ${peak}.`,
    mapSummary: (offices: number, top: string, value: string) =>
      `${offices} offices. The one with most people is ${top}, with ${value}.`,
    rankSummary: (count: number, top: string, value: string) =>
      `${count} hospitals, from most to least. First, ${top}, with ${value}.`,
    hiddenSummary: (count: number) => (count === 1 ? 'One value is hidden.' : `${count} values are hidden.`),
    day: 'Day',
    lineSummary: (count: number, first: string, firstOn: string, last: string, lastOn: string) =>
      `${count} measures, from ${first} on ${firstOn} to ${last} on ${lastOn}.`,
    session: (number: string) => `Session ${number}`,
  },
})
