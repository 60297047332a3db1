import Audio

/// Weights as Swift.
struct Table {
  private let weights: GenreWeights
  private let origin: String

  init(_ weights: GenreWeights, count: Int) {
    self.weights = weights
    origin = "Fitted by `FitGenres` to \(count) pieces of made music of the tuning half."
  }

  func write() {
    print("extension GenreWeights {\n  /// \(origin)\n  public static let fitted = GenreWeights(")
    print("    means: [\n\(lines(weights.means, "      "))\n    ],")
    print("    spreads: [\n\(lines(weights.spreads, "      "))\n    ],\n    rows: [")
    for row in weights.rows { print("      [\n\(lines(row, "        "))\n      ],") }
    print("    ],\n    least: \(Self.short(weights.least)))\n}")
  }

  private func lines(_ values: [Double], _ indent: String) -> String {
    var lines: [String] = []
    var line = indent
    for value in values {
      let word = Self.short(value) + ","
      if line.count + word.count + 1 > 108 {
        lines.append(line)
        line = indent
      }
      line += (line == indent ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Three digits behind the point, or as many as a small number needs.
  private static func short(_ value: Double) -> String {
    let scale = abs(value) < 0.01 ? 1e6 : 1e3
    return "\((value * scale).rounded() / scale)"
  }
}
