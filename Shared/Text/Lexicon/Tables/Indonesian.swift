extension Tables {
  /// What Indonesian adds.
  static let indonesian = """
    explicit happy: senang, bahagia, gembira, ceria, riang, kebahagiaan, lagu bahagia
    explicit sad: sedih, galau, lagu galau, lagu sedih, patah hati, patahhati, menangis, kesedihan
    explicit sad: sakit hati, sadboy indo
    likely sad: nangis, rindu, kangen, kesepian, air mata, kecewa, perpisahan, luka
    explicit romantic: romantis, jatuh cinta, lagu cinta, aku cinta kamu, aku sayang kamu, bucin
    likely romantic: cinta, pacar, sayang, pasangan, nikah, pernikahan, kekasih, ciuman
    explicit calm: tenang, santai, damai, rileks, menenangkan, adem, musik santai, senja
    explicit energetic: semangat, seru banget, olahraga, pesta, joget, enerjik, gaspol
    explicit playful: lucu, kocak, ngakak, wkwk, wkwkwk, humor receh, lawak, konyol, gokil
    explicit dark: gelap, seram, serem, horor, menakutkan, angker, hantu, mencekam
    explicit epic: epik, kemenangan, megah, dahsyat, pahlawan
    explicit pop: pop indonesia, popindo, lagu pop, pop indo
    likely pop: dangdut, dangdut koplo, koplo, campursari
    explicit electronic: dj remix, dj tiktok, dj viral, dugem, funkot, dj terbaru
    explicit classical: musik klasik
    explicit folk: lagu daerah, lagu folk
    explicit indie: lagu indie, anak indie, indie indonesia
    music: lagu, musik, penyanyi, nyanyi, gitar, konser, lirik lagu, band indo
    negation: tidak, bukan, gak, nggak, ngga, enggak, tanpa, jangan, ga, tak
    intensifier: sangat, banget, sekali, amat, terlalu
    diminisher: agak, sedikit, kurang
    turn: tapi, tetapi, namun
    word: yang, dan, di, ini, itu, aku, kamu, indonesia, indo, hidup, malam, hari
    """
}
