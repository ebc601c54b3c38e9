namespace Shortloop.Sandbox.World;

/// <summary>What is talked about: eight lasting topics and four emerging ones (+) per category, in English, Russian, Spanish and German.</summary>
internal static class TopicTable
{
    public static IEnumerable<WorldTopic> Rows()
    {
        var category = "";
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = line.TrimStart('+').Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length == 1)
            {
                category = cells[0];
                continue;
            }

            var phrases = new Dictionary<string, string> { ["en"] = cells[0], ["ru"] = cells[1], ["es"] = cells[2], ["de"] = cells[3] };
            yield return new(cells[0].Replace(' ', '_'), category, phrases, line[0] == '+');
        }
    }

    private const string Table = """
        personal_growth
        morning routine|утренний ритуал|rutina de mañana|Morgenroutine
        habit tracking|трекер привычек|seguimiento de hábitos|Gewohnheiten verfolgen
        public speaking|публичные выступления|hablar en público|vor Leuten reden
        deep focus|глубокая концентрация|concentración profunda|tiefe Konzentration
        saying no|умение отказывать|saber decir no|Nein sagen
        journaling|личный дневник|diario personal|Tagebuch schreiben
        time blocking|планирование по блокам|bloques de tiempo|Zeitblöcke planen
        self confidence|уверенность в себе|confianza en uno mismo|Selbstvertrauen
        +dopamine menu|дофаминовое меню|menú de dopamina|Dopamin Menü
        +slow productivity|медленная продуктивность|productividad lenta|langsame Produktivität
        +five minute courage|пять минут смелости|cinco minutos de valentía|fünf Minuten Mut
        +friction audit|аудит препятствий|auditoría de fricción|Reibung prüfen
        entertainment
        prank gone wrong|неудачный розыгрыш|broma fallida|misslungener Streich
        movie endings|финалы фильмов|finales de películas|Filmenden
        street interviews|опрос на улице|entrevistas en la calle|Straßenumfrage
        dance battle|танцевальный баттл|batalla de baile|Tanzduell
        stand up comedy|стендап комедия|comedia en vivo|Comedy auf der Bühne
        celebrity impressions|пародии на звёзд|imitaciones de famosos|Promis nachmachen
        retro games|ретро игры|juegos retro|Retrospiele
        magic tricks|фокусы с картами|trucos de magia|Zaubertricks
        +silent dinner party|немой ужин|cena en silencio|stummes Abendessen
        +lip sync karaoke|караоке без звука|karaoke sin voz|Karaoke ohne Ton
        +office olympics|офисная олимпиада|olimpiada de oficina|Büro Olympiade
        +one take sketch|скетч одним дублем|sketch en una toma|Sketch in einem Take
        wellness
        back pain|боль в спине|dolor de espalda|Rückenschmerzen
        better sleep|здоровый сон|dormir mejor|besser schlafen
        yoga flow|поток йоги|secuencia de yoga|Yoga am Morgen
        breathing exercise|дыхательная практика|ejercicio de respiración|Atemübung
        home workout|домашняя тренировка|entrenamiento en casa|Training zu Hause
        skin care|уход за кожей|cuidado de la piel|Hautpflege
        running plan|план пробежек|plan para correr|Laufplan
        mobility drills|упражнения на гибкость|ejercicios de movilidad|Beweglichkeit üben
        +cold plunge|ледяная купель|baño de hielo|Eisbad
        +mouth taping|сон с пластырем|cinta para dormir|Mundpflaster Nacht
        +japanese walking|японская ходьба|caminata japonesa|japanisches Gehen
        +vagus reset|перезагрузка блуждающего нерва|reinicio del vago|Vagus Neustart
        creative
        watercolor sketch|акварельный набросок|boceto en acuarela|Aquarellskizze
        street photography|уличная фотография|fotografía callejera|Straßenfotografie
        lettering|каллиграфия пером|rotulación a mano|Handlettering
        beat making|создание битов|crear ritmos|Beats bauen
        clay pottery|глиняная посуда|cerámica en barro|Töpfern mit Ton
        film editing|монтаж видео|edición de vídeo|Videoschnitt
        crochet pattern|схема крючком|patrón de ganchillo|Häkelmuster
        stop motion|кукольная анимация|animación cuadro a cuadro|Stop Motion Film
        +paper glass art|искусство из кальки|arte en papel vidrio|Papierglas Kunst
        +one line portrait|портрет одной линией|retrato de una línea|Porträt in einer Linie
        +thermal printer zine|журнал на термопринтере|fanzine térmico|Zine vom Bondrucker
        +pixel embroidery|пиксельная вышивка|bordado de píxeles|Pixel sticken
        learning
        english grammar|английская грамматика|gramática inglesa|englische Grammatik
        world history|всемирная история|historia universal|Weltgeschichte
        mental arithmetic|устный счёт|cálculo mental|Kopfrechnen
        memory palace|дворец памяти|palacio de la memoria|Gedächtnispalast
        exam prep|подготовка к экзамену|preparar exámenes|Prüfung vorbereiten
        logic puzzle|логическая задача|acertijo lógico|Logikrätsel
        reading faster|быстрое чтение|lectura rápida|schneller lesen
        geography facts|факты о географии|datos de geografía|Erdkunde Wissen
        +feynman notebook|тетрадь фейнмана|cuaderno feynman|Feynman Heft
        +latin revival|возрождение латыни|renacer del latín|Latein lebt
        +map drawing|рисование карт|dibujar mapas|Karten zeichnen
        +interleaved practice|смешанная практика|práctica intercalada|gemischtes Üben
        science_tech
        black holes|чёрные дыры|agujeros negros|schwarze Löcher
        phone battery|батарея телефона|batería del móvil|Handyakku
        home robots|домашние роботы|robots domésticos|Roboter zu Hause
        quantum basics|основы квантов|física cuántica básica|Quanten einfach
        web development|веб разработка|desarrollo web|Webentwicklung
        solar panels|солнечные панели|paneles solares|Solarmodule
        brain science|наука о мозге|ciencia del cerebro|Hirnforschung
        chemistry experiment|химический опыт|experimento químico|Chemieversuch
        +pocket satellite|карманный спутник|satélite de bolsillo|Taschensatellit
        +balcony battery|батарея на балконе|batería de balcón|Balkonspeicher
        +local language model|модель на ноутбуке|modelo en tu portátil|Sprachmodell daheim
        +fungal computer|грибной компьютер|ordenador de hongos|Pilzcomputer
        food
        sourdough bread|хлеб на закваске|pan de masa madre|Sauerteigbrot
        meal prep|еда на неделю|comida para la semana|Vorkochen
        pasta sauce|соус для пасты|salsa para pasta|Nudelsauce
        street food|уличная еда|comida callejera|Streetfood
        knife skills|работа с ножом|cortar con cuchillo|Messertechnik
        vegan dinner|веганский ужин|cena vegana|veganes Abendessen
        chocolate cake|шоколадный торт|tarta de chocolate|Schokokuchen
        coffee brewing|заваривание кофе|preparar café|Kaffee brühen
        +cloud omelette|облачный омлет|tortilla nube|Wolkenomelett
        +pickle butter|масло с огурцом|mantequilla de pepinillo|Gurkenbutter
        +frozen honey toast|тост с ледяным мёдом|tostada de miel helada|Eishonig Toast
        +smoked rice bowl|копчёный рис|cuenco de arroz ahumado|geräucherter Reis
        travel
        packing light|путешествие налегке|viajar ligero|leicht packen
        cheap flights|дешёвые билеты|vuelos baratos|billige Flüge
        hidden beaches|тайные пляжи|playas escondidas|versteckte Strände
        mountain hiking|поход в горы|senderismo de montaña|Bergwandern
        city weekend|выходные в городе|fin de semana urbano|Wochenende in der Stadt
        train journeys|поездки на поезде|viajes en tren|Zugreisen
        van life|жизнь в фургоне|vida en furgoneta|Leben im Van
        local markets|местные рынки|mercados locales|Märkte vor Ort
        +ferry hopping|паромное путешествие|saltar de ferry|Fährenhüpfen
        +night train hotel|отель в ночном поезде|hotel en tren nocturno|Nachtzug Hotel
        +reverse itinerary|маршрут наоборот|itinerario inverso|Route rückwärts
        +library tourism|туризм по библиотекам|turismo de bibliotecas|Bibliotheken bereisen
        """;
}
