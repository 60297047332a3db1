import Text

/// A name in pieces: words, and what stands between them.
enum NamePiece: Equatable {
  case word(String)
  case open, close
  /// A dash, a bar or the like with space around it: what is on both sides are parts.
  case dash
  /// A comma and other signs that part the names of artists.
  case comma
  case and
}

/// Divides a name into pieces: without case, accents and signs that say nothing.
struct NameReader {
  /// In bytes; what lies behind is not read.
  static let limit = 600

  private var pieces: [NamePiece] = []
  private var word = String.UnicodeScalarView()
  private var wasSpace = true

  static func pieces(of text: String) -> [NamePiece] {
    var reader = NameReader()
    let text = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    let scalars = Array(Text.plain(text).unicodeScalars)
    for place in scalars.indices {
      reader.take(scalars[place], next: place + 1 < scalars.count ? scalars[place + 1] : " ")
    }
    reader.finish()
    return reader.pieces
  }

  private mutating func take(_ scalar: Unicode.Scalar, next: Unicode.Scalar) {
    defer { wasSpace = scalar.properties.isWhitespace }
    switch scalar {
    case "'", "’", "‘", "`", "´", "ʼ", ".", "\u{FFFD}": return
    case "!", "$", "@", "€": takeLetterlike(scalar, next)
    case "(", "[", "{", "（", "［", "【", "〔", "《", "〈": separate(.open)
    case ")", "]", "}", "）", "］", "】", "〕", "》", "〉": separate(.close)
    case "-": wasSpace && Self.isSpace(next) ? separate(.dash) : finish()
    case "–", "—", "―", "|", "｜", "•", "·", "~", "〜":
      wasSpace || Self.isSpace(next) || scalar.value > 0x7F ? separate(.dash) : finish()
    case ",", ";", "/", "、", "，", "；": separate(.comma)
    case "&", "+", "＆": separate(.and)
    default: Self.isPart(scalar) ? word.append(scalar) : finish()
    }
  }

  /// "P!nk" and "Ke$ha" are spelt with letters by others.
  private mutating func takeLetterlike(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar) {
    guard !Self.isSpace(next), Self.isPart(next), scalar != "!" || !word.isEmpty else {
      // "A$" ends a name as well as "yes!" does a sentence.
      return scalar == "$" && !word.isEmpty ? word.append("s") : finish()
    }
    let letters: [Unicode.Scalar: Unicode.Scalar] = ["!": "i", "$": "s", "@": "a", "€": "e"]
    word.append(letters[scalar] ?? scalar)
  }

  private mutating func separate(_ piece: NamePiece) {
    finish()
    pieces.append(piece)
  }

  private mutating func finish() {
    guard !word.isEmpty else { return }
    pieces.append(.word(LookAlikes.resolved(String(word))))
    word = String.UnicodeScalarView()
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return 97...122 ~= scalar.value || 48...57 ~= scalar.value }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}

/// Letters of one script that look like those of another: who mixes them in one word wants to be taken for somebody.
enum LookAlikes {
  private static let latin: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "в": "b", "с": "c", "е": "e", "н": "h", "і": "i", "ј": "j", "к": "k", "м": "m", "о": "o",
    "р": "p",
    "ѕ": "s", "т": "t", "у": "y", "х": "x", "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k",
    "μ": "u",
    "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "ɡ": "g", "ɑ": "a",
  ]

  static func resolved(_ word: String) -> String {
    let scalars = word.unicodeScalars
    guard scalars.contains(where: { 97...122 ~= $0.value }), scalars.contains(where: { latin[$0] != nil })
    else {
      return word
    }
    return String(String.UnicodeScalarView(scalars.map { latin[$0] ?? $0 }))
  }
}
