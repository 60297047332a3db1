import Glibc
import Models

/// How many use a track.
enum Popularity {
  /// Ten million videos are as popular as can be; each tenfold counts the same.
  private static let most = 1e7

  /// Nil where nobody has counted.
  static func finding(uses: Int64?) -> Finding<Double>? {
    guard let uses, uses >= 0 else { return nil }
    let level = min(log10(1 + Double(uses)) / log10(1 + most), 1)
    return Finding(level, confidence: 0.8, evidence: .usage, detail: "\(uses) videos")
  }
}
