/** Where each of the 35 OOADs stands, column and row, so that neighbours stay neighbours. Own arrangement. */
export const tiles: readonly { ooadCode: string; short: string; column: number; row: number }[] = [
  { ooadCode: '02', short: 'BC', column: 0, row: 0 },
  { ooadCode: '27', short: 'Son', column: 1, row: 0 },
  { ooadCode: '08', short: 'Chih', column: 2, row: 0 },
  { ooadCode: '05', short: 'Coah', column: 3, row: 0 },
  { ooadCode: '20', short: 'NL', column: 4, row: 0 },
  { ooadCode: '29', short: 'Tamps', column: 5, row: 0 },
  { ooadCode: '03', short: 'BCS', column: 0, row: 1 },
  { ooadCode: '26', short: 'Sin', column: 2, row: 1 },
  { ooadCode: '10', short: 'Dgo', column: 3, row: 1 },
  { ooadCode: '34', short: 'Zac', column: 4, row: 1 },
  { ooadCode: '25', short: 'SLP', column: 5, row: 1 },
  { ooadCode: '19', short: 'Nay', column: 2, row: 2 },
  { ooadCode: '01', short: 'Ags', column: 3, row: 2 },
  { ooadCode: '11', short: 'Gto', column: 4, row: 2 },
  { ooadCode: '23', short: 'Qro', column: 5, row: 2 },
  { ooadCode: '13', short: 'Hgo', column: 6, row: 2 },
  { ooadCode: '31', short: 'Ver N', column: 7, row: 2 },
  { ooadCode: '14', short: 'Jal', column: 2, row: 3 },
  { ooadCode: '17', short: 'Mich', column: 3, row: 3 },
  { ooadCode: '16', short: 'Mex P', column: 4, row: 3 },
  { ooadCode: '35', short: 'CDMX N', column: 5, row: 3 },
  { ooadCode: '15', short: 'Mex O', column: 6, row: 3 },
  { ooadCode: '30', short: 'Tlax', column: 7, row: 3 },
  { ooadCode: '33', short: 'Yuc', column: 10, row: 3 },
  { ooadCode: '06', short: 'Col', column: 2, row: 4 },
  { ooadCode: '18', short: 'Mor', column: 4, row: 4 },
  { ooadCode: '37', short: 'CDMX S', column: 5, row: 4 },
  { ooadCode: '22', short: 'Pue', column: 6, row: 4 },
  { ooadCode: '32', short: 'Ver S', column: 7, row: 4 },
  { ooadCode: '28', short: 'Tab', column: 8, row: 4 },
  { ooadCode: '04', short: 'Camp', column: 9, row: 4 },
  { ooadCode: '24', short: 'QRoo', column: 10, row: 4 },
  { ooadCode: '12', short: 'Gro', column: 5, row: 5 },
  { ooadCode: '21', short: 'Oax', column: 6, row: 5 },
  { ooadCode: '07', short: 'Chis', column: 7, row: 5 },
]

export const gridSize = { columns: 11, rows: 6 }

/** The nearest tile in a direction: straight ahead first, a little aside if there is none. */
export function neighbour(from: { column: number; row: number }, key: string) {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key]
  if (!step) return undefined
  const [across = 0, down = 0] = step
  return tiles
    .map((tile) => {
      const ahead = (tile.column - from.column) * across + (tile.row - from.row) * down
      const aside = Math.abs((tile.column - from.column) * down) + Math.abs((tile.row - from.row) * across)
      return { tile, ahead, far: ahead + aside * 3 }
    })
    .filter(({ ahead }) => ahead > 0)
    .sort((a, b) => a.far - b.far)[0]?.tile
}
