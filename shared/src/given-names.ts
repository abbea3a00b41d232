/**
 * Given names one letter away from another that children of the same sex bear: Sofía and Sonia may be twins, while Sofa is
 * a slip for Sofía. Names told apart by sex alone (Luis, Luisa) are not here; the sex of the two records decides those.
 */
const neighbours = new Set(
  `abel adan adriana alan alba alma amalia amelia ariadna ariana axel celia dalia dario delia elisa eloisa elsa emilia
   emily emmanuel gael hernando fernando isabel isabela joel julia lidia lilia livia lucia luisa manuel marco maria mariana
   marina mario marta noel raul regina reina samara saul sofia sonia talia tamara yael`.split(/\s+/),
)

/** Both are names of their own and not one name spelt twice; takes folded tokens that differ in sound. */
export function isAnotherGivenName(a: string, b: string) {
  return neighbours.has(a) && neighbours.has(b)
}
