namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>The same in German. The topic stands in quotation marks or before a colon, because its case and gender are unknown.</summary>
internal static class GermanPhrases
{
    public const string Text = """
        # quick_tip
        {T}: Diese kleine Änderung macht es leichter.
        „{T}“ in unter einer Minute: So fängst du an.
        Meine tägliche Abkürzung beim Thema „{t}“.
        Mach das, bevor du mit dem Thema „{t}“ loslegst.
        {T}: Mit diesem Kniff wird alles einfacher.
        Der schnellste Einstieg ins Thema „{t}“.
        Ein Tipp zum Thema „{t}“, der auf einen Klebezettel passt.
        {T}: Diesen Griff solltest du dir merken.
        # mistake
        Schluss mit diesem Fehler beim Thema „{t}“.
        {T}: Hier stolpern fast alle.
        Was mir „{t}“ am Anfang verdorben hat.
        Beim Thema „{t}“ machst du vermutlich zu viel.
        {T}: Diese Gewohnheit schadet heimlich.
        Jahrelang lag ich beim Thema „{t}“ daneben.
        {T} scheitert oft aus einem langweiligen Grund.
        Der falsche erste Schritt bei „{t}“ kostet Stunden.
        # myth
        {T}: Vergiss, was man dir erzählt hat.
        Der größte Mythos rund um „{t}“ im Test.
        Nein, „{t}“ ist nicht so schwer, wie es heißt.
        Das glauben viele noch immer über „{t}“.
        Wir haben eine beliebte Behauptung zu „{t}“ geprüft.
        „{T}“ ohne die Legende drumherum.
        Alte Ratschläge zu „{t}“, die nicht mehr gelten.
        Stimmt das Gerücht über „{t}“ überhaupt?
        # listicle
        Drei Dinge über „{t}“, die niemand erwähnt.
        {T}: fünf Ideen für diese Woche.
        Vier Zeichen, dass du „{t}“ verstanden hast.
        „{T}“ in sieben Wörtern erklärt.
        Meine drei liebsten Werkzeuge für „{t}“.
        {T} von A bis C: drei Buchstaben, drei Lektionen.
        Zwei Regeln und eine Ausnahme beim Thema „{t}“.
        Die Liste mit sechs Punkten für „{t}“.
        # story
        Der Tag, an dem „{t}“ alles veränderte.
        Wie mir ein Fremder „{t}“ beibrachte.
        Fast hätte ich „{t}“ aufgegeben.
        {T} und der Abend, an dem alles schiefging.
        Mein allererster Versuch mit „{t}“.
        Jemand fragte mich nach „{t}“, und ich wusste keine Antwort.
        Das passierte nach dreißig Tagen „{t}“.
        {T}: eine kurze Geschichte mit überraschendem Ende.
        # question
        Würdest du „{t}“ so ausprobieren?
        Was weißt du wirklich über „{t}“?
        {T}: lieben oder lassen?
        Wie viel Zeit gibst du dem Thema „{t}“?
        Wer hat dir „{t}“ zuerst gezeigt?
        Erkennst du, was hier an „{t}“ besonders ist?
        Eine einzige Frage zu „{t}“: Welche wäre deine?
        Warum spaltet „{t}“ so viele Leute?
        # comparison
        {T}: günstig gegen teuer.
        Anfänger oder Profi: „{t}“ im direkten Vergleich.
        {T} damals und heute.
        Zwei Wege zu „{t}“, ein klarer Sieger.
        Langsam oder schnell: Wie gelingt „{t}“ besser?
        Ich habe „{t}“ drinnen und draußen verglichen.
        Halber Aufwand, gleiches Ergebnis? „{T}“ auf dem Prüfstand.
        Die bekannte Variante von „{t}“ trifft die stille Alternative.
        # behind_the_scenes
        Was du von „{t}“ nie zu sehen bekommst.
        Komm mit hinter die Kulissen von „{t}“.
        Ein ganzer Tag „{t}“ in dreißig Sekunden.
        So sieht „{t}“ aus, wenn die Kamera aus ist.
        Der chaotische Teil von „{t}“, ungeschnitten.
        Mein Tisch, meine Notizen, mein Thema: {t}.
        Vor „{t}“ kommt diese Vorbereitung.
        Die Menschen, die „{t}“ möglich machen.
        # challenge
        Sieben Tage „{t}“: Bist du dabei?
        Traust du dich, „{t}“ heute Abend neu zu denken?
        Schaffe ich „{t}“ mit nur einer Hand?
        {T} mit dem, was gerade da ist.
        Eine Regel, zehn Minuten: {t}.
        Erster Tag meines Experiments mit „{t}“.
        Mit verbundenen Augen: Wie weit komme ich bei „{t}“?
        Schlag meine Zeit bei „{t}“.
        # tutorial
        {T}, Schritt für Schritt.
        Lerne „{t}“ mit mir von Grund auf.
        So bereitest du „{t}“ richtig vor.
        {T} ohne Fachchinesisch erklärt.
        Von null zum ersten Erfolg mit „{t}“.
        Schau auf meine Hände: Das ist „{t}“.
        Der komplette Ablauf von „{t}“ in Zeitlupe.
        Alles zu „{t}“, was Einsteiger heute brauchen.
        # payoff curiosity
        Der letzte Teil hat selbst mich überrascht.
        Achte auf das Detail am Schluss.
        In diese Ecke schaut kaum jemand.
        Rate die Lösung, bevor ich sie zeige.
        # payoff ease
        Das dauert keine fünf Minuten.
        Keine Ausrüstung, keine Ausreden.
        Du kannst es eins zu eins nachmachen.
        Das klappt sogar nach einem langen Arbeitstag.
        # payoff proof
        Sieh dir das Ergebnis selbst an.
        Ich habe jeden Versuch gefilmt.
        Das blieb hinterher übrig.
        Vorher und nachher sprechen für sich.
        # payoff urgency
        Probier es noch vor dem Wochenende.
        Speicher dir das für morgen früh.
        Besser heute wissen als nächstes Jahr.
        Fang heute Abend an, später freust du dich.
        # payoff community
        Schreib mir, wie du es machst.
        Die Hälfte von euch war letztes Mal dagegen.
        Schick das der Person, die es braucht.
        Die Idee kam aus euren Kommentaren.
        # payoff contrast
        Klingt seltsam, funktioniert trotzdem.
        Weniger ist mehr, und hier sieht man es.
        Das Gegenteil von dem, was ich erwartet hatte.
        Einfach schlägt perfekt, schon wieder.
        # beats quick_tip
        Zeig den üblichen Weg beim Thema „{t}“ und wo er langsam wird.
        Mach die eine Änderung in Nahaufnahme.
        Zeig denselben Moment noch einmal, jetzt schneller.
        # beats mistake
        Zeig den Fehler beim Thema „{t}“, wie er meistens passiert.
        Sag in einem Satz, wohin er führt.
        Zeig von Anfang bis Ende, was man stattdessen tut.
        # beats myth
        Sag die Behauptung über „{t}“ so, wie man sie hört.
        Prüf sie vor der Kamera.
        Sag, was du gesehen hast und was nicht.
        # beats listicle
        Beginne mit dem stärksten Punkt zum Thema „{t}“.
        Gib jedem weiteren Punkt ein Bild und einen Satz.
        Schließ mit dem Punkt, den man sofort nutzen kann.
        # beats story
        Beginne mitten im Moment mit „{t}“.
        Geh zurück und erzähl, wie es dazu kam.
        Sag, was du seitdem anders machst.
        # beats question
        Stell die Frage zu „{t}“ direkt in die Kamera.
        Zeig zwei Antworten, die beide möglich sind.
        Gib deine eigene Antwort und frag nach ihrer.
        # beats comparison
        Zeig beide Seiten von „{t}“ nebeneinander.
        Vergleiche eins nach dem anderen: Zeit, Aufwand, Ergebnis.
        Sag, was du behältst und für wen das andere gut ist.
        # beats behind_the_scenes
        Zeig das fertige Ergebnis zu „{t}“ eine Sekunde lang.
        Geh zurück zur Vorbereitung, die niemand sieht.
        Zeig den Moment, in dem es fast schiefging.
        # beats challenge
        Sag die Regel der Aufgabe mit „{t}“.
        Zeig den Versuch mit einer Uhr im Bild.
        Zeig das Ergebnis ehrlich und lade andere ein.
        # beats tutorial
        Zeig zuerst das Ziel beim Thema „{t}“.
        Geh die Schritte der Reihe nach durch, ein Bild für jeden.
        Zeig das fertige Ergebnis und den häufigsten Patzer.
        # caption
        {h} Mehr zum Thema „{t}“ auf diesem Kanal.
        Heute: {t}. {h}
        {h} Welche Erfahrung hast du mit „{t}“?
        {T}, so wie wir es machen. {h}
        # cta
        Speicher dir das für später.
        Folge uns für mehr zum Thema „{t}“.
        Schreib uns unten, wie du es machst.
        Schick es jemandem, der das braucht.
        Welchen Teil sollen wir als Nächstes zeigen?
        Probier es aus und zeig uns das Ergebnis.
        # visual
        Nahaufnahme der Hände bei der Arbeit, Tageslicht von der Seite
        Das Gesicht im Halbprofil, Blick in die Kamera
        Der ganze Tisch von oben
        Eine langsame Fahrt auf den Gegenstand zu
        Zwei Bilder nebeneinander
        Das fertige Ergebnis, einmal gedreht
        Ein Detail, das das Bild füllt
        Der Raum von der Tür aus, jemand arbeitet
        """;
}
