extension Tables {
  /// What German adds.
  static let german = """
    explicit pop: popmusik, popsong, popsongs, deutschpop, schlager, schlager*, schlagermusik
    explicit pop: schlagerparty, volksfesthits, mallorcahits, ballermann, ballade, balladen
    explicit hip-hop: rap, rapper, rapperin, rappt, rappen, gerappt, hiphop, deutschrap, rapsong*, raptext*
    explicit hip-hop: rapmusik, rapalbum, rapkonzert, drill, boom bap, freestyle, grime, battlerap
    explicit hip-hop: cypher
    explicit r-and-b: soul*, rnb, r&b, gospel, gospelchor, gospelkonzert
    explicit electronic: elektro, elektronische musik, elektronisch*, electro, techno, trance
    explicit electronic: ambient, rave, raven, ravt, raver, hardtekk, tekk, drum and bass, dnb
    explicit electronic: hardstyle, technoclub, technoparty, technobunker, jungle, dubstep
    explicit rock: rockmusik, rockband, rockkonzert, rocksong, rocker, rockig*, deutschrock, rockfestival
    explicit rock: rockgitarre, rockplatte, rockplatten, rockballade, rocknummer, indierock, punkrock
    explicit metal: metalband, metalmusik, metalfestival, metaler, metalhead*, metalkonzert
    explicit metal: metalriff*, metalplatte*, metalgitarre, wacken
    explicit punk: punk, punks, punk*, punkband, punkrock, punkkonzert, deutschpunk
    explicit indie: indieband, indiepop, indierock, indiemusik, indie*
    explicit folk: volksmusik, volkslied, volkslieder, blasmusik, folkmusik, folkband, liedermacher
    explicit folk: folksong*, jodel*, schuhplattler*, alphorn, akkordeon volksmusik, mittelaltermusik
    explicit folk: shanty, shantychor
    explicit country: countrymusik, countrysong*, countryband, countrylied*, linedance
    explicit jazz: jazz, jazz*, jazzband, jazzkeller, swingmusik
    explicit blues: blues, blues*, bluesgitarre
    explicit classical: klassische musik, klassik, orchester, sinfonie, symphonie, philharmonie
    explicit classical: streichquartett, cello, oper, opern*, opernabend, klavierkonzert, geige
    explicit classical: kammermusik, barockmusik, konzertsaal, chopin, klavierstück
    explicit classical: symphonieorchester, sinfonieorchester
    explicit latin: salsa, bachata, reggaeton, merengue, samba, bossa nova, bossa, tango, flamenco, cumbia
    explicit latin: latino musik, lateinamerikanische musik, salsakurs, salsatanz*, salsaabend, tangokurs
    explicit latin: tangoabend, milonga, sambatrommel*
    explicit reggae: reggae, reggae*, dancehall, dub, ska, skaband
    explicit afrobeats: afrobeats, afro, afrobeat, amapiano
    explicit funk: funk, funkmusik, funkband, funkbass, funknummer, funkgroove, funkig*, disco, discomusik
    explicit funk: discofunk, discokugel, disco*, disko, diskomusik, disco fox
    explicit k-pop: kpop, k-pop, kpop*, kpopper
    explicit lo-fi: lofi, lo-fi, lofi beats, lofi*
    explicit soundtrack: filmmusik, spielmusik, soundtrack, musical, musicals, musicalsong
    everyday: rock, bass, funkt*, funktion*, funkel*, funkgerät*, funksteckdose, funkloch, funkstille
    ambiguous electronic: goa, garage
    ambiguous classical: bach
    everyday: garage, goa, bach
    word: die garage, der garage, meine garage, meiner garage, unsere garage, am bach, im bach, der bach
    everyday: discounter, discount, funken, rapid*, rapunzel, rapport, raps, rapsöl, rapsfeld*, rapper tag
    everyday: klassisch*, soultion, technik*, technolog*, technisch*, indien*, indiean*, jazzercise
    everyday: klassiker, punkt*, punktgenau, punktzahl, bluescreen, punkte
    ambiguous rock: rock
    ambiguous funk: funk music
    beside rock: cord, nähen, naehen, faltenrock, schnittmuster, mini, jeans, leder, tüll, plissee, bluse
    beside rock: kleid, outfit, knie, stoff, reißverschluss, schneiderei, taschen, taille, taillenhöhe
    beside rock: kurz, lang, genäht
    beside pop: quiz, corn, up, art, it, culture, funko
    beside metal: detector
    beside house: tiny, tour, deko
    beside indie: game, games, spiel, spiele, entwickler, gamedev, verlag
    beside indiegame: game
    beside country: house, home
    beside trap: maus, mäuse
    beside salsa: verde, rezept, dip, chips, tomaten, soße, sauce
    beside blues: baby, wochenbett
    beside punk: cyber, steam
    beside cello: reparatur
    beside soul: food, mate
    beside oper: browser
    beside garage: tor, auto
    beside klassik: automobil, oldtimer
    beside jungle: pflanzen
    beside jazz: tanz
    beside drill: bohrer
    beside samba: adidas, sneaker, schuhe
    beside tango: korrektur
    beside disco: scheibe
    beside ambient: licht, beleuchtung
    music: musik, musik*, lied, lieder, sänger, sängerin, singen, singt, gesungen, sing*, gitarre, gitarren
    music: gitarr*, konzert, konzert*, konzerte, band, bandprobe, proberaum, probe, proben, probt
    music: schlagzeug, schlagzeug*, drummer, bass spielen, bassist, bassistin, platte, platten, vinyl
    music: plattenspieler, plattenladen, hören, höre, hört, gehört, anhören, aufgelegt, auflegen, legt auf
    music: lege auf, spielen auf, album, strophe, refrain, takt, rhythmus, melodie, beat, beats, playlist
    music: dj, chor, chor*, kopfhörer, radio, anlage, lautsprecher, boxen, tanzen, tanze, getanzt, tanzt
    music: tanz, club, clubnacht, bühne, festival, klavier, akkord*, akkorde, noten, tonstudio, karaoke
    music: ohrwurm, song, songs, mische, mischt man, set, zugabe, nummer
    explicit happy: glücklich*, fröhlich*, freude, freu*, gute laune, gutelaune, heiter*, glück
    explicit happy: glückselig*, froh, frohe, strahl*, happy, happig, zufrieden, überglücklich*
    explicit happy: beste laune, bester tag, schönster tag, hoffnung*, hoffnungs*, optimist*, stolz
    explicit happy: mega tag, geschafft, bestanden, gewonnen, juhu, hurra, yeah, endlich urlaub
    explicit happy: endlich ferien, grins*, jubel*, begeister*, glücksgefühl*, laune gut, lebensfreude
    explicit happy: zuversicht*, dankbar*, träumchen, wie geil
    likely happy: geburtstag, feierabend, urlaub, ferien, zahltag, gehalt da, gehaltserhöhung, befördert
    likely happy: führerschein, abschluss, lächel*, schön, wunderschön*, herrlich, wochenende
    likely happy: bachelor fertig, prüfung bestanden, geschenk*
    explicit sad: traurig*, trauer*, trauer, herzschmerz, liebeskummer, einsam*, einsamkeit
    explicit sad: gebrochenes herz, herz gebrochen, gebrochenen herzen, gebrochen*, heul*, geheult, heulen
    explicit sad: weine, weinen, geweint, weint, weinte, tränen, tränchen, vermiss*, vermisse dich
    explicit sad: du fehlst, fehlst mir, fehlt mir so, abschied, schmerz*, schluss gemacht
    explicit sad: verlassen worden, hat mich verlassen, trennung*, getrennt, melanchol*, wehmut*, wehmütig*
    explicit sad: schwermut*, deprimi*, depri, depress*, bedrückt, niedergeschlagen*, verzweif*, verlust
    explicit sad: ruhe in frieden, ohne dich, kummer, enttäusch*, unglücklich*, betrübt, elend
    explicit sad: seelenschmerz, verlassen, allein gelassen, trist*, trostlos*, leer innerlich
    explicit sad: innere leere, am boden, weltschmerz, herz zerbrochen, herzbruch, jammer
    word: tränen gelacht, vor lachen geweint, rotwein, weißwein, wein, weine trinken, weinglas, weinberg*
    word: weihnachten, weinprobe*, weinkeller, weihnacht*, kopfschmerz*, rückenschmerz*, zahnschmerz*, getrenntsammlung
    word: getrennt*, verlassenes haus, verlassene orte, weinfest, weinschorle, schmerzmittel, heulsuse
    word: mülltrennung, weinhandlung, freud, freund*, freudenberg
    explicit romantic: romant*, verliebt*, verlieb*, ich liebe dich, lieb dich, ich lieb ihn, ich lieb sie
    explicit romantic: ich liebe ihn, ich liebe sie, liebeslied*, liebes lied, hochzeitstanz, heiratsantrag
    explicit romantic: antrag gemacht, verlobt*, ja gesagt, große liebe, mein schatz
    explicit romantic: schmetterlinge im bauch, kuscheln, kuschel*, liebling, lieblingsmensch, herzklopfen
    explicit romantic: flitterwochen, seelenverwandt*, mein mann und ich tanzen, knutsch*, geküsst, küss*
    explicit romantic: zärtlich*, valentinstag, händchen*
    likely romantic: liebe, kuss, schatz, pärchen, beziehung, herz
    word: liebe grüße, liebe leute, liebe alle, lieblings*, kuscheltier*, lieblingsfarbe, lieblingsrezept
    word: schatzkarte, küssnacht
    explicit calm: ruhig*, ruhe, entspann*, entspannung, beruhig*, friedlich*, gemütlich*, gelassen*
    explicit calm: stille, chillen, chillt, chillig, chill*, relaxen, relaxt, relax*, abschalten
    explicit calm: runterkommen, seele baumeln, besinnlich*, verträumt*, träum*, verträum*, tagträum*
    explicit calm: nostalg*, erinnerungen, kindheit*, damals, wieder kind, wieder 14, früher, auszeit
    explicit calm: durchatmen, idyll*, sanft*, harmon*, achtsam*, meditation*, faulenz*, kuschelig*, hygge
    explicit calm: ruhepol, ausgeglichen*, geborgen*
    word: in ruhe lassen, lass mich in ruhe, ruhestörung, keine ruhe, früher vogel, ruhetag, traumatisch
    word: ruhrgebiet
    explicit energetic: energie, energiegeladen, ballern, ballert, feier*, feiern, gefeiert, abriss
    explicit energetic: vollgas, kraftvoll*, party, partymucke, party*, abfeiern, ausrasten, rastet aus
    explicit energetic: abgehen, geht ab, geht steil, ging ab, hüpf*, motivier*, motiviert, power
    explicit energetic: dreht durch, eskal*, eskalation, durchdrehen, abgeht, tanzt durch, durchgetanzt
    explicit energetic: fetzt, fetzig, mitreißend*, aufgedreht, adrenalin, pump*, heizt, fest feiern
    explicit energetic: festzelt, sause, stimmung, bombenstimmung, druckvoll*, treibend*
    word: feierlich*, pumpe, wärmepumpe, feiertag*, energiekosten, energieverbrauch, pumpernickel
    word: luftpumpe, energiewende, stromenergie, pumpen*, feierabend, parteitag
    explicit playful: lustig*, witz*, lach*, gelacht, totgelacht, lachflash, lachanfall, lachkrampf
    explicit playful: kaputtgelacht, spaß, spass, albern*, verspielt*, komisch*, blödsinn, quatsch, haha
    explicit playful: hahaha, hihi, scherz*, brüller, humor*, schlapp gelacht, lachtränen
    explicit playful: ich kann nicht mehr, kann nicht mehr, zum schießen, zum totlachen, beömmel*
    explicit playful: geil lustig, feuchtfröhlich
    word: lachs, lachsfilet, lache nicht, lachsrezept
    explicit dark: dunkel*, düster*, dunkl*, finster*, unheimlich*, grusel*, gruslig, horror, böse
    explicit dark: bösartig*, schaurig*, schauer*, albtraum*, alptraum*, angst, ängst*, beängst*
    explicit dark: bedrohlich*, wut, wütend*, wut*, zorn*, zornig*, sauer auf, stinksauer, angepisst, hass
    explicit dark: hasse, hasst, hass*, aggress*, aufgebracht, genervt, nervt*, nerv*, kotzt mich an, kotzt
    explicit dark: koche vor, kocht vor, ausrasten vor, rasend, empör*, frust*, verdammt nochmal
    explicit dark: angespannt*, anspannung, spannungsgeladen, panik, panisch, nervös*, gestresst, stress
    explicit dark: stressig, beklemmend*, morbid*, verflucht*, grauen*, todes*, rache, okkult*, makaber
    explicit dark: makabr*
    word: dunkelblau*, dunkelgrün*, dunkle schokolade, dunkelrot*, dunkelbraun*, nerventee, nervennahrung
    word: dunkelbier, schauerregen, haselnuss*, dunkle haare, todesstern, haskell, wutsch, schauer und
    word: stressfrei, ohne stress, stresst nicht
    explicit epic: episch*, heldenhaft*, heroisch*, legendär*, gewaltig*, gänsehautmoment, triumph*
    explicit epic: majestät*, monumental*, glorreich*, bombastisch*, siegreich, grandios*
    negation: nicht, kein, keine, keinen, keinem, keiner, keins, ohne, nichts, weder, null, nix, kaum
    negation: niemand
    never: nie, niemals
    word: nicht nur, nichts geht über, ohne ende, nichts besser, nix besser, nicht genug
    word: nie wieder aufhören, nicht mehr aufhören, nicht aufhören, gibt nichts besseres, nicht übel
    word: nicht schlecht, warum nicht, kann nicht mehr, ich kann nicht mehr, ohne witz, kein witz
    word: ohne scheiß, nicht mehr weg, nicht satt, ohne worte, ohne zweifel, keine frage, gar nicht genug
    word: nicht umsonst, kein ende, null problemo, nicht zu fassen, nicht fassen, es kaum fassen
    word: kaum erwarten, nicht erwarten, danke für nix, unendlich
    intensifier: sehr, so, total, echt, mega, richtig, voll, ziemlich, volle, voller, wahnsinnig
    intensifier: unglaublich, super, extrem, pur, absolut, hart, krass, viel, wie, einfach, ganz, maximal
    intensifier: dermaßen, totale
    diminisher: bisschen, ein bisschen, etwas, fast, wenig, bissl, leicht, eher
    turn: aber, sondern, nur, dafür, heute nur, stattdessen
    everyday: die, man, war, fast, gift, pain, rip, fun ding, fest, real, wild, am, hell, not, bin, lost
    everyday: tender, tee, kind, boot, gut, dick, bad, so, kings, hut, rat, arm, mode, pose, ring, gang
    everyday: land, band, still, hint, brand, art, rock tasche
    word: der, das, und, mit, mein, ist, leben, nacht, tag, deutsch, deutschland
    explicit sad: gestorben, verstorben*, tot, todesfall, ist von uns gegangen, von uns gegangen
    explicit sad: beerdigung, verlor, verloren habe, habe ihn verloren, habe sie verloren, verloren
    explicit sad: zerstört, am ende, fertig mit der welt, bin leer, einfach leer, leer, innerlich leer
    explicit sad: verletzt, wunde, abwesenheit, allein, ganz allein, alleine, so allein, betrogen, betrug
    explicit sad: verrat*, leid, leide, leiden, gelitten, qual*, grau in grau, entmutigt, mutlos
    explicit sad: hoffnungslos*, durchgefallen, gekündigt worden, versagt, bereue, bereuen, reue
    explicit sad: verquollene augen, kraftlos, mir gehts nicht gut, mir geht's nicht gut, geht mir schlecht
    explicit sad: gehts mir schlecht, mieser tag, scheißtag, schlechter tag, blöder tag, schlimmster tag
    explicit sad: untröstlich, kloß im hals, schluchz*, sad, heimweh, sehnsucht, sehne mich
    explicit sad: vergesse dich nie, fehlst, fehlt, fehlen, vermiss, trübsal, trübsinn*, schwarzer tag
    explicit sad: geplatzter traum, gebrochenes
    word: freudentränen, vor glück geweint, vor freude geweint, tränen vor freude, tränen vor glück
    word: vor freude weinen, vor glück weinen, leider, leid tun, tut mir leid, leidenschaft*, fehler*
    word: leerlauf, toter winkel, leergut, todmüde, fehlerfrei, leitung, leerung, leer getrunken
    word: allein erziehend, leer machen, verratet nicht, qualität*, qualifi*, leidlich, fehlt noch
    word: fehlt nur, wer fehlt
    explicit happy: freudentränen, vor glück geweint, vor freude geweint, tränen vor freude
    explicit happy: tränen vor glück, vor freude weinen, vor glück weinen, liebe mein leben
    explicit happy: liebe das leben, perfekter tag, perfekter abend, was ein tag, was für ein tag
    explicit happy: bester abend, schönster abend, beste nachricht, gute nachricht*, gute neuigkeiten
    explicit happy: traum wahr, traum erfüllt, traum geht in erfüllung, zusage, strahle, erleichtert
    explicit happy: erleichterung, erfüllt, erfüllend, entzückt, glückspilz, so ein glück, gesegnet
    explicit happy: wunderbar*, großartig*, fantastisch*, hammer tag, genial*, gewinn*, sieg, sieger
    explicit happy: siegerin, meister, weltmeister, angenommen worden, job bekommen, hab den job
    explicit happy: habe den job, wohnung bekommen, geil, läuft bei mir, gut drauf, super drauf
    explicit happy: bestens gelaunt, gutgelaunt, positiv, positive vibes, sonnenschein im herzen
    explicit happy: herz lacht, das herz geht auf, herz geht auf, herz voll, herzerwärmend, dankbar
    explicit happy: ausgelassen*, vergnügt*, selig, jauchz*, juchz*, hach, yay
    word: gewinnspiel, gewinne, gewinner des
    explicit dark: sauer, mega sauer, so sauer, bin sauer, richtig sauer, total sauer, stinkig, verärgert
    explicit dark: ärger*, ärgert, ärgere, aufregen, rege mich auf, regt mich auf, reg mich auf, ich rege
    explicit dark: platzt mir, geplatzt der kragen, kragen platzt, hals, so einen hals, auf die palme
    explicit dark: zum kotzen, kotz*, ekel*, angewidert, widerlich, verdammt, verdammte, scheiße, scheiss
    explicit dark: scheiß, mist, idiot*, arsch*, unverschämt*, frechheit, unfair, ungerecht*, betrüger
    explicit dark: abzocke, abgezockt, schrei*, anschreien, geschrien, wutanfall, wutausbruch, gebrüllt
    explicit dark: brüllen, streit, gestritten, hassen, gehasst, satt haben, hab's satt, habs satt
    explicit dark: habe es satt, schnauze voll, nase voll, reicht mir, mir reichts, mir reicht's
    explicit dark: unerträglich, fürchte*, fürchterlich*, furcht*, erschreck*, erschrocken, schreck*
    explicit dark: gruselig, spuk*, gespenst*, geister*, dämon*, teufl*, blutig*, mörder*, grausam*
    explicit dark: düsternis, finsternis, abgrund, schatten, spannung, sorge*, besorgt, unruhig, unruhe
    explicit dark: verunsichert, beängstigend, bange, zitter*, herzrasen, überfordert, toxisch, verstört*
    explicit dark: verstörend*, eiskalt den rücken
    word: sauerteig*, sauerkraut*, sauerkirsch*, sauerrahm, sauerbraten, halsband, halskette, halsschmerzen
    word: schreiben, schreib*, schreibtisch*, schreiner*, geisterfahrer, misten, mistel, erschreckend gut
    word: schattenplatz, sorgenfrei, arschgeil, ärgerfrei, sorgerecht, entsorg*, versorg*, schattig
    word: geisterhaus lego, saueres
    explicit calm: ausruhen, ausgeruht, ruhepause, pause machen, kleine pause, atmen, durchgeatmet, in ruhe
    explicit calm: ganz in ruhe, schweigend, still, innere ruhe, frieden, harmonie, sorglos, sorgenfrei
    explicit calm: unbeschwert*, entschleunig*, langsam, nickerchen, hängematte, decke und tee
    explicit calm: unter der decke, kuscheldecke, wohlfühl*, wohlig, geruhsam, sanft, leise, leichtigkeit
    explicit calm: leicht und, schweben*, schwebe, schwerelos*, wie im traum, wie ein traum, traumhaft
    explicit calm: träumchen, tagtraum, in gedanken, gedankenverloren, kindheit, kindheitserinnerung*
    explicit calm: früher, wie früher, als kind, als ich klein, alte zeiten, gute alte, die guten alten
    explicit calm: erinnert mich, erinnerung, jugendzeit, schulzeit, zeitreise, retro gefühl, seelenruhe
    explicit calm: kaffee genießen, genieße die, genießen, entspannte, easy, loslassen, lagerfeuer*
    word: langsam wird, langsam reichts, langsamer vorgang
    explicit energetic: was eine party, was für eine party, partynacht, die ganze nacht
    explicit energetic: bis zum morgengrauen, bis in die puppen, bis morgens, tanzt bis, getanzt bis
    explicit energetic: tanzen bis, durchtanz*, wild, wilde, alles geben, alles gegeben, power pur
    explicit energetic: voller power, voll power, volle kanne, volle pulle, vollgas geben, ab geht's
    explicit energetic: ab gehts, los geht's, los gehts, brennt die hütte, hütte brennt, halle brennt
    explicit energetic: kocht die, bebt, bebte, tobt, tobte, euphor*, rausch, ekstat*, ekstase, ausgeflippt
    explicit energetic: flippt aus, pogo, moshpit, schweiß, schwitzen, feierwütig*, gefeiert, party hart
    explicit energetic: mitreißend, mitgerissen, elan, schwung, schwungvoll, dynamisch, energisch
    explicit energetic: hochmotiviert, kick, boost, angeheizt, zündet
    explicit playful: lachen, lacht, lachte, lache, gelächter, lachend, lachtränen, vor lachen
    explicit playful: bauchweh vor lachen, schlapp, lachen uns schlapp, kringel*, kicher*, gekichert
    explicit playful: schmunzel*, blöd 😂, dämlich 😂, doof 😂, kasper*, clown*, streich, streiche, parodie
    explicit playful: satire, comedy, komödie, meme, memes, gag, gags, kalauer, flachwitz*, wortspiel*
    explicit playful: ulkig, schräg 😂, herrlich bescheuert, bescheuert 😂, albern, neckisch, frech, schelm*
    explicit playful: verarscht, veräppel*, ich sterbe 😂, gestorben 😂, tot 😂, zu geil 😂
    word: frechheit, streichfähig, streichen
    explicit romantic: liebe ihn, liebe sie, lieb ihn, lieb sie, ich liebe, hab dich lieb, hdl
    explicit romantic: ein leben lang, für immer zusammen, für immer, zusammen für immer, jahrestag
    explicit romantic: hochzeitstag, heirate mich, heiraten, wir heiraten, verlobung*, verlobungsring
    explicit romantic: frisch verheiratet, mein mann, meine frau, mein freund überrascht
    explicit romantic: meine freundin überrascht, crush, flirt*, verführ*, leidenschaft*, erster kuss
    explicit romantic: in deinen armen, in seinen armen, bauchkribbeln, kribbeln, dahinschmelz*
    explicit romantic: schmelze dahin, candle light, candlelight dinner, zweisamkeit, traummann, traumfrau
    explicit romantic: angebetet*, liebesbrief, liebeserklärung, liebesgeständnis, innig*
    word: bis die tränen kamen, tränen in den augen vor lachen
    explicit happy: welt umarmen, platze vor glück, platze vor freude, im siebten himmel, auf wolke sieben
    possibility: könnte, konnte, kann, könnten
    comparison: mehr
    dislike: hasse, hasst, hassen
    """
}
