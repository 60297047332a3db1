/// Which encodings a client takes, as `Accept-Encoding` says.
struct AcceptEncoding {
  /// Whether a packed answer is what the client wants, or at least as good to it.
  let wantsGzip: Bool

  init(_ lines: [String]) {
    var (gzip, identity, any) = (nil as Int?, nil as Int?, nil as Int?)
    for part in lines.lazy.flatMap({ $0.split(separator: ",") }).prefix(32) {
      let pieces = part.split(separator: ";", omittingEmptySubsequences: false)
      guard let name = pieces.first?.trimmed, !name.isEmpty else { continue }
      guard let weight = Self.weight(pieces.dropFirst()) else { continue }
      switch name.lowercased() {
      case "gzip", "x-gzip": gzip = weight
      case "identity": identity = weight
      case "*": any = weight
      default: continue
      }
    }
    let wish = gzip ?? any ?? 0
    wantsGzip = wish > 0 && wish >= identity ?? 0
  }

  /// In thousandths; nil for what is no weight, whose coding is then left out.
  private static func weight(_ pieces: ArraySlice<Substring>) -> Int? {
    for piece in pieces {
      let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
      guard pair.count == 2, pair[0].lowercased() == "q" else { continue }
      return thousandths(pair[1])
    }
    return 1_000
  }

  /// `0`, `0.5`, `1.000`.
  private static func thousandths(_ text: Substring) -> Int? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
    guard (1...5).contains(text.utf8.count), digits.allSatisfy({ 0x30...0x39 ~= $0 }),
      digits.count == 1 || text.utf8.dropFirst().first == UInt8(ascii: "."), digits.count <= 4,
      let number = Int(
        String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: 4 - digits.count))
    else { return nil }
    return number <= 1_000 ? number : nil
  }
}
