/// Why bytes could not be unpacked.
public struct CompressionError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// They end where more was to come.
    case truncated
    /// They are not what a packer writes, or no longer.
    case damaged
    /// Behind the packed bytes there are others.
    case trailing
    /// They unpack to more than they may.
    case tooLarge
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
