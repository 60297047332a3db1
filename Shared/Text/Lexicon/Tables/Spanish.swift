extension Tables {
  /// What Spanish adds.
  static let spanish = """
    explicit pop: música pop, canción pop, balada pop, popero, popera
    explicit hip-hop: rap, rapear, rapeando, rapero, rapera, raper*, trapero, drill, hip hop, jipjop
    explicit hip-hop: freestyle, batalla de gallos, batallas de rap, beatbox
    explicit r-and-b: rnb, r&b, góspel, ritmo y blues
    explicit electronic: electrónica, música electrónica, electro, trance, ambient, rave, ravero
    explicit electronic: tecno, dance music, garage, jungle, psytrance, makina
    explicit rock: rockero, rockera, rocker*, rockcito, rocanrol, rock clásico, roquero, roquera
    explicit metal: metalero, metalera, metaler*, banda de metal, metal pesado
    explicit metal: metal extremo, concierto de metal, metal en vivo, riff de metal, thrash
    explicit punk: punk, punki, punkis, punkarra, punkero, punketo, punk*
    explicit indie: música indie, indie español, indie mexicano
    explicit folk: folclor, folclore, folklore, folclórica, música folclórica, trova, trovador
    explicit folk: canto popular, copla, jota aragonesa, nueva trova, música tradicional
    explicit country: música country, música vaquera
    explicit jazz: jazz, jazzero, jazzista, yaz, jazzistico
    explicit blues: blues, bluesero, blusero
    explicit classical: música clásica, orquesta, orquesta sinfónica, filarmónica, sinfónica, violonchelo
    explicit classical: chelo, cuarteto de cuerda, ópera, piano clásico, zarzuela, conservatorio, chopin
    explicit latin: salsa, salsero, salsera, salsita, bachata, bachatera, merengue, cumbia, cumbión
    explicit latin: reggaetón, regueton, dembow, música latina, banda sinaloense, trap argentino, tango
    explicit latin: tanguero, milonga, flamenco, flamenquito, rumba, bulería, sevillanas, ranchera
    explicit latin: mariachi, vallenato, bolero, guaguancó, huapango, son jarocho, cueca, zamba, chamamé
    explicit latin: samba, timba, bomba y plena, guaracha, champeta, perreo
    explicit reggae: reggae, reggaesito, rastaman, dub
    explicit afrobeats: afrobeat, afrobeats, afro, amapiano, afrohouse
    explicit funk: funk, funky, disco music, música disco, noche disco, temazo disco, disco setentera
    explicit funk: disco de los 70, disco de los 80, discoteca setentera
    explicit k-pop: kpop, k-pop, kpoper, kpopero, kpopera, kpoperos, kpopers
    explicit lo-fi: lofi, lo-fi, lofi para estudiar
    explicit soundtrack: banda sonora, bandas sonoras, música de película, musical de broadway, bso
    explicit soundtrack: música épica
    ambiguous rock: roca
    everyday: roca, clásico, clásica, clásicos, clásicas, disco
    ambiguous latin: plena
    ambiguous metal: metal
    everyday: plena, metal
    word: en plena
    music: dedico, dedica, dedicada
    ambiguous classical: clásica
    ambiguous latin: banda
    ambiguous funk: disco
    beside salsa: verde, receta, recetas, tomate, picante, roja, pasta, cocina casera, ingredientes, tacos
    beside salsa: soja, mayonesa, molcajete, aguacate, bechamel, barbacoa, ajo, salsas, nachos, comida
    beside rock: escalar, escalada, climbing
    beside country: house
    beside pop: quiz, corn, up, art, it, culture
    beside house: tour, depa, casa, tiny
    beside punk: cyber, steam
    beside indie: juego, juegos, videojuego, videojuegos, game, desarrollador, cine, película, editorial
    beside indie: gamedev
    beside folk: horror
    beside merengue: receta, horno, limón, azúcar, claras, tarta, postre, huevo
    beside metal: detector, olla, popote, pajita, sartén, termo, taza, tornillo, acero, oro, plata
    beside disco: duro, duros, freno, frenos, ssd
    beside drill: taladro, broca
    beside trap: ratones
    beside banda: ancha, elástica, elásticas, presidencial, horaria
    beside tango: cerveza
    beside indie: marca
    beside orquesta: dirección de
    music: música, canción, canciones, cancion*, cantante, cantar, cantando, canto, guitarra, guitarrista
    music: concierto, conciertos, bailar, bailando, baile, bailen, bailamos, batería, bajo, bajista, bombo
    music: escenario, disquera, vinilo, vinilos, escuchar, escuchando, escucho, suena, sonando, tocar
    music: tocando, tocamos, ensayo, ensayando, ensayar, coro, letra de la canción, ritmo, beat, temazo
    music: temazos, rola, rolas, rolita, discos, álbum, playlist, dj, set de, sesión, pista, karaoke
    music: compás, acordes, melodía, tema nuevo, radio, bocina, altavoz, a todo volumen, voz y guitarra
    music: festival, tarima
    explicit happy: feliz*, felic*, alegr*, content*, contentísim*, dichos*, dicha, buena vibra
    explicit happy: buenas vibras, buen rollo, qué ilusión, ilusionad*, emocionad*, emocionadísim*
    explicit happy: genial día, mejor día, risueñ*, esperanza, esperanzad*, optimist*, qué gusto, encantad*
    explicit happy: no quepo de, euforic*, eufóric*, felizcumple, orgullos*, gozando, gozad*, disfrutando
    explicit happy: qué maravilla, no me lo creo, lo logré, lo logramos, aprobé, aprobad*, ganamos, por fin
    likely happy: cumple, cumpleaños, celebr*, sonri*, sonrís*, vacaciones, día de pago, quincena
    likely happy: graduación, me gradué, gracias a dios, bendecid*, gracias a la vida, disfrut*, ascenso
    likely happy: me contrataron, regalo, qué lindo, qué bonito
    explicit sad: trist*, tristón, tristona, desamor, corazón roto, corazon roto, corazón partido
    explicit sad: me rompió el corazón, corazón hecho pedazos, rompieron el corazón, llor*, lágrima*
    explicit sad: lagrim*, soledad, solit* y triste, dolor, dolid*, me duele, duele, dueles, extraño
    explicit sad: te extraño, te echo de menos, echo de menos, extrañándote, me haces falta, hace falta
    explicit sad: melancol*, melancól*, nostalgia triste, depre, deprimid*, deprimente, bajoneado
    explicit sad: bajonead*, bajón, de bajón, desconsolad*, afligid*, desilusi*, decepci*, despecho
    explicit sad: me dejó, me dejaste, me dejo por, ruptura, rompimos, terminamos, cortamos, duelo, luto
    explicit sad: vacío por dentro, sin ti, apachurrad*, agüitad*, pena, penas, ojalá estuvieras, se me fue
    explicit sad: q.e.p.d, destrozad*, amargura, sollo*, hecho polvo, hecha polvo
    word: llorar de risa, llorando de risa, lloro de risa, lloré de risa, vale la pena, valió la pena
    word: merece la pena, no vale la pena, extraño caso, qué pena ajena, pena ajena, me muero de risa
    word: muerta de risa, muerto de risa, qué extraño, algo extraño, extraños, dolor de espalda
    word: dolor de cabeza, feligres*, pena de muerte, felino, feline
    explicit romantic: romántic*, romantic*, romanticism*, enamorad*, enamor*, te amo, te quiero, te adoro
    explicit romantic: amor de mi vida, el amor de mi vida, amor mío, mi amor, mi novio, mi novia
    explicit romantic: mi media naranja, mi prometid*, canción de amor, me pidió matrimonio, nos casamos
    explicit romantic: me caso, se casan, cita romántica, besos, besito*, besando, apapach*, luna de miel
    explicit romantic: tqm, cariñito, acurruc*, flechazo, media naranja
    likely romantic: amor, amores, novi*, pareja, beso, corazón, san valentín, amorcito, abrazad*, suspir*
    explicit calm: nostalgia, tranqui, tranquil*, relaj*, relax, relajante, calma, calm*, paz, en paz
    explicit calm: sosiego, sereno, serena, serenidad, apacible, descans*, chill, chilleando, chillin
    explicit calm: sin prisas, sin prisa, modo relax, cero estrés, a gusto, agustito, a gustito, plácid*
    explicit calm: quietud, meditación, respira hondo, nostalg*, nostálg*, qué recuerdos
    explicit calm: recuerdos de infancia, me transporta, añoranza, soñador*, ensoñ*, flotando, de ensueño
    explicit calm: soñando despierta, soñando despierto, zen, en mi hamaca, sobremesa
    likely calm: silencio, siesta, brisa, atardecer, lluvia y café, sin estrés
    explicit energetic: energía, energétic*, energia, energic*, a tope, a mil, fiesta, fiestón, fiestota
    explicit energetic: fiester*, pari, parranda, rumba buena, rumbe*, perreando, de fiesta, jolgorio
    explicit energetic: juerga, farra, pachang*, pachanga, adrenalina, motivad*, con todo, a todo dar
    explicit energetic: prendid*, prende, encendid*, reventón, rompiendo la pista, hasta el piso
    explicit energetic: hasta abajo, sin parar de bailar, brincando, saltando, dale caña, intensidad
    explicit energetic: al máximo
    word: fiesta nacional día
    explicit playful: gracios*, divertid*, chistos*, chiste, chistes, risa, risas, qué risa, me meo
    explicit playful: me parto, me muero de risa, muero de risa, me estoy riendo, reír, riendo, me rio
    explicit playful: me río, carcaj*, jaja, jajaja, jajaj, jeje, jsjs, jsjsjs, jiji, jajaj*, ajaja, humor
    explicit playful: cómic*, payas*, broma, bromas, burl*, qué cagada de risa, cagado de risa
    explicit playful: cagada de risa, me descojono, descojon*, partiéndo*, no puedo con, xd, lmao, juas
    explicit playful: travies*, vacilón, vacilando, cachondeo, llorar de risa, llorando de risa
    explicit playful: lloro de risa, lloré de risa, muerta de risa, muerto de risa, cotorre*
    word: risaralda, riendas, jajá
    explicit dark: oscur*, oscuridad, terror, terroríf*, miedo, mied*, siniestr*, tenebros*, espeluzn*
    explicit dark: escalofr*, macabr*, pesadilla*, sombrí*, lúgubr*, embrujad*, inquietante, perturbador*
    explicit dark: rabia, rabios*, enfad*, enoj*, encabron*, emput*, furi*, furios*, coraje, ira, odio
    explicit dark: odi*, cabread*, cabreo, cabron*, molest*, indign*, harta, harto, hartaz*, hart*
    explicit dark: me da coraje, qué coraje, bronca, qué bronca, caliente con, arrech*, me cae mal
    explicit dark: me revienta, qué rabia, ojete, tens*, tensión, angusti*, ansied*, nervios, estresad*
    explicit dark: estrés, agobi*, pánico, asustad*, susto, venganza, maldit*, infierno
    word: furikake, odisea, iraq, tensor, oscurecer el pelo, negro oscuro, color oscuro, azul oscuro
    word: verde oscuro, círculos oscuros, hartar*, odiseo, molestar*, enojoso
    explicit epic: épic*, epic*, heroic*, heroíc*, victoria, leyenda, legendari*, triunf*, majestuos*
    explicit epic: imponente, grandios*, glorios*, piel de gallina, monumental, imparable
    word: epicentro
    negation: no, sin, ni, nada, nada de, tampoco, cero, ningún, ninguna, ninguno, nadie, apenas
    never: nunca, jamás
    word: no solo, no sólo, nada mejor que, nada como, sin parar, no paro de, sin duda, no hay nada como
    word: no puedo parar de, no dejo de, no quiero que acabe, no tiene precio, no manches, no mames
    word: sin palabras, nada más, no más, no pasa nada, no me canso, no falla, no veas, no te pierdas
    word: ni modo, ni tan, nunca falla, no puedo más, no aguanto, no necesito más, no me lo creo
    word: no puedo creer, no se diga, no es por nada
    intensifier: muy, tan, súper, super, demasiado, bien, re, bastante, más, mucho, mucha, qué, tanta
    intensifier: tanto, mega, ultra, pura, puro, bieeen, full, de verdad, totalmente, hiper
    diminisher: poco, un poco, casi, algo, medio, un poquito, tantito
    turn: pero, sino, aunque, mejor, solo, sólo, hoy toca, mas bien
    everyday: date, pan, dale, fin, once, sale, lit, rage, fans, real, me, gym, six
    word: de, el, la, los, las, en, es, con, para, mi, tu, español, espanol, viejo, nuevo, vida, dia, noche
    word: content creator, contento con el producto
    explicit sad: murió, muri*, falleció, fallec*, se murió, ha muerto, muerto ayer, q.e.p.d
    explicit sad: partió al cielo, se fue al cielo, en el cielo, arrasad*, devastad*, hundid*, derrumb*
    explicit sad: rot*, corazón herido, herid*, ausencia, ausente, abandonad*, abandon*, sola de nuevo
    explicit sad: solo de nuevo, sola otra vez, solo otra vez, me siento sola, me siento solo, tan sola
    explicit sad: tan solo estoy, perdí a, perdimos a, perderte, se acabó todo, lo nuestro, me engañó
    explicit sad: engañad*, traición, traicion*, infiel, dolor*, sufr*, sufrimiento, angustiad*, vací*
    explicit sad: gris por dentro, decaíd*, ánimo por el suelo, por los suelos, en el suelo, fracas*
    explicit sad: reprobé, suspendí, despedida, despedirme, adiós, lament*, arrepent*, ojos hinchados
    explicit sad: sin ganas, sin fuerzas, no estoy bien, estoy mal, me siento mal, día horrible, día malo
    explicit sad: llant*, plañ*, desesper*, nudo en la garganta, melanco, chillando por, chillé, cortavenas
    explicit sad: sad
    word: rotulador*, rotura de, rotonda*, roturas, muriendo de risa, me muero de la risa, rotación*, rotar
    word: hundir el barco, dolor muscular, vacío legal, envasado al vacío, lágrimas de felicidad
    word: lágrimas de alegría, llorar de felicidad, llorando de felicidad, lloré de felicidad
    word: llorando de alegría, lloré de alegría, rot13
    explicit happy: lágrimas de felicidad, lágrimas de alegría, llorar de felicidad, llorando de felicidad
    explicit happy: lloré de felicidad, llorando de alegría, lloré de alegría, me encanta mi vida
    explicit happy: amo mi vida, vida bonita, qué bonita vida, qué bonito día, qué día tan, qué feliz
    explicit happy: día perfecto, noche perfecta, el mejor regalo, la mejor noticia, gran noticia
    explicit happy: buena noticia, buenas noticias, sueño cumplido, cumplí mi sueño, sueño hecho realidad
    explicit happy: emocionadísim*, radiante, sonriendo, sonrisa*, sonrisota, satisf*, satisfech*, complac*
    explicit happy: entusiasm*, júbilo, jubil*, qué suerte, suertud*, afortunad*, bendec*, agradec*
    explicit happy: gratitud, feliz como, fascinad*, en las nubes, tocando el cielo, logr* por fin, ganador
    explicit happy: gané, pasé el examen, me dieron el trabajo, me aceptaron, admitid*, campeón, campeona
    explicit happy: campeones, esperanzador, buena onda, buenísima onda, qué chido, chidísimo, qué guay
    explicit happy: qué padre, padrísimo, bacán, bacano, de lujo, genial, maravillos*, increíble día
    explicit happy: espectacular noche, de buenas, contentos, buenas energías, me alegra, me alegro
    explicit dark: harto de, harta de, me enferma, me tiene harta, me tiene harto, hasta la madre
    explicit dark: hasta las narices, hasta el gorro, hasta los huevos, qué asco, asco, asquead*
    explicit dark: indignant*, indignad*, me molesta, irritad*, irrita, furibund*, iracund*, cólera
    explicit dark: enfurec*, explot* de rabia, peleando, grit* de rabia, gritarle, gritar de rabia, putada
    explicit dark: injusto, injusticia, sinvergüenz*, descarad*, me robaron, estaf*, ladrones, maldita sea
    explicit dark: pinche, qué poca, no soporto, no aguanto a, insoportable, me cago en, ya estuvo
    explicit dark: encabronada, emputada, chingad*, resentid*, rencor, venganz*, asust*, aterr*, aterrador*
    explicit dark: horrible, horror, horroros*, me da miedo, miedito, pavor, temblando de miedo, fantasma*
    explicit dark: embruj*, demoni*, satán*, sangrient*, malvad*, perverso, tenebr*, penumbra, lobreg*
    explicit dark: suspenso, suspense, preocupad*, inquiet*, intranquil*, alterad*, histéric*, ansiedad
    explicit dark: ansios*, estresad*, estresa*, tóxic*, abismo
    explicit calm: descanso, descansando, respirar, respiro, respirando, quietud, en silencio, sosegad*
    explicit calm: apacib*, armonía, armonios*, pausa, sin preocupaciones, sin preocupación, desconect*
    explicit calm: desconectar, meditando, meditar, siestecita, hamaca, mantita, calentita en casa
    explicit calm: ambiente tranquilo, qué paz, paz interior, todo fluye, fluir, despacito sin, lento
    explicit calm: suavecit*, slow life, recordando, recuerdos, mi infancia, de mi niñez, niñez
    explicit calm: de cuando era, cuando era niñ*, aquellos tiempos, viejos tiempos, qué tiempos
    explicit calm: como antes, años dorados, en mi cabeza flotando, soñad*, relajad*, relajación, acogedor*
    explicit calm: rico descanso, dominguear, plan tranqui
    explicit energetic: de fiesta, se armó, se armó la fiesta, vámonos de fiesta, fiesta toda la noche
    explicit energetic: toda la noche bailando, bailando toda la noche, sin parar toda la noche, a bailar
    explicit energetic: a darlo todo, dándolo todo, dar todo, energía al, al cien, al 100, al mil, al palo
    explicit energetic: pila, con pila, pilas puestas, activad*, arriba esas, arriba las manos, desenfren*
    explicit energetic: desatad*, locura total, qué locura, euforia, se prendió, prendiendo, la fiesta
    explicit energetic: bulla, bullicio, ambientazo, rumba, rumbón, carrete, peda, pedota, after
    explicit energetic: perreo hasta, rompimos la, quemando, fuego puro, imparables, a saltar
    explicit playful: me reí, reírme, reírse, ríe, ríen, reía, se ríe, nos reímos, qué gracia, gracia me
    explicit playful: descostill*, mearme de, meo de risa, me meé, partirme, ridícul*, absurdo, chusc*
    explicit playful: hilarante, tont*, tontería, tonterías, boba, bobo, bobad*, loquill*, memes, meme
    explicit playful: parodia, comedia, cómico, cómica, payasada, bromista, ocurrente, ocurrencias, troleo
    explicit playful: trole*, caí de la risa, muerta 😂, muero 😂
    explicit romantic: te adoro, amarte, amándote, quererte, eres mi, contigo todo, contigo siempre
    explicit romantic: a tu lado, juntos para siempre, para siempre juntos, nuestro aniversario
    explicit romantic: aniversario juntos, cásate conmigo, me propuso, propuesta de matrimonio
    explicit romantic: anillo de compromiso, nos comprometimos, dije que sí, dijo que sí, recién casados
    explicit romantic: mi esposo y yo, mi esposa y yo, mi chico, mi chica, mi marido me, mi crush, crush
    explicit romantic: coquet*, ligando, seduc*, apasionad*, pasión, cariño mío, tierno beso, primer beso
    explicit romantic: abrazarte, mirarte, mariposas en el estómago, mariposas, locamente, serenata
    word: hasta llorar, hasta las lágrimas, reír hasta llorar
    explicit dark: hierve la sangre, me hierve, sangre hirviendo
    explicit sad: alma rota, alma partida, pecho apretado, se me parte el alma
    possibility: puedo, podía, podría, puede, podríamos, podíamos
    comparison: más
    dislike: odio, odia, detesto
    """
}
