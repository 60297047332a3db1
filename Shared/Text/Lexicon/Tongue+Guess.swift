extension Tongue {
  /// The language that most of these texts are written in, by their script and their small words; nil where too
  /// little tells.
  static func guess(_ texts: [String]) -> Tongue? {
    var scores = [Double](repeating: 0, count: allCases.count)
    var counts = ScriptCounts()
    for text in texts.prefix(Passage.textLimit) {
      let tokens = Tokenizer.tokens(of: text)
      for token in tokens.tokens where token.kind == .word || token.kind == .dense {
        counts.count(tokens.text(token.range))
        guard let owners = smallWords[tokens.text(token.range)] else { continue }
        // A letter is soon written.
        let worth = token.range.count > 1 ? 1.0 : 0.5
        for owner in owners { scores[owner] += worth / Double(owners.count) }
      }
      for scalar in text.unicodeScalars.prefix(4_000) {
        for (owner, worth) in letters[scalar] ?? [] { scores[owner] = min(scores[owner] + worth, 40) }
      }
    }
    if let dense = counts.tongue { return dense }
    let ranked = scores.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
    let isClear = ranked[0].element >= 0.9 && ranked[0].element >= 1.25 * ranked[1].element
    return isClear ? allCases[ranked[0].offset] : nil
  }

  private struct ScriptCounts {
    var han = 0, kana = 0, hangul = 0, others = 0

    mutating func count(_ text: String) {
      for scalar in text.unicodeScalars {
        switch Script(scalar) {
        case .han: han += 1
        case .kana: kana += 1
        case .hangul: hangul += 1
        default: others += 1
        }
      }
    }

    /// A character of these scripts says as much as three letters.
    var tongue: Tongue? {
      let dense = han + kana + hangul
      guard dense >= 2, 3 * dense >= others else { return nil }
      if hangul > han + kana { return .ko }
      return kana > 0 ? .ja : .zh
    }
  }

  private static let smallWords: [String: [Int]] = {
    var result: [String: [Int]] = [:]
    for (index, tongue) in allCases.enumerated() {
      for word in (words[tongue] ?? "").split(whereSeparator: \.isWhitespace) {
        result[String(word), default: []].append(index)
      }
    }
    return result
  }()

  private static let letters: [Unicode.Scalar: [(Int, Double)]] = {
    var result: [Unicode.Scalar: [(Int, Double)]] = [:]
    for (tongue, letters, worth) in marks {
      guard let index = allCases.firstIndex(of: tongue) else { continue }
      for scalar in letters.unicodeScalars { result[scalar, default: []].append((index, worth)) }
    }
    return result
  }()

  private static let marks: [(Tongue, String, Double)] = [
    (.es, "ñÑ¿¡", 1.2), (.pt, "ãõÃÕ", 1.2), (.de, "ßẞ", 1.2), (.sv, "åÅ", 1.2), (.de, "üÜ", 0.7),
    (.de, "äöÄÖ", 0.5), (.sv, "äöÄÖ", 0.5), (.fr, "œèêûîùëïÈ", 0.8), (.fr, "ç", 0.5), (.pt, "çêâô", 0.5),
    (.fr, "éàâô", 0.35), (.es, "óíúá", 0.35), (.pt, "óíúáéà", 0.3), (.es, "é", 0.25),
  ]

  private static let words: [Tongue: String] = [
    .en: """
    the and is are was were you your my our this that these with for when what who how why just im i'm its
    it ur u have has had from they we he she his her their but if of at be been can cant dont do does did
    not on to by all me i or than then there here after before while first new some any every got get makes
    make really now like know think feel being still ever never again back down off over under most more
    much many even only so about a in hate love as up out him them us would could should will am day today
    """,
    .es: """
    el la los las un una unos de del y en es con para mi tu su por pa se lo le al que como más pero hoy muy
    esta este ya yo te nos sin cuando mis sus hay esto eso está estoy son fue porque todo toda todos quien q
    me si desde hasta mañana noche ni ando no puedo ser soy eres tengo tiene vamos voy va ver hacer así qué
    cómo dónde otra otro nada siempre a o me nuestro nuestra ella ellos vez sobre entre gracias vida
    receta fácil feliz
    """,
    .pt: """
    o a os as um uma de do da dos das e em é com pra para meu minha seu sua por no na nos nas num numa eu vc
    vcs não nao hoje muito mais mas já me te quando tô tá isso esse essa ao gente foi ele ela sem que q pro
    pelo pela aqui até só todo toda ontem sou tenho tem vamos vou vai ver fazer assim onde outra outro
    depois agora ainda cada nada sempre receita fácil feliz você vocês dia
    """,
    .fr: """
    le la les un une des de du et en est avec pour mon ma mes ton ta sur dans je j l d tu il elle on nous
    vous que qui c ce cette ces pas plus très mais au aux trop sans chez quand jsuis suis ai me te si tout
    toute tous moi notre ses son sa après ça ne se sont as fait faire voir bien où comme encore depuis
    toujours rien quelle quel était été ont leur hier même part vont va demain joyeux vacances aujourd hui
    """,
    .de: """
    der die das ein eine einen einem einer und ist mit für ich du er sie wir ihr nicht kein keine auf im zum
    zur von zu den dem des auch noch nur mal heute wie was wenn bei nach hab habe bin mein meine meinem so
    beim fürs aus sich mich dich man als aber schon jetzt wieder unser unsere uns ne nem am hat sind wird
    kann will muss mehr sehr hier da dann immer ganz alle alles gestern morgen ohne bis seit weil dass dein
    frohe schöne es ja oder diese dieser könnte
    """,
    .sv: """
    och att det är en ett i på som jag du vi han hon den inte med för av till min mitt mina så om när vad
    idag nu har hade kan ska blir från eller men de ut upp sig mig dig alla igen inför hos efter bara våra
    vårt e o vi vill måste mer mycket här där då alltid helt något allt inget igår imorgon utan mot genom
    sedan under kunde vara
    """,
    .id: """
    yang dan di ini itu aku kamu gue gw lo gak ga nggak ngga tidak bukan buat untuk sama dengan dari ke pake
    pakai lagi udah sudah banget bgt bikin ya dong sih deh aja nih jadi bisa ada mau kalo kalau sambil jam
    pas yg utk dgn tp saya kita dia orang karena tapi cuma belum masih akan pagi malam lagu hari abis telah
    sedang pernah selalu setiap semua banyak lebih seperti kayak gitu gini kok biar sampai sampe kemarin
    besok
    """,
  ]
}
