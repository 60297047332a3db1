/// Why a model is not made, or a question to it is not answered.
public struct FactorsError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// What was given makes no sense.
    case invalid
    /// It would need more memory than is allowed.
    case tooLarge
    /// The numbers cannot be computed with.
    case singular
  }

  public let code: Code
  public let message: String

  public var description: String { message }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Throws unless `bytes` are within `limit`; says both.
  static func refuse(_ what: String, needing bytes: Int, above limit: Int) throws(FactorsError) {
    guard bytes > limit else { return }
    throw FactorsError(
      .tooLarge, "\(what) needs \(megabytes(bytes)) MB, and \(megabytes(limit)) MB are allowed")
  }

  private static func megabytes(_ bytes: Int) -> Int { (bytes + 999_999) / 1_000_000 }
}

/// The product, or as much as a number can hold: what was computed from hostile counts is still compared with a limit.
func saturating(_ factors: Int...) -> Int {
  factors.reduce(1) { product, factor in
    let (result, overflows) = product.multipliedReportingOverflow(by: factor)
    return overflows ? Int.max / 4 : min(result, Int.max / 4)
  }
}
