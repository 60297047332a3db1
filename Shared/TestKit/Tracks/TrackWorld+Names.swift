import Models

extension TrackWorld {
  /// What things are called in a made-up world.
  enum Names {
    private static let words = """
      love night day fire rain heart home light dance summer blue gold river moon star road dream shadow paper glass stone
      silver winter ocean city angel ghost mirror window garden thunder velvet sugar honey broken golden electric midnight
      sunday lonely wild young sweet bitter crystal diamond falling running waiting burning floating hollow heaven
      neon orchard harbour lantern compass signal static echo gravity orbit desert meadow canyon harvest marble copper violet
      crimson amber ivory cobalt emerald saffron willow cedar maple juniper thistle raven sparrow falcon tiger panther
      telephone radio engine satellite carousel parade circus postcard letter whisper murmur anthem lullaby
      """.split { $0.isWhitespace }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    private static let short = ["Me", "You", "My", "The", "In", "Of", "On", "No", "To", "And", "Is", "It"]
    private static let accented = [
      "Señorita", "Corazón", "Été", "Über", "Canción", "Coração", "Björk", "Naïve", "Zürich", "Lumière",
    ]
    private static let first = """
      Mira Otto Kasimir Nell Ada Wren Tomas Loro Käthe Ines Bruno Zoe Milo Freya Anouk Dario Elif Jonas Keiko Lena Marek Noor
      Oona Pavel Quinn Rosa Sven Talia Umar Vera Wim Xenia Yara Zeno Ilse Björn André José Chloé Søren
      """.split { $0.isWhitespace }.map(String.init)
    private static let last = """
      Voss Rehn Lune Oru Pell Ito Brandt Morgen Field Stone Hart Vale Reyes Novak Kowal Silva Costa Lind Berg Dahl Moreau
      Petit Roux Keller Braun Sato Mori Tanaka Park Choi Okafor Mensah Diallo Haddad Nasser Demir Kaya Ivanov Petrov
      """.split { $0.isWhitespace }.map(String.init)
    private static let bands = [
      "Hollow Pines", "Coral Drive", "Vantage", "B1RDS", "Los Faros", "Stone Choir", "P!xel", "Night$hift",
    ]
    private static let sounds = [
      "original sound", "son original", "sonido original", "som original", "suara asli", "Originalton",
      "suono originale",
      "оригинальный звук", "オリジナル楽曲", "오리지널 사운드", "原声", "เสียงต้นฉบับ", "orijinal ses", "oryginalny dźwięk",
      "nhạc nền",
      "الصوت الأصلي",
    ]

    private static func one<Value>(_ values: [Value], _ random: inout SeededGenerator) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    private static func chance(_ share: Double, _ random: inout SeededGenerator) -> Bool {
      Double.random(in: 0..<1, using: &random) < share
    }

    /// Many have one word, and many of those are the same.
    static func title(_ random: inout SeededGenerator) -> String {
      if chance(0.02, &random) { return one(["Intro", "Outro", "Interlude", "Untitled"], &random) }
      if chance(0.25, &random) { return one(Array(words.prefix(40)), &random) }
      if chance(0.06, &random) { return one(accented, &random) + " " + one(words, &random) }
      if chance(0.08, &random) {
        return one(
          ["Live Forever", "Cover Me", "Slow Hands", "Fast Car", "Remix My Heart", "Speed Of Sound"], &random)
          + " " + one(words, &random)
      }
      var parts = [one(words, &random)]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        parts.append(chance(0.3, &random) ? one(short, &random) : one(words, &random))
      }
      if chance(0.04, &random) { parts.append("Pt. \(Int.random(in: 1...3, using: &random))") }
      return parts.joined(separator: " ")
    }

    static func artist(_ random: inout SeededGenerator) -> String {
      if chance(0.15, &random) {
        return one(["The ", ""], &random) + one(words, &random) + " " + one(bands, &random)
      }
      return one(first, &random) + " " + one(last, &random)
    }

    static func handle(_ random: inout SeededGenerator) -> String {
      one(first, &random).lowercased() + "\(Int.random(in: 1...99, using: &random))"
    }

    static func place(_ random: inout SeededGenerator) -> String {
      one(["Wembley", "Vega", "Roskilde", "The Fillmore", "Budokan", "Paradiso", "Glastonbury"], &random)
    }

    static func originalSound(_ random: inout SeededGenerator) -> String { one(sounds, &random) }

    static func isrc(_ random: inout SeededGenerator) -> String {
      one(["GB", "US", "DE", "FR", "SE", "BR", "JP"], &random) + "HKL"
        + "\(Int.random(in: 1_000_000...9_999_999, using: &random))"
    }

    static func foreign(_ random: inout SeededGenerator) -> String {
      let alphabets = ["夜空星光雨花海風月雪愛夢城道心", "абвгдежзиклмнопрст", "가나다라마바사아자차카타파하", "あいうえおかきくけこさしすせそ"]
      let letters = Array(one(alphabets, &random))
      return String((0..<Int.random(in: 4...8, using: &random)).map { _ in one(letters, &random) })
    }

    static func unaccented(_ text: String) -> String {
      let plain: [Character: Character] = [
        "ñ": "n", "ó": "o", "é": "e", "É": "E", "Ü": "U", "ç": "c", "ã": "a", "ö": "o", "ï": "i", "ü": "u",
        "è": "e",
      ]
      return String(text.map { plain[$0] ?? $0 })
    }

    /// A letter left out, doubled, changed, or two in the wrong order.
    static func slip(_ text: String, _ random: inout SeededGenerator) -> String {
      var letters = Array(text)
      guard letters.count > 4 else { return text }
      let place = Int.random(in: 1..<(letters.count - 1), using: &random)
      guard letters[place].isLetter, letters[place + 1].isLetter else { return text }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: letters.remove(at: place)
      case 1: letters.insert(letters[place], at: place)
      case 2: letters[place] = one(Array("aeiourstlnm"), &random)
      default: letters.swapAt(place, place + 1)
      }
      return String(letters)
    }

    /// As Chromaprint's: neighbours share most of their bits.
    static func items(seconds: Double, _ random: inout SeededGenerator) -> [UInt32] {
      var item = UInt32.random(in: 0...(.max), using: &random)
      return (0..<Int(seconds / Fingerprint.usualItemDuration)).map { _ in
        for _ in 0..<4 { item ^= 1 << UInt32.random(in: 0..<32, using: &random) }
        return item
      }
    }

    /// Of the bits that differ easily one in sixteen is another, of the others one in a hundred.
    static func noisy(_ items: [UInt32], _ random: inout SeededGenerator) -> [UInt32] {
      func few(_ rounds: Int, _ random: inout SeededGenerator) -> UInt32 {
        (0..<rounds).reduce(UInt32.max) { mask, _ in mask & UInt32.random(in: 0...(.max), using: &random) }
      }
      let fickle: UInt32 = [16, 12, 6, 4, 10, 14, 7, 22, 24, 13, 0, 17].reduce(0) { $0 | 1 << UInt32($1) }
      return items.map { $0 ^ (few(4, &random) & fickle) ^ few(7, &random) }
    }
  }
}
