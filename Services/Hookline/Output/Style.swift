/// Colours, or none.
struct Style: Sendable, Equatable {
  enum Tint: String, Sendable {
    case success = "32"
    case warning = "33"
    case failure = "31"
    case faint = "2"
    case heading = "1"
  }

  let isColoured: Bool

  static let plain = Style(isColoured: false)

  func paint(_ text: String, _ tint: Tint?) -> String {
    guard isColoured, let tint, !text.isEmpty else { return text }
    return "\u{1b}[\(tint.rawValue)m\(text)\u{1b}[0m"
  }

  /// Colours only where somebody looks and nobody minds (no-color.org).
  static func choose(isTerminal: Bool, refused: Bool, environment: [String: String]) -> Style {
    let isUnwanted = refused || !environment["NO_COLOR", default: ""].isEmpty
    let isDumb = environment["TERM", default: "dumb"] == "dumb"
    return Style(isColoured: isTerminal && !isUnwanted && !isDumb)
  }
}
