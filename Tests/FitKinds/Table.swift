import Audio

/// Weights as Swift.
struct Table {
  private let weights: KindWeights
  private let origin: String

  init(_ weights: KindWeights, count: Int) {
    self.weights = weights
    origin = "Fitted by `FitKinds` to \(count) pieces of the tuning half: read text, made music and noises."
  }

  func write() {
    print("extension KindWeights {\n  /// \(origin)\n  public static let fitted = KindWeights(")
    print("    means: [\n\(lines(weights.means, "      "))\n    ],")
    print("    spreads: [\n\(lines(weights.spreads, "      "))\n    ],")
    print("    units: [\n\(rows(weights.units))\n    ],\n    rows: [\n\(rows(weights.rows))\n    ])\n}")
  }

  private func rows(_ rows: [[Double]]) -> String {
    rows.map { "      [\n\(lines($0, "        "))\n      ]," }.joined(separator: "\n")
  }

  private func lines(_ values: [Double], _ indent: String) -> String {
    var lines: [String] = []
    var line = indent
    for value in values {
      let word = "\((value * 1e3).rounded() / 1e3),"
      if line.count + word.count + 1 > 108 {
        lines.append(line)
        line = indent
      }
      line += (line == indent ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
