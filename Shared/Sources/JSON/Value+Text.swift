/// Text as Postgres takes it and as long as it may be.
extension Value {
  /// A string, or a number as it is written, without white space around it; nil when nothing is left. Longer text is cut
  /// at `limit` UTF-16 code units, between characters of Unicode.
  func text(atMost limit: Int) -> String? {
    guard let text = verbatim(atMost: limit) else { return nil }
    let start = text.drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(start[...end])
  }

  /// Like `text`, with the white space, because offsets count it.
  func verbatim(atMost limit: Int) -> String? {
    guard kind == .string || kind == .number else { return nil }
    guard let text = withBytes(Escapes.decoded) else { return nil }
    return text.cut(atMost: limit)
  }

  /// What a platform calls something: up to 64 letters of ASCII, digits, `_` and `-`. Zeros alone stand for unknown.
  var id: String? {
    guard kind == .string || (kind == .number && isWholeNumber) else { return nil }
    return withBytes { bytes -> String? in
      guard (1...Bounds.idLength).contains(bytes.count), bytes.allSatisfy(Self.isInID),
        bytes.contains(where: { $0 != UInt8(ascii: "0") })
      else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    } ?? nil
  }

  private static func isInID(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private var isWholeNumber: Bool {
    withBytes { $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } } ?? false
  }

  /// An address of the web that is not too long to be meant.
  var url: String? {
    guard kind == .string, let text = text(atMost: Bounds.urlLength + 1), text.utf16.count <= Bounds.urlLength
    else { return nil }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    let scheme = text.prefix(8).lowercased()
    guard isPlain, scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else { return nil }
    return text
  }

  /// An address of the web, or a link to a song of a made-up world: who listens makes it where it is wanted.
  var soundURL: String? { url ?? sampleLink("sample:") }

  /// The same for films.
  var filmURL: String? { url ?? sampleLink("sample-clip:") }

  private func sampleLink(_ scheme: String) -> String? {
    let limit = 200
    guard kind == .string, let text = text(atMost: limit + 1), text.utf16.count <= limit,
      text.hasPrefix(scheme), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { return nil }
    return text
  }

  /// The first address in a list of them.
  var firstURL: String? { first(\.url) }

  /// The same, or a link to a photo of a made-up world.
  var firstPhotoURL: String? { first { $0.url ?? $0.sampleLink("sample-photo:") } }

  private func first(_ address: (Value) -> String?) -> String? {
    for element in elements(atMost: 20) {
      if let found = address(element) { return found }
    }
    return nil
  }
}

extension String {
  /// Its first `limit` UTF-16 code units, without half a character at the end.
  func cut(atMost limit: Int) -> String {
    // UTF-8 is never shorter than UTF-16, so that most texts need no second count.
    guard utf8.count > limit, utf16.count > limit else { return self }
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars {
      count += UTF16.width(scalar)
      if count > limit { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
