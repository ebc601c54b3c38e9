namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>The same in Spanish. Nothing agrees with the topic, because its gender and number are unknown.</summary>
internal static class SpanishPhrases
{
    public const string Text = """
        # quick_tip
        {T}: un pequeño cambio lo hace más fácil.
        «{T}» en menos de un minuto: empieza por aquí.
        El atajo que uso cada día en el tema «{t}».
        Haz esto antes de empezar con «{t}».
        {T}: con este truco todo se simplifica.
        La forma más rápida de entrar en el tema «{t}».
        Un consejo sobre «{t}» que cabe en una nota.
        {T}: guarda este gesto en la memoria.
        # mistake
        Deja de cometer este error con «{t}».
        {T}: aquí tropieza casi todo el mundo.
        Lo que al principio me arruinó «{t}».
        Seguramente te pasas con «{t}».
        {T}: esta costumbre lo estropea en silencio.
        Durante años entendí mal el tema «{t}».
        {T} fracasa por una razón aburrida.
        El primer paso equivocado en «{t}» cuesta horas.
        # myth
        {T}: olvida lo que te contaron.
        El mayor mito sobre «{t}», puesto a prueba.
        No, «{t}» no es tan difícil como dicen.
        Mucha gente aún cree esto sobre «{t}».
        Comprobamos una afirmación popular sobre «{t}».
        «{T}» sin la leyenda que lo rodea.
        Consejos viejos sobre «{t}» que ya no valen.
        ¿Es cierto el rumor sobre «{t}»?
        # listicle
        Tres cosas sobre «{t}» que nadie menciona.
        {T}: cinco ideas para esta semana.
        Cuatro señales de que dominas «{t}».
        «{T}» explicado en siete palabras.
        Mis tres herramientas favoritas para «{t}».
        {T} de la A a la C: tres letras, tres lecciones.
        Dos reglas y una excepción en «{t}».
        La lista de seis puntos para «{t}».
        # story
        El día en que «{t}» me hizo cambiar de idea.
        Cómo un desconocido me enseñó «{t}».
        Casi abandono «{t}».
        {T} y la noche en que todo salió mal.
        Mi primerísimo intento con «{t}».
        Alguien me preguntó por «{t}» y no supe contestar.
        Esto pasó tras treinta días de «{t}».
        {T}: una historia corta con final inesperado.
        # question
        ¿Probarías «{t}» de esta manera?
        ¿Qué sabes de verdad sobre «{t}»?
        {T}: ¿te encanta o lo dejas?
        ¿Cuánto tiempo le dedicas al tema «{t}»?
        ¿Quién te mostró «{t}» por primera vez?
        ¿Ves qué tiene de especial «{t}» aquí?
        Si pudieras preguntar una sola cosa sobre «{t}», ¿cuál sería?
        ¿Por qué «{t}» divide a tanta gente?
        # comparison
        {T}: barato contra caro.
        Principiante o experto: «{t}» frente a frente.
        {T} antes y ahora.
        Dos caminos hacia «{t}», un claro ganador.
        Lento o rápido: ¿cómo sale mejor «{t}»?
        Comparé «{t}» en casa y al aire libre.
        ¿Mitad de esfuerzo, mismo resultado? «{T}» a examen.
        La versión famosa de «{t}» se enfrenta a la alternativa discreta.
        # behind_the_scenes
        Lo que nunca ves de «{t}».
        Ven conmigo entre bastidores: {t}.
        Un día entero de «{t}» en treinta segundos.
        Así es «{t}» cuando la cámara está apagada.
        La parte caótica de «{t}», sin cortes.
        Mi mesa, mis notas, mi tema: {t}.
        Antes de «{t}» viene esta preparación.
        Las personas que hacen posible «{t}».
        # challenge
        Siete días de «{t}»: ¿te apuntas?
        Te reto a repensar «{t}» esta noche.
        ¿Puedo con «{t}» usando una sola mano?
        {T} con lo que hay a mano.
        Una regla, diez minutos: {t}.
        Primer día de mi experimento con «{t}».
        Con los ojos vendados: ¿hasta dónde llego en «{t}»?
        Supera mi tiempo en «{t}».
        # tutorial
        {T}, paso a paso.
        Aprende «{t}» desde cero conmigo.
        Cómo preparar «{t}» correctamente.
        {T} sin palabras complicadas.
        De la nada a tu primer logro con «{t}».
        Mira mis manos: esto es «{t}».
        La rutina completa de «{t}», a cámara lenta.
        Todo sobre «{t}» que un principiante necesita hoy.
        # payoff curiosity
        La última parte me sorprendió incluso a mí.
        Espera el detalle del final.
        Casi nadie mira en este rincón.
        Adivina la respuesta antes de verla.
        # payoff ease
        Se hace en menos de cinco minutos.
        Sin equipo y sin excusas.
        Puedes copiarlo tal cual.
        Funciona incluso después de un día largo.
        # payoff proof
        Mira el resultado con tus propios ojos.
        Grabé cada uno de los intentos.
        Esto fue lo que quedó después.
        El antes y el después lo dicen todo.
        # payoff urgency
        Pruébalo antes del fin de semana.
        Guárdalo para mañana por la mañana.
        Mejor saberlo hoy que el año que viene.
        Empieza esta noche y luego te alegrarás.
        # payoff community
        Cuéntame cómo lo haces tú.
        La mitad de vosotros no estaba de acuerdo.
        Envíaselo a quien lo necesita.
        La idea salió de vuestros comentarios.
        # payoff contrast
        Suena raro, pero funciona.
        Menos es más, y aquí se nota.
        Justo lo contrario de lo que esperaba.
        Lo sencillo gana a lo perfecto, otra vez.
        # beats quick_tip
        Muestra la manera habitual en el tema «{t}» y dónde se vuelve lenta.
        Haz el único cambio en primer plano.
        Muestra el mismo momento otra vez, ahora más rápido.
        # beats mistake
        Muestra el error con «{t}» tal como suele ocurrir.
        Di en una frase a qué lleva.
        Muestra de principio a fin qué hacer en su lugar.
        # beats myth
        Di la afirmación sobre «{t}» como la cuenta la gente.
        Compruébala delante de la cámara.
        Di lo que viste y lo que no.
        # beats listicle
        Abre con el punto más fuerte sobre «{t}».
        Da a cada punto siguiente una imagen y una frase.
        Termina con el punto que se puede usar enseguida.
        # beats story
        Empieza en mitad del momento con «{t}».
        Vuelve atrás y cuenta cómo se llegó a eso.
        Di qué haces distinto desde entonces.
        # beats question
        Haz la pregunta sobre «{t}» mirando a la cámara.
        Muestra dos respuestas que son posibles.
        Da tu propia respuesta y pide la suya.
        # beats comparison
        Muestra los dos lados de «{t}» juntos.
        Compara una cosa cada vez: tiempo, esfuerzo, resultado.
        Di con cuál te quedas y para quién es la otra.
        # beats behind_the_scenes
        Muestra el resultado de «{t}» durante un segundo.
        Vuelve a la preparación que nadie ve.
        Muestra el momento en que casi falla.
        # beats challenge
        Di la regla del reto con «{t}».
        Muestra el intento con un reloj en la imagen.
        Muestra el resultado con honestidad e invita a otros.
        # beats tutorial
        Muestra primero la meta en el tema «{t}».
        Recorre los pasos en orden, una imagen por paso.
        Muestra el resultado y el fallo más común.
        # caption
        {h} Más sobre «{t}» en este canal.
        Hoy: {t}. {h}
        {h} ¿Qué experiencia tienes con «{t}»?
        {T}, a nuestra manera. {h}
        # cta
        Guárdalo para más tarde.
        Síguenos para saber más sobre «{t}».
        Cuéntanos abajo cómo lo haces.
        Envíalo a alguien que lo necesite.
        ¿Qué parte mostramos la próxima vez?
        Pruébalo y enséñanos el resultado.
        # visual
        Primer plano de las manos trabajando, luz de día lateral
        La cara de medio perfil, mirando a la cámara
        Toda la mesa desde arriba
        Un movimiento lento hacia el objeto
        Dos imágenes una al lado de la otra
        El resultado terminado, girando una vez
        Un detalle que llena la imagen
        La habitación desde la puerta, alguien trabaja
        """;
}
