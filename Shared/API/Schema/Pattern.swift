/// What a text looks like, piece by piece. Prints itself as the regular expression that it matches by, so that a
/// document cannot say anything else than what is checked.
public struct Pattern: Sendable, Equatable {
  struct Piece: Sendable, Equatable {
    /// Ranges of ASCII, as they stand between brackets.
    let ranges: [ClosedRange<UInt8>]
    let count: ClosedRange<Int>
  }

  private(set) var pieces: [Piece] = []

  /// The pieces follow each other.
  public init(_ parts: Part...) {
    for part in parts { pieces += part.pieces }
  }

  public struct Part: Sendable {
    let pieces: [Piece]

    /// Just this text.
    public static func text(_ text: StaticString) -> Part {
      Part(pieces: Array(text.description.utf8).map { Piece(ranges: [$0...$0], count: 1...1) })
    }

    /// So many characters of these: `a-z0-9_`.
    public static func of(_ set: StaticString, _ count: ClosedRange<Int>) -> Part {
      var ranges: [ClosedRange<UInt8>] = []
      var rest = Array(set.description.utf8)[...]
      while let first = rest.popFirst() {
        if rest.count >= 2, rest.first == UInt8(ascii: "-") {
          ranges.append(first...rest[rest.startIndex + 1])
          rest = rest.dropFirst(2)
        } else {
          ranges.append(first...first)
        }
      }
      return Part(pieces: [Piece(ranges: ranges, count: count)])
    }
  }

  public func matches(_ text: String) -> Bool { Self.match(pieces[...], Array(text.utf8)[...]) }

  /// Each piece takes as much as it can and gives back what the next ones need. Patterns have a handful of pieces.
  private static func match(_ pieces: ArraySlice<Piece>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let piece = pieces.first else { return text.isEmpty }
    let most = text.prefix(piece.count.upperBound)
      .prefix { byte in piece.ranges.contains { $0.contains(byte) } }.count
    guard most >= piece.count.lowerBound else { return false }
    return (piece.count.lowerBound...most).reversed().contains { count in
      match(pieces.dropFirst(), text.dropFirst(count))
    }
  }

  /// As ECMA 262 writes it.
  var expression: String { "^" + pieces.map(Self.expression).joined() + "$" }

  private static func expression(_ piece: Piece) -> String {
    let set = piece.ranges.map { range in
      range.count == 1
        ? escaped(range.lowerBound) : "\(escaped(range.lowerBound))-\(escaped(range.upperBound))"
    }.joined()
    let isOne = piece.ranges.count == 1 && piece.ranges[0].count == 1
    let (least, most) = (piece.count.lowerBound, piece.count.upperBound)
    let times = least == 1 && most == 1 ? "" : least == most ? "{\(least)}" : "{\(least),\(most)}"
    return (isOne ? set : "[\(set)]") + times
  }

  private static func escaped(_ byte: UInt8) -> String {
    let character = String(Unicode.Scalar(byte))
    return "\\^$.|?*+()[]{}-/".contains(character) ? "\\" + character : character
  }
}

extension Pattern {
  /// An id as its 36 characters.
  public static let uuid = Pattern(
    .of("0-9a-fA-F", 8...8), .text("-"), .of("0-9a-fA-F", 4...4), .text("-"), .of("0-9a-fA-F", 4...4),
    .text("-"), .of("0-9a-fA-F", 4...4), .text("-"), .of("0-9a-fA-F", 12...12))
  /// A day as `2026-11-20`.
  public static let date = Pattern(
    .of("0-9", 4...4), .text("-"), .of("0-9", 2...2), .text("-"), .of("0-9", 2...2))
  /// A number of a row.
  public static let number = Pattern(.of("1-9", 1...1), .of("0-9", 0...17))
}
