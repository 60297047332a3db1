extension Tables {
  /// What Spanish adds.
  static let spanish = """
    explicit happy: feliz, felices, felicidad, alegre, alegría, alegria, contento, contenta, buena vibra
    explicit happy: buenas vibras
    explicit sad: triste, tristes, tristeza, canciones tristes, desamor, corazón roto, corazon roto
    explicit sad: llorando, sad en español
    likely sad: llorar, lloro, lágrimas, lagrimas, te extraño, te extrano, soledad, solo y triste, dolor
    likely sad: adiós, adios
    explicit romantic: romántico, romantico, romántica, romantica, enamorado, enamorada, te amo
    explicit romantic: te quiero, canción de amor
    likely romantic: amor, novia, novio, pareja, beso, besos, boda, amores, corazón, corazon, mi amor
    explicit calm: tranquilo, tranquila, relajante, relajado, relajarse, calma, paz, música relajante
    explicit calm: musica relajante
    explicit energetic: energía, energia, fiesta, perrear, perreando, motivación, motivacion
    explicit energetic: entrenamiento, rumba buena
    explicit playful: gracioso, graciosa, divertido, divertida, chistoso, chistosa, risa, jajaja
    explicit playful: jajajaja, humor latino
    explicit dark: oscuro, oscura, terror, miedo, siniestro, tenebroso, oscuridad
    explicit epic: épico, epico, épica, epica, heroico, victoria, leyenda
    explicit latin: música latina, cumbia villera, salsa cubana, bachata dominicana, reggaeton viejo
    explicit latin: perreo viejo
    explicit latin: banda sinaloense, música mexicana, musica regional, trap argentino
    explicit latin: guaracha colombiana, bailar salsa
    explicit classical: música clásica, musica clasica, orquesta
    explicit rock: rock en español, rock en espanol, rock nacional, rock clásico, rock clasico
    explicit folk: música folclórica, musica folclorica, folclore, folklore argentino
    explicit electronic: música electrónica, musica electronica, electrónica
    explicit soundtrack: banda sonora, bandas sonoras
    music: música, musica, canción, cancion, canciones, cantante, cantar, guitarra, concierto
    music: banda musical, bailar
    negation: no, nunca, sin, ni, jamás, jamas, nada, tampoco
    intensifier: muy, tan, súper, demasiado, bien, re, bastante, más
    diminisher: poco, un poco, casi
    turn: pero, sino
    word: de, el, la, los, las, en, es, con, para, mi, tu, español, espanol, viejo, nuevo, baile, vida
    word: dia, noche
    """
}
