/// Why a data set could not be brought in or read, in one line for a person.
public struct DatasetError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// Another import of the same data set is under way.
    case busy
    /// There is no such version, or no such file.
    case missing
    /// What came is not what it should be.
    case unusable
    /// The source says that it has more than is taken, or has no end.
    case tooLarge
    /// The source could not be read whole.
    case incomplete
    /// Something else took the version away while it was loaded.
    case lost
  }

  public let code: Code
  public let description: String

  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
