/// Divides a text into words, numbers, emoji and ends; leaves out addresses and mentions, and sets hashtags aside.
struct Tokenizer {
  /// What lies behind is not read: captions have 4,000 characters at most, and the rest of the message is not kind.
  static let byteLimit = 16_384

  private var result: Tokens
  private var current: (kind: Token.Kind, start: Int)?
  private var place = 0

  static func tokens(of text: some StringProtocol) -> Tokens {
    // At a limit a character can be cut; its rest is no word.
    let bytes = Text.foldedBytes(Array(text.utf8.prefix(byteLimit)))
    var tokenizer = Tokenizer(result: Tokens(bytes: bytes))
    tokenizer.run()
    return tokenizer.result
  }

  /// With capitals and whatever else folding would take.
  static func tokens(ofUnfolded text: some StringProtocol) -> Tokens {
    let text = String(decoding: text.utf8.prefix(byteLimit), as: UTF8.self)
    var tokenizer = Tokenizer(result: Tokens(bytes: Array(text.utf8)))
    tokenizer.run()
    return tokenizer.result
  }

  private init(result: Tokens) { self.result = result }

  private mutating func run() {
    while let (scalar, length) = result.bytes.scalar(at: place) {
      take(ScalarClass(scalar), scalar, length)
    }
    finish()
  }

  private mutating func take(_ kind: ScalarClass, _ scalar: Unicode.Scalar, _ length: Int) {
    switch kind {
    case .letter: extend(.word, by: length)
    case .digit: extend(.number, by: length)
    case .dense: extend(.dense, by: length)
    case .emoji: takeEmoji(scalar, length)
    case .ampersand: single(.word, length)
    case .number where isInAddress: skipName()
    case .at where isInAddress: skipName()
    case .number: takeTag()
    case .at: takeMention()
    case .clauseEnd: takeClauseEnd(scalar, length)
    case .segmentEnd: single(.segmentEnd, length)
    case .separator where isDash(scalar): single(.segmentEnd, length)
    case .separator, .other:
      finish()
      place += length
    }
  }

  private mutating func extend(_ kind: Token.Kind, by length: Int) {
    if current?.kind != kind {
      finish()
      current = (kind, place)
    }
    place += length
  }

  private mutating func finish() {
    guard let (kind, start) = current else { return }
    result.tokens.append(Token(kind: kind, range: start..<place))
    current = nil
  }

  private mutating func single(_ kind: Token.Kind, _ length: Int) {
    finish()
    result.tokens.append(Token(kind: kind, range: place..<place + length))
    place += length
  }

  /// A flag is two characters.
  private mutating func takeEmoji(_ scalar: Unicode.Scalar, _ length: Int) {
    let letters: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
    let next = result.bytes.scalar(at: place + length)
    let isFlag = letters.contains(scalar.value) && next.map { letters.contains($0.scalar.value) } == true
    single(.emoji, isFlag ? length + (next?.length ?? 0) : length)
  }

  private mutating func takeClauseEnd(_ scalar: Unicode.Scalar, _ length: Int) {
    if scalar == ":" && isAddress || scalar == "." && isHost {
      // What was read so far is its beginning.
      current = nil
      return skip(while: { !$0.properties.isWhitespace })
    }
    // 127.5 is one number.
    let isInNumber = scalar == "." && current?.kind == .number
    let next = result.bytes.scalar(at: place + length)?.scalar
    if isInNumber, let next, ScalarClass(next) == .digit {
      place += length
    } else {
      single(.clauseEnd, length)
    }
  }

  /// Whether the colon here is that of `https://`.
  private var isAddress: Bool {
    result.bytes[place...].starts(with: "://".utf8) && ["http", "https"].contains(where: isBehind)
  }

  /// Whether the full stop here is the first of `www.example.com`.
  private var isHost: Bool {
    guard isBehind("www"), let next = result.bytes.scalar(at: place + 1)?.scalar else { return false }
    return [.letter, .digit].contains(ScalarClass(next))
  }

  /// Whether the word that ends here is this one, in whatever case.
  private func isBehind(_ word: String) -> Bool {
    guard let current, current.kind == .word, place - current.start == word.utf8.count else { return false }
    return zip(result.bytes[current.start..<place], word.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// " - " parts a name, the hyphen of "lo-fi" does not.
  private func isDash(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar == "-", place > 0, place + 1 < result.bytes.count else { return false }
    return result.bytes[place - 1] == 0x20 && result.bytes[place + 1] == 0x20
  }

  /// Whether the sign here is that of joe@example.com or of example.com/#top. Tags may follow each other.
  private var isInAddress: Bool {
    guard place > 0, result.tags.last?.upperBound != place, result.mentions.last?.upperBound != place else {
      return false
    }
    if result.bytes[place - 1] == UInt8(ascii: "/") { return true }
    guard current?.kind == .word || current?.kind == .number else { return false }
    return current.map { $0.start < place } ?? false
  }

  private mutating func skipName() {
    // What stands before it is a name, too.
    if result.bytes[place] == UInt8(ascii: "@") { current = nil }
    finish()
    place += 1
    skip(while: { !Self.endsName($0) })
  }

  private mutating func takeTag() {
    finish()
    place += 1
    let start = place
    skip(while: { !Self.endsName($0) && $0 != "." })
    if place > start { result.tags.append(start..<place) }
  }

  private mutating func takeMention() {
    finish()
    place += 1
    let start = place
    skip(while: { !Self.endsName($0) })
    // A full stop behind a name ends the sentence.
    let dots = result.bytes[start..<place].reversed().prefix { $0 == UInt8(ascii: ".") }.count
    if place - dots > start { result.mentions.append(start..<place - dots) }
  }

  private mutating func skip(while isPart: (Unicode.Scalar) -> Bool) {
    while let (scalar, length) = result.bytes.scalar(at: place), isPart(scalar) { place += length }
  }

  private static func endsName(_ scalar: Unicode.Scalar) -> Bool {
    switch ScalarClass(scalar) {
    case .letter, .digit, .dense, .emoji: false
    default: scalar != "_" && scalar != "."
    }
  }
}

extension [UInt8] {
  /// The character that begins at this place, and how many bytes it has; nil at the end.
  func scalar(at place: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard place < count else { return nil }
    let first = self[place]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC0, place + length <= count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in self[place + 1..<place + length] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
