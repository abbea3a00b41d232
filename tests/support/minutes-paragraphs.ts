/** Paragraphs as minutes of the working group have them: hospitals, offices, medicines, posts, first names, dates, folios, keys. Nobody who is treated is in them. */
export const minutesParagraphs: readonly string[] = `
La sesión 149 inició a las 18:00 horas del 9 de agosto de 2024, de manera virtual, con la Coordinación de Oncología al frente.
Asistieron las madres Dulce, Mary, Anahí, Beatriz, Dora, Karen, Leticia, María, María, Martha, Mayra, Nohemí, Nora y Rocío.
Por los padres estuvieron Mario, Elías, Jorge y José; José preguntó por el horario de la sala de quimioterapia de Guadalajara.
Se informó que al corte hay 16 mil 682 personas registradas: 5,839 niñas, niños y adolescentes y 10,843 personas adultas, 35 y 65 por ciento.
En la quincena se sumaron 287 registros de 74 hospitales, 15 de ellos UMAE y 59 de segundo nivel.
La UMAE Hospital de Pediatría CMN Siglo XXI presentó el manejo de la mucositis y la UMAE Hospital General CMN La Raza lo hará el 23 de agosto.
El HGZ 47 Vicente Guerrero y el HGR 66 Ciudad Juárez entregarán su inventario antes del 16/08/2024.
La OOAD Jalisco reportó 120 piezas de vincristina, clave 010.000.1768.00, y la OOAD Nuevo León dos meses de inventario.
Nuevo León, Coahuila y Tamaulipas compartirán existencias de ciclofosfamida mientras llega la entrega del proveedor.
En San Luis Potosí y en Aguascalientes se cambió el proveedor de L-asparaginasa; la clave 010.000.4024.00 tiene lote 23B0712 con caducidad en 2026.
Veracruz Norte y Veracruz Sur revisarán por separado sus pedidos 2024-1183 y 2024-1190.
La mamá Rocío pidió que el protocolo completo se entregue el día en que empieza el tratamiento.
Martha comentó que en León hay una sola enfermera capacitada por turno para el acceso del catéter.
María agradeció el apoyo de la casa de estancia y pidió que se avise un día antes a quienes viajan desde Campeche.
Una familia de Durango pidió explicar por qué se cambió carboplatino por cisplatino; la jefatura del servicio lo explicará por escrito.
El titular de la unidad presentó los tiempos de la Hora Dorada: 52 minutos de la llegada al antibiótico, con meta de 60.
La Coordinación de Abasto explicó el folio 0952-17614-2024 y la licitación LA-050GYR019-E123-2024, fallada el 12 de julio.
Con el oficio 095217614B10/2024/1123 se solicitó a los hospitales el padrón de catéteres puerto.
Se acordó que cada hospital nombre a quien llame a las familias cuando una dosis se retrase más de 3 días.
El acuerdo 149-1 queda a cargo de la OOAD Estado de México Oriente, con fecha 30 de agosto de 2024.
El acuerdo 148-3 se cumplió: el HGZ 1 La Paz recibió 40 frascos de metotrexato el 2 de agosto.
Queda en proceso el Caso 2, a cargo del HGR 1 Chihuahua, con respuesta comprometida para el lunes 19 de agosto.
La Dirección del hospital informó que la sala nueva abre en septiembre, con 12 sillones y 3 camas.
La siguiente sesión será el viernes 23 de agosto a las 18:00; presentan HGZMF 18 Torreón y HGZ 2 Tuxtla Gutiérrez.
Los servicios digitales mostraron el tablero; el total coincide con la suma de sus partes: 5,839 + 10,843 = 16,682.
Se revisó la guía clínica 2023 para neutropenia febril y su anexo 4, páginas 18 a 22.
De 1,204 dosis previstas en julio se dieron a tiempo 1,133, el 94 por ciento; 41 se retrasaron por falta de medicamento.
La dexrazoxana se pide ahora con la clave 010.000.4444.00, en envase con 500 mg, y llega en 10 días hábiles.
Se agradeció a las enfermeras de la Ciudad de México por el curso del 6 y 7 de agosto, al que asistieron 38 personas.
Baja California Sur pidió un enlace con la UMAE de Sonora para sus traslados en ambulancia aérea.
La presentación sobre cuidados paliativos explicó que la morfina no acorta la vida y que el dolor se mide en cada turno.
En Quintana Roo los estudios de imagen se hacen en Mérida; se pidió que el hospital pague el pasaje de la familia.
Para dudas está la línea gratuita 800 623 2323, opción 5, de lunes a viernes de 8:00 a 20:00 horas.
Karen y Nora propusieron un cartel con los pasos para tramitar la licencia del artículo 140 Bis.
Dora preguntó por los análisis de vincristina que se quedaron en la aduana en mayo; llegaron el 3 de junio.
La jefatura de servicios médicos de Guerrero informó que el laboratorio ya procesa metotrexato sérico en el mismo día.
Hidalgo y Tlaxcala envían a sus pacientes al CMN La Raza; el tiempo de espera bajó de 9 a 4 días.
En Morelos se abrió la consulta de psicología los martes y jueves; en Puebla, todos los días.
Se leyó el boletín 404/2024 y se corrigió una cifra: decía 683 y la suma de 403 y 290 es 693.
El programa de estancias cuenta con 24 habitaciones en Monterrey y 18 en la colonia Doctores.
El Hospital de Traumatología y Ortopedia «Dr. Victorio de la Fuente Narváez» prestará su quirófano los miércoles.
La UMAE Hospital de Gineco-Obstetricia No. 3 CMN La Raza recibe a adolescentes embarazadas con linfoma.
El HGZ 1 Carlos Mac Gregor terminó la capacitación de su personal el 31 de julio.
En Zacatecas y en Ciudad Delicias faltó citarabina 4 días; se cubrió con un préstamo de 60 piezas.
Las familias pidieron que la comida del hospital tome en cuenta la neutropenia y que haya agua caliente en los baños.
Beatriz contó que en su hospital ya ponen crema anestésica antes de cada punción, y que funciona.
Se presentó el trasplante de médula: 14 en el año, 9 de donador familiar y 5 de sangre de cordón.
Queda pendiente la entrega de pelucas y gorros; la asociación Luz de Esperanza ofreció 200.
La Cruz Roja y la Cruz Verde apoyarán los traslados nocturnos en Guadalajara.
La avenida Benito Juárez estará cerrada el 15 de septiembre; la entrada será por la calle Miguel Hidalgo.
El simulacro del 19 de septiembre no interrumpe las infusiones: el personal acompaña a cada sillón.
Se recordó que la encuesta de dolor tiene 6 preguntas y se contesta en 2 minutos, cada 8 horas.
El médico tratante decide el cambio de esquema y lo explica a la familia antes de la primera dosis.
La tasa de abandono pasó de 3.1 a 2.4 por ciento; se considera abandono faltar 4 semanas o más.
En el HGS 12 San Luis Río Colorado se instaló la campana de flujo laminar, número de inventario 51-220-0047.
Se pidió a la coordinación de programas una tabla con las claves, las piezas y los meses de inventario por OOAD.
Mayra y Anahí, de Tabasco, preguntaron si habrá consulta los sábados; se responderá en la sesión 150.
La ruta de Oaxaca a la Ciudad de México toma 7 horas; se ofrecerá hospedaje desde la noche anterior.
El tema médico fue sarcoma de Ewing: síntomas, estudios, cirugía, quimioterapia y seguimiento a 5 años.
La escala FLACC se usa en menores de 4 años y la de caras desde los 4; el tablero distingue ambas.
Al cierre se leyeron los acuerdos, se dieron por vistos los puntos de las familias y terminó la sesión a las 20:35 horas.
Los estados de Michoacán, Colima y Nayarit presentan juntos en octubre; Sinaloa y Sonora, en noviembre.
El papá Mario pidió copias del resumen clínico para una segunda opinión y se le explicó el trámite, de 10 días.
Se confirmó la compra de 1,500 catéteres por $2,450,000.00 y de 300 bombas de infusión, contrato 050GYR019N12324-001-00.
`
  .trim()
  .split('\n')
