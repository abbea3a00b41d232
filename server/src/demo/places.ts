import { BORN_ABROAD, states } from 'shared/states'
import { type Chance, type Draw, drawFrom, drawWord } from './chance.js'

/** States whose people come to the hospitals of a state, nearest and largest first: mostly its neighbours. Ours. */
const neighbours: Record<string, string> = {
  AS: 'ZS:6 JC:4',
  BC: 'SR:5 BS:2 SL:3',
  BS: 'BC:3 SL:4',
  CC: 'YN:3 TC:5 QR:2',
  CH: 'CL:3 DG:4 SR:2',
  CL: 'DG:6 CH:3 ZS:3 NL:3',
  CM: 'JC:6 MN:3',
  CS: 'TC:3 OC:3 VZ:2',
  DF: 'MC:60 HG:8 MS:8 GR:7 PL:5 OC:6 VZ:6',
  DG: 'CL:5 ZS:3 CH:2 SL:2',
  GR: 'MS:4 MC:4 OC:3',
  GT: 'MN:6 QT:4 SP:3 JC:3 AS:2',
  HG: 'MC:6 VZ:3 PL:2 TL:2',
  JC: 'NT:6 MN:6 CM:5 ZS:4 GT:3 AS:3 SL:2',
  MC: 'DF:10 HG:4 MN:3 GR:2 PL:2',
  MN: 'GT:4 JC:3 MC:3 GR:2',
  MS: 'GR:5 MC:4 PL:2 DF:3',
  NL: 'TS:6 CL:6 SP:4 ZS:2',
  NT: 'JC:5 SL:3',
  OC: 'VZ:3 CS:3 PL:2 GR:2',
  PL: 'TL:6 OC:5 VZ:5 MC:3',
  QR: 'YN:5 CC:3 CS:3 TC:3 VZ:2',
  QT: 'GT:5 HG:3 MC:3 SP:2',
  SL: 'SR:3 DG:3 NT:3',
  SP: 'ZS:4 TS:4 GT:2 VZ:2',
  SR: 'SL:6 CH:3 BC:3 BS:3',
  TC: 'CS:6 CC:4 VZ:4',
  TL: 'PL:8 MC:2',
  TS: 'VZ:5 SP:4 NL:3',
  VZ: 'OC:4 PL:4 TC:3 TS:2',
  YN: 'CC:6 QR:7 TC:2',
  ZS: 'AS:4 DG:3 JC:3 SP:3',
}

/** Where people of a hospital were born: near it, and farther away from a UMAE, which serves a region. */
export function openBirthplaces(): (chance: Chance, hospital: { state: string; umae: boolean }) => string {
  const nearby = new Map<string, Draw<string>>(
    Object.entries(neighbours).map(([state, words]) => [state, drawWord(words)] as const),
  )
  const anywhere = drawFrom(states.map(({ curpCode }) => [curpCode as string, 1] as const))
  return (chance, { state, umae }) => {
    const where = chance.real()
    if (where < 0.005) return BORN_ABROAD
    if (where < 0.03) return anywhere(chance)
    const fromOutside = state === 'DF' ? 0.52 : umae ? 0.34 : 0.1
    return where < 0.03 + fromOutside ? (nearby.get(state) ?? anywhere)(chance) : state
  }
}
