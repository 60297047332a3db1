/// Emoji as they are seen: a family, a flag or a key is one, though it consists of several characters.
enum Emoji {
  private static let joiner: Unicode.Scalar = "\u{200D}"
  private static let keycap: Unicode.Scalar = "\u{20E3}"
  /// In characters of Unicode; none has more, and people do send thousands.
  private static let limit = 16

  /// Those in a text that is not folded: folding takes what joins them.
  static func all(in text: Tokens) -> [String] {
    var result: [String.UnicodeScalarView] = []
    var end: Int?
    for token in text.tokens where token.kind == .emoji || token.kind == .number {
      let between = end.map { scalars(text.bytes[$0..<max($0, token.range.lowerBound)]) }
      let kept = scalars(text.bytes[token.range]).filter { !isDress($0) }
      let (tail, tailEnd) = tail(behind: token.range.upperBound, in: text.bytes)
      if token.kind == .number {
        end = nil
        guard tail.contains(keycap), let digit = kept.last else { continue }
        result.append(String.UnicodeScalarView([digit, keycap]))
      } else if let between, between.last == joiner, between.dropLast().allSatisfy(isDress),
        let last = result.last, last.count < limit
      {
        result[result.count - 1] += [joiner] + kept + tail
        end = tailEnd
      } else {
        result.append(String.UnicodeScalarView(kept + tail))
        end = tailEnd
      }
    }
    return result.map { String($0) }
  }

  /// The letters of a flag such as Scotland's and the frame of a key. Colours and variants are passed over.
  private static func tail(behind place: Int, in bytes: [UInt8]) -> ([Unicode.Scalar], Int) {
    var place = place
    var result: [Unicode.Scalar] = []
    while let (scalar, length) = bytes.scalar(at: place), result.count < limit {
      if scalar == keycap || 0xE0020...0xE007F ~= scalar.value {
        result.append(scalar)
      } else if !isDress(scalar) {
        break
      }
      place += length
    }
    return (result, place)
  }

  private static func isDress(_ scalar: Unicode.Scalar) -> Bool {
    0xFE0E...0xFE0F ~= scalar.value || 0x1F3FB...0x1F3FF ~= scalar.value
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    // More than stands between the parts of one is something else.
    guard bytes.count <= 64 else { return [] }
    return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }
}
