import { defineWords, plural } from './define'

export const signInWords = defineWords({
  es: {
    title: 'Entrar a Girasol',
    promise: 'Cada persona con cáncer, contada una vez y acompañada siempre.',
    about: 'La plataforma abierta de los hospitales públicos para registrar, tratar y cuidar.',
    email: 'Correo electrónico',
    password: 'Contraseña',
    oneTimeCode: 'Código de un solo uso',
    oneTimeCodeHint: 'Los seis números de su aplicación de códigos.',
    submit: 'Entrar',
    submitting: 'Entrando…',
    emailMissing: 'Escriba su correo electrónico',
    passwordMissing: 'Escriba su contraseña',
    codeMissing: 'Escriba el código de su aplicación',
    refused: 'El correo o la contraseña no coinciden. Revise ambos y escríbalos de nuevo.',
    codeRefused: 'El código no es válido o ya se usó. Escriba el código que aparece ahora.',
    codeNeeded: 'Falta un paso: escriba el código de un solo uso.',
    wait: (seconds: number) =>
      seconds >= 60
        ? `Hubo demasiados intentos. Podrá intentar de nuevo en ${Math.ceil(seconds / 60)} ${plural(Math.ceil(seconds / 60), 'minuto', 'minutos')}.`
        : `Hubo demasiados intentos. Podrá intentar de nuevo en ${seconds} ${plural(seconds, 'segundo', 'segundos')}.`,
    offline: 'No hay conexión con el servidor. Revise la red e intente de nuevo; lo escrito sigue aquí.',
    failed: 'El servidor no pudo responder. Espere un momento e intente de nuevo.',
    trouble: '¿Problemas para entrar?',
    troublePassword: 'Si olvidó su contraseña, la administración de su hospital puede darle una nueva.',
    troubleCaps: 'Revise que la tecla de mayúsculas no esté activada. Puede mostrar lo que escribió.',
    troubleShare: 'Nadie debe pedirle su contraseña, ni por teléfono ni por correo.',
    tryOutTitle: 'Cuentas de demostración',
    tryOutText: 'Elija una para entrar de inmediato. Los datos son inventados: ninguna persona es real.',
  },
  en: {
    title: 'Sign in to Girasol',
    promise: 'Every person with cancer, counted once and never left alone.',
    about: 'The open platform of public hospitals to register, treat and care.',
    email: 'E-mail',
    password: 'Password',
    oneTimeCode: 'One-time code',
    oneTimeCodeHint: 'The six digits of your code application.',
    submit: 'Sign in',
    submitting: 'Signing in…',
    emailMissing: 'Type your e-mail',
    passwordMissing: 'Type your password',
    codeMissing: 'Type the code of your application',
    refused: 'E-mail and password do not match. Check both and type them again.',
    codeRefused: 'The code is not valid or was used already. Type the code shown now.',
    codeNeeded: 'One more step: type the one-time code.',
    wait: (seconds: number) =>
      seconds >= 60
        ? `There were too many attempts. You can try again in ${Math.ceil(seconds / 60)} ${plural(Math.ceil(seconds / 60), 'minute', 'minutes')}.`
        : `There were too many attempts. You can try again in ${seconds} ${plural(seconds, 'second', 'seconds')}.`,
    offline: 'No connection to the server. Check the network and try again; what you typed is still here.',
    failed: 'The server could not answer. Wait a moment and try again.',
    trouble: 'Trouble signing in?',
    troublePassword: 'If you forgot your password, the administration of your hospital can give you a new one.',
    troubleCaps: 'Check that caps lock is off. You can show what you typed.',
    troubleShare: 'Nobody should ask you for your password, by telephone or by e-mail.',
    tryOutTitle: 'Demonstration accounts',
    tryOutText: 'Choose one to get in at once. The data is made up: no person here is real.',
  },
})
