extension Tables {
  /// What German adds.
  static let german = """
    explicit pop: pop, popmusik, popsong, popsongs, deutschpop, schlager, schlager*, schlagermusik
    explicit pop: schlagerparty, volksfesthits, mallorcahits, ballermann, ballade, balladen
    explicit hip-hop: rap, rapper, rapperin, rappt, rappen, gerappt, hiphop, deutschrap, rapsong*, raptext*
    explicit hip-hop: rapmusik, rapalbum, rapkonzert, trap, drill, boom bap, freestyle, grime, battlerap
    explicit hip-hop: cypher
    explicit r-and-b: soul, soul*, rnb, r&b, gospel, gospelchor, gospelkonzert
    explicit electronic: elektro, elektronische musik, elektronisch*, electro, techno, house, trance
    explicit electronic: ambient, rave, raven, ravt, raver, hardtekk, tekk, goa, drum and bass, dnb, garage
    explicit electronic: hardstyle, technoclub, technoparty, technobunker, jungle, dubstep
    explicit rock: rockmusik, rockband, rockkonzert, rocksong, rocker, rockig*, deutschrock, rockfestival
    explicit rock: rockgitarre, rockplatte, rockplatten, rockballade, rocknummer, indierock, punkrock
    explicit metal: metal, metalband, metalmusik, metalfestival, metaler, metalhead*, metalkonzert
    explicit metal: metalriff*, metalplatte*, metalgitarre, wacken
    explicit punk: punk, punks, punk*, punkband, punkrock, punkkonzert, deutschpunk
    explicit indie: indie, indieband, indiepop, indierock, indiemusik, indie*
    explicit folk: folk, volksmusik, volkslied, volkslieder, blasmusik, folkmusik, folkband, liedermacher
    explicit folk: folksong*, jodel*, schuhplattler*, alphorn, akkordeon volksmusik, mittelaltermusik
    explicit folk: shanty, shantychor
    explicit country: country, countrymusik, countrysong*, countryband, countrylied*, linedance
    explicit jazz: jazz, jazz*, jazzband, jazzkeller, swingmusik
    explicit blues: blues, blues*, bluesgitarre
    explicit classical: klassische musik, klassik, orchester, sinfonie, symphonie, philharmonie
    explicit classical: streichquartett, cello, oper, opern*, opernabend, klavierkonzert, geige
    explicit classical: kammermusik, barockmusik, konzertsaal, chopin, bach, klavierstück
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
    word: weinprobe*, weinkeller, weihnacht*, kopfschmerz*, rückenschmerz*, zahnschmerz*, getrenntsammlung
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
    explicit playful: hahaha, hihi, lol, scherz*, brüller, humor*, schlapp gelacht, lachtränen
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
    """
}
