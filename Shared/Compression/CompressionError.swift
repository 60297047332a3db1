/// Why bytes could not be unpacked.
public struct CompressionError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
