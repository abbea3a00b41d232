/** The 81 words of the annex to RENAPO's instructions (DOF, 18 October 2021) that four initials must not spell. */
const inconvenientWords = new Set(
  `BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO
    GETA GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO
    LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE
    PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI
    WUEY`.split(/\s+/),
)

/** The four initials of a CURP as RENAPO writes them: an inconvenient word loses its second letter to an X. */
export function withoutInconvenientWord(initials: string) {
  return inconvenientWords.has(initials) ? `${initials.charAt(0)}X${initials.slice(2)}` : initials
}
